/** A server that speaks as much of S3 as putting objects takes, and does what a test tells it to. */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Test } from 'tap';

export interface Put {
  /** `/BUCKET/KEY`, decoded. */
  path: string;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

/** `hangs`: it never answers. */
export type Answer = 'hangs' | { status: number; headers?: Record<string, string>; code?: string; text?: string };

export interface S3Server {
  endpoint: string;
  /** All puts in the order in which they came, whatever they were answered. */
  puts: Put[];
  /** What was stored, by path. */
  objects: Map<string, Put>;
  /** Says what a put is answered instead of being stored. */
  refuses: (put: Put) => Answer | undefined;
}

/** Listens on a free port until the test ends. The next puts get `answers` in turn, then all are stored. */
export async function s3Server(t: Test, ...answers: Answer[]): Promise<S3Server> {
  const server: S3Server = { endpoint: '', puts: [], objects: new Map(), refuses: () => answers.shift() };
  const http = createServer(async (request, response) => {
    const put = await putIn(request);
    server.puts.push(put);
    const refusal = server.refuses(put);
    if (refusal === 'hangs') return;
    if (!refusal) server.objects.set(put.path, put);
    response.writeHead(refusal?.status ?? 200, refusal?.headers).end(refusal ? textOf(refusal) : '');
  }).listen(0, '127.0.0.1');
  t.after(() => {
    http.closeAllConnections();
    http.close();
  });
  await once(http, 'listening');
  server.endpoint = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return server;
}

/** What the SDK reads of the environment, as a test wants it: AWS_ variables that are not given do not exist until the test ends. */
export function awsSettings(t: Test, given: Record<string, string> = {}): void {
  const none = {
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  const before = Object.entries(process.env).filter(([name]) => name.startsWith('AWS_'));
  const set = (variables: readonly [string, string | undefined][]) => {
    for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
    for (const [name, value] of variables) process.env[name] = value;
  };
  set(Object.entries({ ...none, ...given }));
  t.after(() => set(before));
}

async function putIn(request: IncomingMessage): Promise<Put> {
  const [path = ''] = (request.url ?? '').split('?', 1);
  return { path: decodeURIComponent(path), headers: request.headers, body: await buffer(request) };
}

function textOf({ code, text }: Exclude<Answer, string>): string {
  return text ?? (code === undefined ? '' : `<Error><Code>${code}</Code><Message>S3 says no</Message></Error>`);
}
