import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';

/** What is answered to `GET /users/@me`, after the version; a number is a status. */
export type Answers = Readonly<Record<string, object | number>>;

/** A Discord that answers by rote, and keeps what it was asked and sent. */
export async function answering(answers: Answers, clock?: string) {
  const asked: string[] = [];
  const sent: unknown[] = [];
  const server = createServer(async (request, response) => {
    const line = `${request.method} ${(request.url ?? '').replace(/^\/api\/v\d+/, '')}`;
    asked.push(line);
    let body = '';
    for await (const chunk of request) body += String(chunk);
    if (body !== '') sent.push(JSON.parse(body));
    const answer = answers[line] ?? 404;
    if (clock) response.setHeader('Date', clock);
    response.setHeader('Content-Type', 'application/json');
    response.statusCode = typeof answer === 'number' ? answer : 200;
    // The code says no more than the status here; nobody decides by the message.
    response.end(JSON.stringify(typeof answer === 'number' ? { code: 0, message: 'canary' } : answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : '';
  return { url: `http://127.0.0.1:${port}/api`, asked, sent };
}
