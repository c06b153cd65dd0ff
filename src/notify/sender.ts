/**
 * Tells one destination what waits for it, in the order of each source, in the background: no call waits for it and none is refused
 * because of it.
 *
 * A batch is sent until each of its messages was taken or refused; then one commit moves the position. So nothing is lost when the process is
 * killed, and what was on its way then is sent again under the same id. A destination that does not answer is tried again after a second, then
 * two, and so on up to a minute.
 */
import { setImmediate } from 'node:timers/promises';
import type { Store } from '../state/store.js';
import { type Destination, type Receipt, receiptOf, SENT } from './destination.js';
import type { Message } from './message.js';
import type { Position, Positions } from './positions.js';
import type { Portion, Source } from './source.js';

export interface SenderParts {
  store: Store;
  positions: Positions;
  sources: readonly Source[];
  destination: Destination;
  /** Told when the destination begins to fail, or refuses a message. */
  onFailure: (destination: string, error: Error) => void;
  /** Inside a commit: told of each attempt. */
  onReceipt: (message: Message, receipt: Receipt) => void;
  /** Inside a commit: told of each new position. */
  onMoved: (source: Source) => void;
}

export interface SenderOptions {
  firstRetryMs?: number;
  longestRetryMs?: number;
}

/** How a destination is doing. */
export interface SenderStatus {
  destination: Destination['name'];
  /** Entries that it has not been told of; recorded calls count whether it takes them or not. */
  waiting: number;
  sent: number;
  /** Messages that it refused, or that were too many to wait. */
  dropped: number;
  /** Why the last attempt failed; absent when it did not. */
  lastError?: string;
}

interface Batch extends Portion {
  source: Source;
  from: number;
}

export class Sender {
  readonly #parts: SenderParts;
  readonly #firstRetryMs: number;
  readonly #longestRetryMs: number;
  readonly #stopping = new AbortController();
  /** Attempts in a row that failed. */
  #failures = 0;
  #lastError: Error | undefined;
  #running: Promise<void> | undefined;
  /** Ends the rest between attempts. */
  #hurry: () => void = () => {};
  /** Who waits for an attempt that begins after he asked. */
  #waiters: { tell: () => void; isTried: boolean }[] = [];

  constructor(parts: SenderParts, { firstRetryMs = 1_000, longestRetryMs = 60_000 }: SenderOptions = {}) {
    this.#parts = parts;
    this.#firstRetryMs = firstRetryMs;
    this.#longestRetryMs = longestRetryMs;
  }

  /** There may be something to send. */
  wake(): void {
    if (this.#running || this.#stopping.signal.aborted || this.#waiting() === 0) return;
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
      for (const { tell } of this.#waiters.splice(0)) tell();
      this.wake();
    });
  }

  /** Resolves when nothing waits, or the destination has just failed again: it is tried at once. */
  async settled(): Promise<void> {
    this.wake();
    if (!this.#running) return;
    const told = new Promise<void>((tell) => this.#waiters.push({ tell, isTried: false }));
    this.#hurry();
    await told;
  }

  /** Ends a rest: what it waits for may be gone. */
  hurry(): void {
    this.#hurry();
  }

  /** Gives up what is on its way; it waits for the next start. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#hurry();
    await this.#running;
  }

  status(): SenderStatus {
    const { sent, dropped } = this.#position();
    const status = { destination: this.#parts.destination.name, waiting: this.#waiting(), sent, dropped };
    return this.#lastError ? { ...status, lastError: this.#lastError.message } : status;
  }

  /** Whatever goes wrong is the destination's failure, and never the server's. */
  async #run(): Promise<void> {
    for (let source = this.#nextSource(); source; source = this.#nextSource()) {
      try {
        await this.#deliver(source);
      } catch (error) {
        for (const waiter of this.#waiters) waiter.isTried = true;
        this.#tellFailure([receiptOf(error, () => false)]);
        await this.#rest();
      }
      if (this.#stopping.signal.aborted) return;
      await setImmediate();
    }
  }

  #nextSource(): Source | undefined {
    const position = this.#position();
    return this.#parts.sources.find((source) => position[source.name] < source.end);
  }

  /** Sends the next batch until each message was taken or refused; or until it is stopped, or the store emptied. */
  async #deliver(source: Source): Promise<void> {
    const { destination } = this.#parts;
    const { signal } = this.#stopping;
    const from = this.#position()[source.name];
    const batch = {
      source,
      from,
      ...source.read(from, (message) => destination.takes(message), destination.batchSize),
    };
    // Nothing, if what was committed in this turn of the event loop is not seen by those who read in it.
    if (batch.next === from) return;
    let left = batch.messages;
    do {
      for (const waiter of this.#waiters) waiter.isTried = true;
      const receipts = left.length > 0 ? await destination.send(left, signal) : [];
      if (signal.aborted) return;
      left = await this.#keep(batch, left, receipts);
      if (left.length > 0) await this.#rest();
    } while (left.length > 0 && !signal.aborted && this.#isAt(batch));
  }

  /** Counts what became of the messages and tells of it; moves on when none is left. Answers those that are. */
  async #keep(batch: Batch, messages: readonly Message[], receipts: readonly Receipt[]): Promise<Message[]> {
    const count = (status: Receipt['status']) => receipts.filter((receipt) => receipt.status === status).length;
    const left = messages.filter((_, index) => receipts[index]?.status === 'unavailable');
    await this.#parts.store.commit(() => {
      if (!this.#isAt(batch)) return;
      const position = this.#position();
      const counts = { sent: position.sent + count('sent'), dropped: position.dropped + count('refused') };
      this.#put({ ...position, ...counts });
      messages.forEach((message, index) => {
        this.#parts.onReceipt(message, receipts[index] ?? SENT);
      });
      if (left.length === 0) this.#moveOn(batch);
    });
    if (receipts.length > 0) this.#tellFailure(receipts);
    return left;
  }

  /** Of the last attempt; the first of several in a row, and what is lost by it, are told at once. */
  #tellFailure(receipts: readonly Receipt[]): void {
    const failed = receipts.filter((receipt) => receipt.status !== 'sent');
    const refused = failed.find(({ status }) => status === 'refused');
    const worst = refused ?? failed[0];
    if (worst && (refused || this.#failures === 0)) this.#parts.onFailure(this.#parts.destination.name, worst.error);
    this.#lastError = worst?.error;
    this.#failures = failed.some(({ status }) => status === 'unavailable') ? this.#failures + 1 : 0;
  }

  /** Not while somebody wants it tried at once. */
  async #rest(): Promise<void> {
    for (const { tell, isTried } of this.#waiters) if (isTried) tell();
    this.#waiters = this.#waiters.filter(({ isTried }) => !isTried);
    if (this.#waiters.length > 0 || this.#stopping.signal.aborted) return;
    const restMs = Math.min(this.#firstRetryMs * 2 ** (this.#failures - 1), this.#longestRetryMs);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, restMs).unref();
      this.#hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#hurry = () => {};
  }

  #moveOn({ source, next, lost }: Batch): void {
    const position = this.#position();
    this.#put({ ...position, [source.name]: next, dropped: position.dropped + lost });
    this.#parts.onMoved(source);
  }

  /** Not when the store was emptied since the batch was read. */
  #isAt({ source, from }: Batch): boolean {
    return this.#position()[source.name] === from;
  }

  #waiting(): number {
    const position = this.#position();
    return this.#parts.sources.reduce((sum, { name, end }) => sum + Math.max(0, end - position[name]), 0);
  }

  #position(): Position {
    return this.#parts.positions.get(this.#parts.destination.name);
  }

  #put(position: Position): void {
    this.#parts.positions.put(this.#parts.destination.name, position);
  }
}
