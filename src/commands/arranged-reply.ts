import { button, timeOf, topicOf } from '../messages/blocks.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import type { Reader } from '../messages/message.ts';
import { question } from '../messages/question.ts';
import { repeatsLines, timesInWords } from '../messages/repeats.ts';
import { say } from '../messages/say.ts';
import type { Arranged } from './arrange.ts';
import type { Reply } from './command.ts';

/** What the organizer reads of a meeting just made: when, who gets the code, where the card is. */
export function arrangedReply(data: Arranged, reader: Reader): Reply {
  const text = catalogueFor(reader.locale);
  if (data.kind === 'crowd') {
    return question(text.questions.seats(data.invited, data.crowd), reader, false);
  }
  if (data.kind === 'echo') {
    const { echo } = data;
    const times = timesInWords(echo.times, reader);
    const asking = text.questions.plan(topicOf(echo, null, text), times, data.invited, data.crowd);
    return question(asking, reader, false);
  }
  const { record, occurrence, invited, problems, waits } = data;
  const topic = topicOf(record.meeting, occurrence, text);
  const { answers } = text;
  return {
    kind: 'private',
    message: say(
      {
        title: occurrence.state === 'live' ? answers.live(topic) : answers.planned(topic),
        sign: 'calendar',
        lines: [
          timeOf(occurrence, reader),
          ...repeatsLines(record, reader),
          ...(waits ? [text.report.gettingReady] : []),
          invited > 0 ? answers.codesGoOut(invited) : answers.nobodyInvited,
          occurrence.card === null ? answers.cardNowhere : answers.cardHere,
          answers.ownSlip,
          ...(problems.length > 0 ? [answers.notEveryone] : []),
        ],
        items: problems.map(text.personProblem),
        buttons: [
          // Whoever cannot be written to in private gets their own code here.
          button(text.buttons.show, `reveal:${record.meeting.key}`),
          button(text.buttons.details, `show:${record.meeting.key}`),
          button(text.buttons.copyInvitation, `invitation:${record.meeting.key}`),
        ],
      },
      text,
    ),
  };
}
