import { conferenceEntries } from '../../adapters/registry.ts';
import { readEnvironment } from '../../src/cli/environment.ts';
import { compose } from '../../src/compose.ts';
import { leaky } from './leaky-provider.ts';

/** The whole program with one provider more, whose errors are full of its codes. */
const app = await compose(readEnvironment(process.env, process.cwd()), {
  conferenceEntries: [...conferenceEntries, leaky],
});
process.once('SIGTERM', () => void app.stop());
process.stderr.write(`Latchkey is ready. Open the playground: ${app.playground}\n`);
