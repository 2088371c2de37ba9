import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { html } from 'hono/html';
import { z } from 'zod';
import { SECOND } from '../../src/clock.ts';
import { onTheWeb } from '../../src/dispatch/on-the-web.ts';
import { lastCalls, type PastCall } from '../../src/door/last-calls.ts';
import { sessionOf, signIn } from '../../src/door/web-session.ts';
import { asId, type EventId } from '../../src/ids.ts';
import type { Account } from '../../src/meeting/account.ts';
import type { Workspace } from '../../src/meeting/workspace.ts';
import type { Answer } from '../../src/messages/answer.ts';
import { catalogueFor, datesFor } from '../../src/messages/catalogue.ts';
import { readerOf } from '../../src/messages/reader-of.ts';
import type { Invocation } from '../../src/ports/inbox.ts';
import type { Session } from '../../src/ports/store/sessions.ts';
import { newId } from '../../src/random.ts';
import { calendarFile } from '../../src/time/calendar-file.ts';
import { Secret } from '../../src/vault/secret.ts';
import { ACCOUNTS, addAccountRoutes } from './account-routes.ts';
import type { Env } from './app.ts';
import type { WebParts } from './index.ts';
import { type MyRequest, readMyRequest } from './my-request.ts';
import { isOwnPage } from './own-page.ts';
import { askAgain } from './pages/ask-form.ts';
import { downloadForm } from './pages/download-form.ts';
import { form } from './pages/form.ts';
import { lastCallsSection } from './pages/last-calls.ts';
import { message } from './pages/message.ts';
import { myPage, signedOutPage } from './pages/my-page.ts';
import { notice } from './pages/notice.ts';
import type { Html } from './pages/page.ts';
import type { MyReader } from './pages/spans.ts';

const COOKIE = 'my_session';

/** Shown under the meetings: a week of daily ones. */
const LAST_CALLS = 5;

/** Bytes. A form of five fields of the longest texts, as a browser encodes them. */
const FORM_LIMIT = 256 * 1024;

const signingIn = z.object({ token: z.string().min(1).max(1_000) });

/** Somebody who is signed in. */
type Owner = { readonly session: Session; readonly account: Account; readonly workspace: Workspace };

/** *My meetings*: the same commands as in chat, through the same dispatcher. GET changes nothing. */
export function addMyRoutes(app: Hono<Env>, parts: WebParts): void {
  const { store, dispatcher, publicUrl } = parts;
  const limit = bodyLimit({
    maxSize: FORM_LIMIT,
    onError: (c) => c.json({ error: 'too_large' }, 413),
  });
  const cookie = {
    path: '/',
    httpOnly: true,
    sameSite: 'Strict',
    secure: publicUrl.startsWith('https:'),
  } as const;

  async function ownerOf(c: Context): Promise<Owner | null> {
    const brought = getCookie(c, COOKIE);
    const session = brought === undefined ? null : await sessionOf(parts, new Secret(brought));
    if (!session) return null;
    const [account, workspace] = await Promise.all([
      store.accounts.byId(session.account),
      store.workspaces.byId(session.workspaceId),
    ]);
    return account && workspace && { session, account, workspace };
  }

  const ask = (owner: Owner, act: string, request: Invocation['request']): Promise<Answer> => {
    const event = asId<EventId>(`web:${owner.session.id}:${act}`);
    return dispatcher.handle(onTheWeb(event, owner.account, owner.workspace, request));
  };

  app.get('/my', async (c) => {
    const owner = await ownerOf(c);
    if (!owner) return c.html(signedOutPage(c.var.language, 'no-session'));
    const answer = await ask(owner, newId(), { kind: 'press', press: 'my' });
    const calls = await lastCalls(parts, owner.account.id, LAST_CALLS);
    const accounts = await parts.accounts.of(owner);
    return c.html(answerPage(owner, answer, { kind: 'list', calls, accounts: accounts.length > 0 }));
  });

  addAccountRoutes(app, parts, ownerOf);

  app.post('/my', limit, async (c) => {
    if (!isOwnPage(c, publicUrl)) return c.html(signedOutPage(c.var.language, 'cross-site'), 403);
    const owner = await ownerOf(c);
    if (!owner) return c.html(signedOutPage(c.var.language, 'over'), 401);
    const asked = readMyRequest(await c.req.text());
    if (!asked) return c.json({ error: 'bad_request' }, 400);
    const { act, request } = asked;
    // Two buttons of one form are two events.
    return c.html(answerPage(owner, await ask(owner, `${act}:${wordOf(request)}`, request), request));
  });

  // By POST: that somebody has seen a code is noted, where the file holds one, and GET changes nothing.
  app.post('/my/calendar', limit, async (c) => {
    if (!isOwnPage(c, publicUrl)) return c.html(signedOutPage(c.var.language, 'cross-site'), 403);
    const owner = await ownerOf(c);
    if (!owner) return c.html(signedOutPage(c.var.language, 'over'), 401);
    const asked = readMyRequest(await c.req.text());
    if (asked?.request.kind !== 'press' || !asked.request.press.startsWith('calendar:'))
      return c.json({ error: 'bad_request' }, 400);
    // Downloaded as often as one likes: each time is an event of its own.
    const answer = await ask(owner, newId(), asked.request);
    const calendar = answer.kind === 'private' ? answer.message.calendar : undefined;
    if (!calendar) return c.html(answerPage(owner, answer, asked.request));
    const { name, text } = calendarFile(calendar);
    return c.body(text, 200, {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}"`,
    });
  });

  app.post('/api/my/session', limit, async (c) => {
    if (!isOwnPage(c, publicUrl)) return c.json({ error: 'cross_site' }, 403);
    const read = signingIn.safeParse(await c.req.json().catch(() => null));
    if (!read.success) return c.json({ error: 'bad_request' }, 400);
    const signedIn = await signIn(parts, new Secret(read.data.token));
    if (!signedIn) return c.json({ error: 'link_dead' }, 401);
    const maxAge = Math.floor((signedIn.session.expiresAt - parts.clock.now()) / SECOND);
    setCookie(c, COOKIE, signedIn.cookie.open(), { ...cookie, maxAge });
    return c.json({ ok: true });
  });

  app.post('/my/sign-out', limit, async (c) => {
    if (!isOwnPage(c, publicUrl)) return c.html(signedOutPage(c.var.language, 'cross-site'), 403);
    const owner = await ownerOf(c);
    const all = new URLSearchParams(await c.req.text()).get('which') === 'all';
    if (owner && all) await store.sessions.endAll(owner.account.id);
    else if (owner) await store.sessions.end(owner.session.id);
    deleteCookie(c, COOKIE, cookie);
    return c.html(signedOutPage(c.var.language, 'over'));
  });
}

function wordOf(request: MyRequest['request']): string {
  switch (request.kind) {
    case 'press':
      return request.press;
    case 'submit':
      return request.submit;
    case 'call':
      return request.command;
    default:
      return request satisfies never;
  }
}

/** What was asked: to see the list of meetings, with the last calls below it, or something that a form sends. */
type Shown =
  | { readonly kind: 'list'; readonly calls: readonly PastCall[]; readonly accounts: boolean }
  | MyRequest['request'];

/** In the language of the person, which they chose or the platform tells, not in the browser's. */
function answerPage({ account, workspace }: Owner, answer: Answer, asked: Shown): Html {
  const read = readerOf(account, workspace);
  const text = catalogueFor(read.locale);
  const reader = { text, ...read };
  const isList = asked.kind === 'list';
  const { title, body } = bodyOf(answer, reader);
  const under = isList
    ? [
        ...lastCallsSection(asked.calls, reader),
        ...(asked.accounts ? [linkTo(ACCOUNTS, text.web.toAccounts)] : []),
      ]
    : [...fileOf(answer, asked, reader), ...formAgain(answer, asked, reader)];
  return myPage(
    { text, lang: datesFor(reader.locale) },
    { title: isList ? text.web.title : title, body: [body, under].flat(), owner: account, isList },
  );
}

const linkTo = (path: string, label: string): Html => html`<p><a href="${path}">${label}</a></p>`;

/** What an answer comes with as a file. */
const fileOf = (answer: Answer, asked: MyRequest['request'], reader: MyReader): readonly Html[] =>
  answer.kind === 'private' && answer.message.calendar && asked.kind === 'press'
    ? [downloadForm(asked.press, reader)]
    : [];

/** What was refused can be mended where it stands. */
function formAgain(answer: Answer, asked: MyRequest['request'], reader: MyReader): readonly Html[] {
  const refused = answer.kind === 'private' && answer.refused;
  const form = refused ? askAgain(asked, newId(), reader) : null;
  return form ? [form] : [];
}

function bodyOf(answer: Answer, reader: MyReader): { title: string; body: Html | readonly Html[] } {
  const { chat, web } = reader.text;
  switch (answer.kind) {
    case 'private':
    case 'public':
    case 'retract':
      return { title: answer.message.notice, body: message(answer.message, reader) };
    case 'form':
      return { title: answer.form.title, body: form(answer.form, reader) };
    case 'nothing':
      return { title: web.title, body: doneAlready(chat.doneAlready) };
    default:
      return answer satisfies never;
  }
}

function doneAlready(what: string, ...then: string[]): Html {
  return notice({ what, then, calm: true });
}
