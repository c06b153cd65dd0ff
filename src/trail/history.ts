/**
 * Event history: every record of this server, in the order of its commits, as the JSON text that is later delivered.
 *
 * The records that one commit brings to an account and region are few entries, `[account, region, first sequence number]` → records, one a
 * line: a put for each record would cost more than making it (decisions/002). The spool is no second copy: what a trail has not
 * delivered yet is the part behind its position (see spool.ts), and nothing that a trail still needs is ever trimmed.
 */
import type { Collection, Range, Store } from '../state/store.js';
import type { CloudTrailRecord } from './record-schema.js';
import { checkStream, type Stream } from './stream.js';

export interface RecordedEvent extends Stream {
  /** Counts up over all streams; has gaps within one. */
  sequence: number;
  /** The record, one line of JSON. */
  json: string;
}

/** An event as delivery takes it. */
export interface EventBytes {
  sequence: number;
  /** The record's JSON text in UTF-8; shares memory with its neighbours. */
  bytes: Buffer;
}

/** An event as listeners are told of it, with what it was made from where that is known. */
export interface NewEvent extends RecordedEvent {
  record?: CloudTrailRecord | undefined;
}

/** Told of each event after its commit. */
export type EventListener = (event: NewEvent) => void;

const NEWLINE = '\n'.charCodeAt(0);

/** Characters in an entry: what fits into one page of LMDB, which takes long to find free pages that follow each other (decisions/002). */
const ENTRY_LENGTH = 4_000;

interface PendingRecords {
  stream: Stream;
  texts: string[];
  records: (CloudTrailRecord | undefined)[];
}

export class History {
  readonly #entries: Collection<string>;
  readonly #entryBytes: Collection<Buffer>;
  readonly #streams: Collection<Stream>;
  readonly #known = new Map<string, Stream>();
  readonly #listeners = new Set<EventListener>();
  readonly #newStreamHooks: ((stream: Stream) => void)[] = [];
  #pending = new Map<string, PendingRecords>();
  #nextSequence: number;

  constructor(store: Store) {
    this.#entries = store.collection<string>('events', 'string');
    this.#entryBytes = store.collection<Buffer>('events', 'bytes');
    this.#streams = store.collection<Stream>('event-streams');
    this.#takeUp();
    this.#nextSequence = this.#findNextSequence();
    store.onClear(() => this.#takeUp());
    store.onCommit(() => this.#writePending());
  }

  /** The sequence number that the next event will have. */
  get nextSequence(): number {
    return this.#nextSequence;
  }

  /**
   * Inside a commit: adds a record, which is stored with the commit.
   *
   * @param record what the text says, which spares listeners to parse it
   * @throws for an account or region that may not be part of a log file's key: what cannot be delivered is not recorded
   */
  append({ account, region }: Stream, json: string, record?: CloudTrailRecord): void {
    const stream = { account, region };
    const name = nameOf(stream);
    let pending = this.#pending.get(name);
    if (!pending) {
      if (!this.#known.has(name)) checkStream(stream);
      pending = { stream, texts: [], records: [] };
      this.#pending.set(name, pending);
    }
    pending.texts.push(json);
    pending.records.push(record);
  }

  streams(): Stream[] {
    return [...this.#known.values()];
  }

  /** The stream's events with `from <= sequence < to`, in order. */
  *read({ account, region }: Stream, from: number, to = Number.POSITIVE_INFINITY): Generator<RecordedEvent> {
    for (const { key, value } of this.#entries.range(this.#rangeFrom({ account, region }, from))) {
      let sequence = Number(key[2]);
      if (sequence >= to) return;
      for (const json of value.split('\n')) {
        if (sequence >= from && sequence < to) yield { account, region, sequence, json };
        sequence += 1;
      }
    }
  }

  /** As `read`, and not turned into text: most records are only copied into files. */
  *readBytes(stream: Stream, from: number, to = Number.POSITIVE_INFINITY): Generator<EventBytes> {
    for (const { key, value } of this.#entryBytes.range(this.#rangeFrom(stream, from))) {
      let sequence = Number(key[2]);
      if (sequence >= to) return;
      for (let start = 0; start <= value.length; sequence += 1) {
        const newline = value.indexOf(NEWLINE, start);
        const end = newline < 0 ? value.length : newline;
        if (sequence >= from && sequence < to) yield { sequence, bytes: value.subarray(start, end) };
        start = end + 1;
      }
    }
  }

  /** The events of the stream that have these numbers, in the order of the numbers; cheap where neighbours follow each other. */
  *pick({ account, region }: Stream, sequences: Iterable<number>): Generator<RecordedEvent> {
    let first = Number.NaN;
    let texts: string[] = [];
    for (const sequence of sequences) {
      const entry = this.#entryAt({ account, region }, sequence);
      if (entry === undefined) continue;
      if (entry !== first) texts = (this.#entries.get([account, region, entry]) ?? '').split('\n');
      first = entry;
      const json = texts[sequence - first];
      if (json !== undefined) yield { account, region, sequence, json };
    }
  }

  /** The sequence number behind so many of the stream's events from one on; Infinity if there are fewer. */
  behind(stream: Stream, from: number, count: number): number {
    let left = count;
    for (const { sequence } of this.read(stream, from)) {
      left -= 1;
      if (left <= 0) return sequence + 1;
    }
    return Number.POSITIVE_INFINITY;
  }

  /** How many events with `from <= sequence < to` the streams have. */
  count(streams: readonly Stream[], from: number, to: number): number {
    const end = Math.min(to, this.#nextSequence);
    if (streams.length === this.#known.size) return Math.max(0, end - Math.max(from, this.oldestSequence()));
    let count = 0;
    for (const stream of streams) for (const _ of this.read(stream, from, end)) count += 1;
    return count;
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
  #takeUp(): void {
    this.#pending.clear();
    this.#known.clear();
    for (const { value } of this.#streams.range({ prefix: [] })) this.#known.set(nameOf(value), value);
  }

  subscribe(listener: EventListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Registers what is done in the commit that brings a stream's first events, before they are numbered. */
  onNewStream(hook: (stream: Stream) => void): void {
    this.#newStreamHooks.push(hook);
  }

  #writePending(): () => void {
    const pending = this.#pending;
    this.#pending = new Map();
    const recorded: NewEvent[] = [];
    for (const [name, each] of pending) {
      const { stream, texts } = each;
      if (!this.#known.has(name)) this.#welcome(stream);
      if (this.#listeners.size > 0) recorded.push(...newEvents(each, this.#nextSequence));
      for (const entry of entriesOf(texts)) {
        this.#entries.put([stream.account, stream.region, this.#nextSequence], entry.join('\n'));
        this.#nextSequence += entry.length;
      }
    }
    return () => {
      // Known only now: a commit that fails leaves no stream in the store.
      for (const [name, { stream }] of pending) this.#known.set(name, stream);
      for (const event of recorded) for (const listener of this.#listeners) listener(event);
    };
  }

  #welcome(stream: Stream): void {
    this.#streams.put([stream.account, stream.region], stream);
    for (const hook of this.#newStreamHooks) hook(stream);
  }

  /** The entries from the one on that has the sequence number. */
  #rangeFrom({ account, region }: Stream, from: number): Range {
    const first = this.#entryAt({ account, region }, from) ?? from;
    return { prefix: [account, region], after: [account, region, first - 0.5] };
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

function newEvents({ stream, texts, records }: PendingRecords, first: number): NewEvent[] {
  const { account, region } = stream;
  return texts.map((json, index) => ({ account, region, sequence: first + index, json, record: records[index] }));
}

/** Cuts records into entries of a page at most, but for records that are larger themselves. */
function* entriesOf(texts: readonly string[]): Generator<readonly string[]> {
  let [start, length] = [0, 0];
  for (const [index, text] of texts.entries()) {
    length += text.length + 1;
    if (length <= ENTRY_LENGTH || index === start) continue;
    yield texts.slice(start, index);
    [start, length] = [index, text.length + 1];
  }
  yield texts.slice(start);
}

function nameOf({ account, region }: Stream): string {
  return `${account} ${region}`;
}
