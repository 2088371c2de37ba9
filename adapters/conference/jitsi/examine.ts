import { SECOND } from '../../../src/clock.ts';
import { clockOff, right, wrong } from '../../../src/finding.ts';
import type { Finding } from '../../../src/ports/adapter.ts';
import type { JitsiSettings } from './settings.ts';

const TIMEOUT = 10 * SECOND;

/** Asks the server about each setting. Enters no room. */
export async function examineJitsi({ url, app }: JitsiSettings): Promise<readonly Finding[]> {
  const answer = await fetch(url, { redirect: 'follow', signal: AbortSignal.timeout(TIMEOUT) }).catch(
    () => null,
  );
  const text = await answer?.text().catch(() => '');
  // https://github.com/jitsi/jitsi-meet/blob/master/index.html: it reads config.js and starts JitsiMeetJS.
  if (!answer?.ok || !/jitsi/i.test(text ?? '')) {
    return [
      wrong(
        `JITSI_URL: ${url} does not answer as a Jitsi server.`,
        'Open it in a browser: it should show Jitsi Meet. Mend the address, DNS or the server.',
      ),
    ];
  }
  return [
    right(`JITSI_URL: ${url} answers as a Jitsi server.`),
    examineClock(answer.headers.get('date')),
    right(
      app === null
        ? 'JITSI_APP_ID: is not set, so whoever has the address of a room can come in. The slips say so.'
        : `JITSI_APP_SECRET: is set, and signs tokens of ${app.id}. Whether the server has the same shows when somebody joins.`,
    ),
  ];
}

function examineClock(date: string | null): Finding {
  if (Number.isNaN(Date.parse(date ?? ''))) return right('Jitsi does not tell its time.');
  const off = clockOff(date);
  return off === null
    ? right("This clock agrees with Jitsi's.")
    : wrong(
        `This clock is ${off} seconds from Jitsi's.`,
        "Set the time of both machines by NTP: tokens are good for five minutes by Jitsi's clock.",
      );
}
