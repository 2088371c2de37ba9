import { killRounds } from '../crash/kill-rounds.ts';
import { killInstallations } from './kill-installations.ts';

/** `node kills.ts <kills>`: kills the program that often. */
await killInstallations(
  Number(process.argv[2]),
  killRounds,
  ({ meetings, repeated }) => `${meetings} meetings, ${repeated} asked for again`,
);
