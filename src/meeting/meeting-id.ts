/** 11 digits (10 for a personal room), never starting with 0 or 1. Made and read only here. */
export type MeetingId = string & { readonly __meetingId: true };
