/** Servers in processes of their own, calls to them, and load on them. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import autocannon from 'autocannon';

export interface RunningServer {
  url: string;
  /** Microseconds of processor time, user and system, since the process began. */
  cpu(): Promise<number>;
  stop(): void;
}

export interface Load {
  operation: string;
  /** `[<id>]` in it becomes another text in each request. */
  body: string;
}

export interface Measured {
  requestsPerSecond: number;
  /** Processor time that the server spent on a request: what is left of the rate when the generator is the bottleneck. */
  microsecondsPerRequest: number;
}

const CONNECTIONS = 32;

export async function startServer(kind: 'gluetrail' | 'bare', answer = ''): Promise<RunningServer> {
  const child = fork(new URL('./server-process.js', import.meta.url), [kind, answer], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const { port } = await message<{ port: number }>(child);
  return {
    url: `http://127.0.0.1:${port}/`,
    cpu: async () => {
      const answered = message<{ cpu: NodeJS.CpuUsage }>(child);
      child.send('cpu');
      const { cpu } = await answered;
      return cpu.user + cpu.system;
    },
    stop: () => child.disconnect(),
  };
}

async function message<Message>(child: ChildProcess): Promise<Message> {
  const [received] = await once(child, 'message');
  return received;
}

function headers(operation: string): Record<string, string> {
  const scope = 'AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/glue/aws4_request';
  return {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `AWSGlue.${operation}`,
    'x-amz-date': '20260101T000000Z',
    authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host;x-amz-date;x-amz-target, Signature=${'0'.repeat(64)}`,
  };
}

/** One call; throws unless it succeeds. */
export async function call(server: RunningServer, operation: string, input: object): Promise<string> {
  const response = await fetch(server.url, {
    method: 'POST',
    headers: headers(operation),
    body: JSON.stringify(input),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${operation}: ${text}`);
  return text;
}

/** As many calls as go through on all connections within the time; throws if one of them fails. */
export async function measure(server: RunningServer, { operation, body }: Load, seconds: number): Promise<Measured> {
  const before = await server.cpu();
  const result = await autocannon({
    url: server.url,
    method: 'POST',
    headers: headers(operation),
    body,
    idReplacement: body.includes('[<id>]'),
    connections: CONNECTIONS,
    duration: seconds,
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${operation}: ${result.non2xx + result.errors} calls failed`);
  const requests = result['2xx'];
  return {
    requestsPerSecond: requests / result.duration,
    microsecondsPerRequest: ((await server.cpu()) - before) / requests,
  };
}
