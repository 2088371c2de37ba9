import type { Account } from '../meeting/account.ts';
import type { Workspace } from '../meeting/workspace.ts';
import { inLanguage } from './catalogue.ts';
import type { Reader } from './message.ts';

/** BCP 47's word for a language that nobody has told. */
export const UNKNOWN_LOCALE = 'und';

type Reading = Pick<Account, 'locale' | 'language' | 'zone'>;

/** As somebody reads in a workspace: what they chose, else what the platform tells of them, else as it is read there. */
export function readerOf(
  { locale, language, zone }: Reading,
  { settings }: Pick<Workspace, 'settings'>,
): Reader {
  const told = locale === UNKNOWN_LOCALE ? settings.locale : locale;
  return {
    locale: language === null ? told : inLanguage(language, told),
    zone: zone ?? settings.zone,
  };
}
