/** What the tests of the admin routes share: asking one, and reading server-sent events as they come. */
import type { Test } from 'tap';
import type { CloudTrailRecord, GlueTrail } from '../../src/index.js';

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: the tests say what is in it
  body: any;
}

/** Asks an admin route that answers in JSON; a body makes it a POST. */
export async function ask({ endpoint }: GlueTrail, path: string, body?: unknown, method?: string): Promise<Answer> {
  const response = await fetch(`${endpoint}/_gluetrail${path}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** Resolves when every injected fault has struck as often as it may. */
export async function untilUsedUp(server: GlueTrail): Promise<void> {
  while ((await ask(server, '/faults')).body.faults.length > 0);
}

export interface ServerSentEvent {
  id: number;
  record: CloudTrailRecord;
}

/** Server-sent events as they come; ends when the server ends the stream. The connection goes with the test. */
export async function listen(
  t: Test,
  { endpoint }: GlueTrail,
  query = '',
  headers: Record<string, string> = {},
): Promise<AsyncGenerator<ServerSentEvent, void>> {
  const connection = new AbortController();
  t.after(() => connection.abort());
  const response = await fetch(`${endpoint}/_gluetrail/events${query}`, {
    headers: { accept: 'text/event-stream', ...headers },
    signal: connection.signal,
  });
  t.match(response.headers.get('content-type'), /^text\/event-stream/);
  return read(response);
}

async function* read({ body }: Response): AsyncGenerator<ServerSentEvent, void> {
  let text = '';
  for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = (text + chunk).split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const [, id, data] = /^id: (\d+)\ndata: (.+)$/.exec(block) ?? [];
      if (data !== undefined) yield { id: Number(id), record: JSON.parse(data) };
    }
  }
}

/** The next so many. */
export async function take(events: AsyncGenerator<ServerSentEvent, void>, count: number): Promise<ServerSentEvent[]> {
  const taken: ServerSentEvent[] = [];
  while (taken.length < count) {
    const { value } = await events.next();
    if (!value) throw new Error(`the stream ended behind ${taken.length} events`);
    taken.push(value);
  }
  return taken;
}
