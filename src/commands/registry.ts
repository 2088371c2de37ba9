/**
 * Every command, in the order of menus and help. To add one: write its file beside this one and add its line here.
 * Menus, completion, help and forms follow from its own description.
 */
import { approve } from './approve.ts';
import { ask } from './ask.ts';
import { calendar } from './calendar.ts';
import { cancel } from './cancel.ts';
import { closeRequests } from './close-requests.ts';
import { code } from './code.ts';
import { cohost } from './cohost.ts';
import type { Command } from './command.ts';
import { copyCode } from './copy-code.ts';
import { copyId } from './copy-id.ts';
import { deny } from './deny.ts';
import { denyAll } from './deny-all.ts';
import { end } from './end.ts';
import { enter } from './enter.ts';
import { extend } from './extend.ts';
import { help } from './help.ts';
import { home } from './home.ts';
import { invitation } from './invitation.ts';
import { invite } from './invite.ts';
import { join } from './join.ts';
import { language } from './language.ts';
import { list } from './list.ts';
import { lock } from './lock.ts';
import { me } from './me.ts';
import { move } from './move.ts';
import { mute } from './mute.ts';
import { my } from './my.ts';
import { newMeeting } from './new.ts';
import { note } from './note.ts';
import { now } from './now.ts';
import { number } from './number.ts';
import { place } from './place.ts';
import { plan } from './plan.ts';
import { recreate } from './recreate.ts';
import { reminders } from './reminders.ts';
import { retry } from './retry.ts';
import { reveal } from './reveal.ts';
import { room } from './room.ts';
import { rotate } from './rotate.ts';
import { rsvp } from './rsvp.ts';
import { settings } from './settings.ts';
import { show } from './show.ts';
import { start } from './start.ts';
import { transfer } from './transfer.ts';
import { uninvite } from './uninvite.ts';
import { unlock } from './unlock.ts';
import { unmute } from './unmute.ts';
import { useRoom } from './use-room.ts';
import { web } from './web.ts';
import { zone } from './zone.ts';

export const commands: readonly Command[] = [
  newMeeting,
  now,
  plan,
  list,
  show,
  code,
  join,
  invite,
  uninvite,
  cohost,
  transfer,
  rotate,
  move,
  cancel,
  recreate,
  start,
  end,
  room,
  me,
  settings,
  lock,
  unlock,
  web,
  help,
  // Reached by buttons only, or by a platform's own places.
  home,
  my,
  reveal,
  enter,
  rsvp,
  ask,
  approve,
  deny,
  denyAll,
  closeRequests,
  extend,
  retry,
  useRoom,
  mute,
  unmute,
  note,
  invitation,
  copyCode,
  copyId,
  calendar,
  place,
  number,
  zone,
  language,
  reminders,
];
