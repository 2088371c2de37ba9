import { conferenceContract } from '../contract/conference.ts';
import { MORNING } from '../fakes/fake-clock.ts';
import { nextNumber } from '../fakes/records.ts';
import { APP, aJitsi } from './a-jitsi.ts';

for (const [name, app] of [
  ['Jitsi', APP],
  ['Jitsi without tokens', null],
] as const) {
  conferenceContract(name, async () => {
    const { provider } = await aJitsi({ app });
    return {
      provider,
      meetingId: nextNumber(),
      now: MORNING,
      running: async () => null,
      crash: null,
      close: async () => {},
    };
  });
}
