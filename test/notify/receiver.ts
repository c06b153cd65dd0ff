/** Who is told, as tests play him: an HTTP server that notes what it gets and answers as each test wants. */
import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Test } from 'tap';

export interface Received {
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** `undefined` for no answer at all. */
export type Answer = { status: number; body?: string } | undefined;

const OK: Answer = { status: 200 };

export class Receiver extends EventEmitter {
  readonly received: Received[] = [];
  /** What was answered with 200. */
  readonly taken: Received[] = [];
  answer: (request: Received) => Answer = () => OK;
  readonly #server: Server;

  constructor() {
    super();
    this.#server = createServer((request, response) => void this.#take(request, response));
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async listen(port = 0): Promise<this> {
    this.#server.listen(port, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    if (this.#server.listening) await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Bodies of what was taken, of one kind, parsed. */
  // biome-ignore lint/suspicious/noExplicitAny: the tests say what is in it
  bodies(kind?: string): any[] {
    const wanted = this.taken.filter(({ headers }) => kind === undefined || headers['x-gluetrail-kind'] === kind);
    return wanted.map(({ body }) => JSON.parse(body));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = (await buffer(request)).toString();
    const received = { path: request.url ?? '', headers: request.headers, body };
    this.received.push(received);
    const answer = this.answer(received);
    if (answer?.status === 200) this.taken.push(received);
    if (answer) response.writeHead(answer.status).end(answer.body);
    this.emit('request', received);
  }
}

/** One that listens until the test ends. */
export async function receiver(t: Test): Promise<Receiver> {
  const created = await new Receiver().listen();
  t.after(() => created.close());
  return created;
}
