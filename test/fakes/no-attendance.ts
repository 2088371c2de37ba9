import type { Attendance } from '../../src/ports/attendance.ts';

/** Nobody is in any call. */
export const noAttendance: Attendance = {
  enter: async () => 'closed',
  renew: async () => false,
  leave: async () => {},
  letIn: async () => 'absent',
  remove: async () => false,
  end: async () => false,
  of: async () => [],
};
