import { conferenceContract } from '../contract/conference.ts';
import { MORNING } from '../fakes/fake-clock.ts';
import { nextNumber } from '../fakes/records.ts';
import { aZoom } from './a-zoom.ts';

conferenceContract('Zoom', async () => {
  const { zoom, provider } = await aZoom();
  return {
    provider,
    meetingId: nextNumber(),
    now: MORNING,
    running: async () => zoom.meetings().map(({ id }) => String(id)),
    crash: () => zoom.fail('create', { drop: 'answer' }),
    close: async () => {},
  };
});
