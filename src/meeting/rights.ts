/** What somebody may want to do with a meeting (SPEC.md §3). */
export type Right =
  | 'see'
  | 'claim'
  | 'reveal'
  | 'rsvp'
  | 'invite'
  | 'uninvite'
  | 'cohost'
  | 'transfer'
  | 'rotate'
  | 'move'
  | 'cancel'
  | 'recreate'
  | 'start'
  | 'end'
  | 'decide';
