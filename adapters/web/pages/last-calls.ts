import { html } from 'hono/html';
import type { PastCall } from '../../../src/door/last-calls.ts';
import type { Visit } from '../../../src/meeting/visits.ts';
import { heldAt, nameOf, stayOf, timesOf } from '../../../src/messages/attended.ts';
import { topicOf } from '../../../src/messages/blocks.ts';
import { formatTime } from '../../../src/time/format.ts';
import type { Html } from './page.ts';
import type { MyReader } from './spans.ts';

/** Who came to the reader's last calls: a table of each, whose rows are drawn as a timeline too. */
export function lastCallsSection(calls: readonly PastCall[], reader: MyReader): readonly Html[] {
  if (calls.length === 0) return [];
  const section = html`<section class="meeting past" aria-labelledby="last-calls">
<h2 id="last-calls">${reader.text.attended.lastCalls}</h2>
${calls.map((call) => pastCall(call, reader))}
</section>`;
  return [section];
}

function pastCall({ record, occurrence, visits }: PastCall, reader: MyReader): Html {
  const { attended } = reader.text;
  const { startsAt, endsAt } = heldAt(occurrence);
  const bars = { from: startsAt, length: Math.max(1, endsAt - startsAt) };
  return html`<details><summary><span dir="auto">${topicOf(record.meeting, occurrence, reader.text)}</span>
<small>${formatTime(startsAt, reader, { until: endsAt, zone: false })} · ${attended.people(visits.length)}</small></summary>
<table><thead><tr><th scope="col">${attended.person}</th><th scope="col">${attended.times}</th><th scope="col">${attended.stay}</th></tr></thead>
<tbody>${visits.map(
    (visit) => html`<tr><th scope="row" dir="auto">${nameOf(visit, record, reader.text)}</th>
<td>${timesOf(visit, reader)}${timeline(visit, bars)}</td><td>${stayOf(visit, reader)}</td></tr>`,
  )}</tbody></table></details>`;
}

/** A thousand units wide; even a moment can be seen. */
function timeline({ times }: Visit, { from, length }: { from: number; length: number }): Html {
  const share = (ms: number) => Math.round((1_000 * ms) / length);
  return html`<svg viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true">${times.map(
    (time) =>
      html`<rect x="${share(time.from - from)}" width="${Math.max(8, share(time.until - time.from))}" height="8"/>`,
  )}</svg>`;
}
