import { Secret } from '../vault/secret.ts';
import type { MeetingId } from './meeting-id.ts';

/** Where anyone finds the door of a meeting. Holds no secret. `publicUrl` has no slash at its end. */
export const doorUrl = (publicUrl: string, meetingId: MeetingId): string => `${publicUrl}/j/${meetingId}`;

/** One invitee's own way in. The token stands in the fragment, which browsers send to no server. */
export const personalUrl = (publicUrl: string, meetingId: MeetingId, token: Secret): Secret =>
  new Secret(`${doorUrl(publicUrl, meetingId)}#${token.open()}`);
