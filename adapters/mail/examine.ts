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
    return [{ what: `Mail: ${hostname} answers${username ? ', and knows the user' : ''}.`, fix: null }];
  } catch (error) {
    return asDeliveryError(error).failure === 'revoked'
      ? [{ what: `Mail: ${hostname} refuses user or password.`, fix: 'Mend them in SMTP_URL.' }]
      : [
          {
            what: `Mail: ${hostname} does not answer as a mail server.`,
            fix: 'Look at name and port in SMTP_URL: smtps:// is mostly 465, smtp:// mostly 587.',
          },
        ];
  } finally {
    transport.close();
  }
}
