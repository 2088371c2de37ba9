import { platformKills } from '../crash/platform-kills.ts';

/** `node platform-kills.ts <kills>`: kills the program that often while it fans out on three platforms at once. */
const KILLS = Number(process.argv[2]);
/** Kills of one installation: more would let its first meetings end by themselves (platform-kills.ts). */
const PER_INSTALLATION = 10;

let wrong = 0;
let allowed = 0;
for (let done = 0; done < KILLS; done += PER_INSTALLATION) {
  const seed = `soak-${done}`;
  const fate = await platformKills(Math.min(PER_INSTALLATION, KILLS - done), seed);
  wrong += fate.lost.length + fate.halfMade.length + fate.extra.length;
  allowed += fate.allowed;
  const { lost, halfMade, extra } = fate;
  for (const what of [...lost, ...halfMade, ...extra]) process.stdout.write(`${what}\n`);
  const figures = `lost ${lost.length}, half-made ${halfMade.length}, extra ${extra.length}`;
  const twice = `twice in Telegram, as it allows: ${allowed}`;
  process.stdout.write(`${done + fate.kills} of ${KILLS}, seed ${seed}: ${figures}; ${twice}\n`);
}
process.exitCode = wrong > 0 ? 1 : 0;
