/**
 * A webhook: an HTTP POST for each message, for those who have neither SNS nor EventBridge. The body is what a subscriber of the topic or a target of
 * a rule would get: the message's text, as with SNS's raw message delivery, or the event. Headers say which of them it is, and of what.
 */
import { type Destination, type Receipt, receiptOf, SENT, TIMEOUT_MS } from './destination.js';
import { envelopeText, idOf, isEvent, type Kind, type Message } from './message.js';

export class Webhook implements Destination {
  readonly name = 'webhook';
  readonly origin: string;
  readonly batchSize = 10;
  readonly takesCalls: boolean;
  readonly #url: URL;
  readonly #authorization: { authorization?: string };
  readonly #kinds: ReadonlySet<string>;

  constructor(url: string, kinds: readonly Kind[]) {
    this.#url = new URL(url);
    this.origin = this.#url.origin;
    const { username, password } = this.#url;
    const credentials = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`);
    this.#authorization = username || password ? { authorization: `Basic ${credentials.toString('base64')}` } : {};
    // `fetch` takes no URL with credentials.
    this.#url.username = '';
    this.#url.password = '';
    this.#kinds = new Set(kinds);
    this.takesCalls = this.#kinds.has('api-call');
  }

  takes({ kind }: Message): boolean {
    return this.#kinds.has(kind);
  }

  /** One after the other, so that they come in order: behind one that is not taken now, the others wait. */
  async send(messages: readonly Message[], signal: AbortSignal): Promise<Receipt[]> {
    const receipts: Receipt[] = [];
    for (const message of messages) {
      const before = receipts.at(-1);
      receipts.push(before?.status === 'unavailable' ? before : await this.#post(message, signal));
    }
    return receipts;
  }

  async #post(message: Message, signal: AbortSignal): Promise<Receipt> {
    try {
      const response = await fetch(this.#url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...this.#authorization, ...headersOf(message) },
        body: isEvent(message) ? envelopeText(message.envelope) : message.text,
        redirect: 'manual',
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      await response.body?.cancel();
      if (response.ok) return SENT;
      return {
        status: isRefusal(response.status) ? 'refused' : 'unavailable',
        error: new Error(`it answers ${response.status}`),
      };
    } catch (error) {
      return receiptOf(reasonOf(error), () => false);
    }
  }
}

function headersOf(message: Message): Record<string, string> {
  const id = { 'x-gluetrail-kind': message.kind, 'x-gluetrail-id': idOf(message) };
  return isEvent(message) ? id : { ...id, 'x-gluetrail-trail': message.trail };
}

/** What a second attempt would not change. */
function isRefusal(status: number): boolean {
  return status >= 300 && status < 500 && ![408, 425, 429].includes(status);
}

/** `fetch` says "fetch failed", and why in its cause. */
function reasonOf(error: unknown): unknown {
  return error instanceof TypeError && error.cause instanceof Error ? error.cause : error;
}
