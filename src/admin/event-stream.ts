/**
 * Recorded events as a stream of text. Event history is the only buffer: a stream reads on from its position as fast as its reader takes
 * it, a live one too, so that a slow reader holds up nothing and a long history never stands in memory.
 */
import { Readable } from 'node:stream';
import { type EventFilter, finder } from '../trail/event-filter.js';
import type { History, RecordedEvent } from '../trail/history.js';

/** What stands before, between and behind the events. */
export interface EventFormat {
  contentType: string;
  begin: string;
  /** Sent now and then by a live stream that has nothing to tell, so that nobody between takes the connection for dead. */
  idle: string;
  event(event: RecordedEvent, first: boolean): string;
  /** @param last sequence number of the last event that was looked at */
  end(last: number): string;
}

export interface EventQuery {
  filter: EventFilter;
  /** Only events with greater sequence numbers. */
  after: number;
  /** Greatest number of events that match. */
  limit: number;
  /** Whether to go on with events that are still to come. */
  live: boolean;
}

/** Looked at in one turn of the event loop: some milliseconds at most, so that calls are served meanwhile. */
const EVENTS_AT_ONCE = 200;

/** Proxies and load balancers give up connections that say nothing for a minute, some for half of one. */
const KEEP_ALIVE_MS = 20_000;

export class EventStream extends Readable {
  readonly #history: History;
  readonly #format: EventFormat;
  /** Says what of an event's text is wanted; undefined if all events are. */
  readonly #find: ReturnType<typeof finder> | undefined;
  readonly #unsubscribe: () => void;
  readonly #keepAlive: NodeJS.Timeout | undefined;
  /** Where it ends; a live one when it is told to. */
  #to: number;
  #position: number;
  #left: number;
  #begun = false;
  #idle = false;

  constructor(history: History, format: EventFormat, { filter, after, limit, live }: EventQuery) {
    super();
    this.#history = history;
    this.#format = format;
    this.#find = Object.values(filter).some((wanted) => wanted !== undefined) ? finder(filter) : undefined;
    this.#position = after;
    this.#left = limit;
    this.#to = live ? Number.POSITIVE_INFINITY : history.nextSequence;
    this.#keepAlive =
      live && format.idle !== '' ? setInterval(() => this.#sayIdle(), KEEP_ALIVE_MS).unref() : undefined;
    this.#unsubscribe = live ? history.subscribe(() => this.#wake()) : () => {};
    if (format.begin !== '') this.push(format.begin);
  }

  /** Ends the stream behind what has been recorded by now. */
  finish(): void {
    this.#to = this.#history.nextSequence;
    this.#wake();
  }

  override _read(): void {
    setImmediate(() => this.#pushSome());
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#unsubscribe();
    clearInterval(this.#keepAlive);
    callback(error);
  }

  #wake(): void {
    if (!this.#idle) return;
    this.#idle = false;
    this._read();
  }

  #sayIdle(): void {
    if (!this.#idle) return;
    this.#idle = false;
    this.push(this.#format.idle);
  }

  #pushSome(): void {
    if (this.destroyed) return;
    const { text, looked } = this.#take();
    if (text !== '') this.push(text);
    else if (looked > 0) this._read();
    else if (this.#to === Number.POSITIVE_INFINITY && this.#left > 0) this.#idle = true;
    else this.#end();
  }

  /** The next events, as text, and how many there were: few of them may match. Closes the history's cursors before it answers. */
  #take(): { text: string; looked: number } {
    let text = '';
    let looked = 0;
    for (const event of this.#history.readAll(this.#position + 1)) {
      if (event.sequence >= this.#to || this.#left === 0 || looked === EVENTS_AT_ONCE) break;
      looked += 1;
      this.#position = event.sequence;
      if (this.#find && !this.#find(event.json)) continue;
      text += this.#format.event(event, !this.#begun);
      this.#begun = true;
      this.#left -= 1;
    }
    return { text, looked };
  }

  #end(): void {
    const end = this.#format.end(this.#position);
    if (end !== '') this.push(end);
    this.push(null);
  }
}
