/**
 * Event history: every record of this server, in the order of its commits, as the JSON text that is later delivered.
 *
 * The records that one commit brings to an account and region are one entry, `[account, region, first sequence number]` → records, one a
 * line: a put for each record would cost more than making it (decisions/002). The spool is no second copy: what a trail has not
 * delivered yet is the part behind its position (see spool.ts), and nothing that a trail still needs is ever trimmed.
 */
import type { Collection, Store } from '../state/store.js';
import { checkStream, type Stream } from './stream.js';

export interface RecordedEvent extends Stream {
  /** Counts up over all streams; has gaps within one. */
  sequence: number;
  /** The record, one line of JSON. */
  json: string;
}

/** Told of each event after its commit. */
export type EventListener = (event: RecordedEvent) => void;

export class History {
  readonly #entries: Collection<string>;
  readonly #streams: Collection<Stream>;
  readonly #known = new Map<string, Stream>();
  readonly #listeners = new Set<EventListener>();
  #pending = new Map<string, { stream: Stream; records: string[] }>();
  #nextSequence: number;

  constructor(store: Store) {
    this.#entries = store.collection<string>('events', 'string');
    this.#streams = store.collection<Stream>('event-streams');
    this.reset();
    this.#nextSequence = this.#findNextSequence();
    store.onClear(() => this.reset());
    store.onCommit(() => this.#writePending());
  }

  /** The sequence number that the next event will have. */
  get nextSequence(): number {
    return this.#nextSequence;
  }

  /**
   * Inside a commit: adds a record, which is stored with the commit.
   *
   * @throws for an account or region that may not be part of a log file's key: what cannot be delivered is not recorded
   */
  append(stream: Stream, json: string): void {
    const name = nameOf(stream);
    const pending = this.#pending.get(name);
    if (pending) {
      pending.records.push(json);
      return;
    }
    if (!this.#known.has(name)) checkStream(stream);
    this.#pending.set(name, { stream: { account: stream.account, region: stream.region }, records: [json] });
  }

  streams(): Stream[] {
    return [...this.#known.values()];
  }

  /** The stream's events with `from <= sequence < to`, in order. */
  *read({ account, region }: Stream, from: number, to = Number.POSITIVE_INFINITY): Generator<RecordedEvent> {
    const first = this.#entryAt({ account, region }, from) ?? from;
    for (const { key, value } of this.#entries.range({
      prefix: [account, region],
      after: [account, region, first - 0.5],
    })) {
      let sequence = Number(key[2]);
      if (sequence >= to) return;
      for (const json of value.split('\n')) {
        if (sequence >= from && sequence < to) yield { account, region, sequence, json };
        sequence += 1;
      }
    }
  }

  /** All streams' events from a sequence number on, in the order of their commits. */
  *readAll(from = 0): Generator<RecordedEvent> {
    const readers = this.streams().map((stream) => this.read(stream, from));
    try {
      let heads = readers.map((reader) => ({ reader, head: reader.next().value as RecordedEvent | undefined }));
      while (true) {
        heads = heads.filter(({ head }) => head !== undefined);
        const next = heads.reduce<(typeof heads)[number] | undefined>(
          (least, candidate) =>
            least?.head && candidate.head && least.head.sequence <= candidate.head.sequence ? least : candidate,
          undefined,
        );
        if (!next?.head) return;
        yield next.head;
        next.head = next.reader.next().value as RecordedEvent | undefined;
      }
    } finally {
      // Whoever stops early must not leave cursors open: they keep the store from using freed space again.
      for (const reader of readers) reader.return(undefined);
    }
  }

  /** The first event of each of the stream's oldest entries. */
  *heads(stream: Stream, limit: number): Generator<RecordedEvent> {
    for (const { key, value } of this.#entries.range({ prefix: [stream.account, stream.region], limit })) {
      yield { ...stream, sequence: Number(key[2]), json: value.split('\n', 1)[0] ?? '' };
    }
  }

  /** The lowest sequence number of all streams; the next one if there are no events. */
  oldestSequence(): number {
    let oldest = this.#nextSequence;
    for (const { account, region } of this.#known.values()) {
      for (const key of this.#entries.keys({ prefix: [account, region], limit: 1 }))
        oldest = Math.min(oldest, Number(key[2]));
    }
    return oldest;
  }

  /** Inside a commit: forgets events with `sequence < before`, at most `limit` whole entries and never the newest one. */
  trim({ account, region }: Stream, before: number, limit: number): void {
    const old: number[] = [];
    let previous: number | undefined;
    for (const key of this.#entries.keys({ prefix: [account, region], limit: limit + 1 })) {
      const first = Number(key[2]);
      if (first > before) break;
      if (previous !== undefined) old.push(previous);
      previous = first;
    }
    for (const first of old) this.#entries.remove([account, region, first]);
  }

  /** Takes up the state of the store, as it is after it was emptied; sequence numbers go on. */
  reset(): void {
    this.#pending.clear();
    this.#known.clear();
    for (const { value } of this.#streams.range({ prefix: [] })) this.#known.set(nameOf(value), value);
  }

  subscribe(listener: EventListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #writePending(): () => void {
    const pending = this.#pending;
    this.#pending = new Map();
    const recorded: RecordedEvent[] = [];
    for (const [name, { stream, records }] of pending) {
      if (!this.#known.has(name)) this.#streams.put([stream.account, stream.region], stream);
      this.#entries.put([stream.account, stream.region, this.#nextSequence], records.join('\n'));
      for (const json of records) {
        if (this.#listeners.size > 0) recorded.push({ ...stream, sequence: this.#nextSequence, json });
        this.#nextSequence += 1;
      }
    }
    return () => {
      // Known only now: a commit that fails leaves no stream in the store.
      for (const [name, { stream }] of pending) this.#known.set(name, stream);
      for (const event of recorded) for (const listener of this.#listeners) listener(event);
    };
  }

  #entryAt({ account, region }: Stream, sequence: number): number | undefined {
    const range = { prefix: [account, region], after: [account, region, sequence + 0.5], limit: 1, reverse: true };
    for (const key of this.#entries.keys(range)) return Number(key[2]);
    return undefined;
  }

  #lastSequence({ account, region }: Stream, first: number): number {
    return first + (this.#entries.get([account, region, first]) ?? '').split('\n').length - 1;
  }

  #findNextSequence(): number {
    let next = 1;
    for (const stream of this.#known.values()) {
      const first = this.#entryAt(stream, Number.MAX_SAFE_INTEGER / 2);
      if (first !== undefined) next = Math.max(next, this.#lastSequence(stream, first) + 1);
    }
    return next;
  }
}

function nameOf({ account, region }: Stream): string {
  return `${account} ${region}`;
}
