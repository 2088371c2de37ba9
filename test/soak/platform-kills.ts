import { platformKills } from '../crash/platform-kills.ts';
import { killInstallations } from './kill-installations.ts';

/** `node platform-kills.ts <kills>`: kills the program that often while it fans out on three platforms at once. */
await killInstallations(
  Number(process.argv[2]),
  platformKills,
  ({ meetings, allowed }) => `${meetings} meetings, twice in Telegram, as it allows: ${allowed}`,
);
