import { z } from 'zod';
import { webLink } from '../door/web-session.ts';
import { emptyChange } from '../meeting/change.ts';
import { heading, note, text } from '../messages/blocks.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { Secret } from '../vault/secret.ts';
import { plainCommand } from './command.ts';

/** `/meeting web`: a link into *My meetings* on the web, good for ten minutes and one browser. */
export const web = plainCommand({
  name: 'web',
  summary: (text) => text.commands.web,
  example: '/meeting web',
  who: 'anyone',
  acknowledge: 'answer',
  input: z.object({}),
  async run({ actor, workspace, vault, publicUrl, now }) {
    const token = webLink(vault, { account: actor.id, workspace: workspace.id }, now);
    // Commits nothing of its own, but the rows of the two that the link names.
    return { kind: 'done', data: new Secret(`${publicUrl}/my#${token.open()}`), change: emptyChange };
  },
  answer(url, reader) {
    const { web: words } = catalogueFor(reader.locale);
    const open = { kind: 'open', label: words.open, url, style: 'primary' } as const;
    return {
      kind: 'private',
      message: {
        notice: words.link,
        blocks: [
          heading('lock', words.link),
          { kind: 'buttons', buttons: [open] },
          note(text(words.linkThen)),
        ],
      },
    };
  },
});
