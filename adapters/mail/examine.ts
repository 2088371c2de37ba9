import { right, wrong } from '../../src/finding.ts';
import type { Finding } from '../../src/ports/adapter.ts';
import { asDeliveryError } from './errors.ts';
import type { MailSettings } from './settings.ts';
import { transportTo } from './transport.ts';

/** Whether the server takes the user and the password. */
export async function examineMail(settings: MailSettings): Promise<readonly Finding[]> {
  const { hostname, username } = new URL(settings.url.open());
  const transport = transportTo(settings);
  try {
    await transport.verify();
    return [right(`Mail: ${hostname} answers${username ? ', and knows the user' : ''}.`)];
  } catch (error) {
    return [
      asDeliveryError(error).failure === 'revoked'
        ? wrong(`Mail: ${hostname} refuses user or password.`, 'Mend them in SMTP_URL.')
        : wrong(
            `Mail: ${hostname} does not answer as a mail server.`,
            'Look at name and port in SMTP_URL: smtps:// is mostly 465, smtp:// mostly 587.',
          ),
    ];
  } finally {
    transport.close();
  }
}
