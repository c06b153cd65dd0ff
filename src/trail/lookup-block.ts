/**
 * Some thousand events as the lookup index remembers them until it writes them: in columns of numbers, a digest for each value. Every
 * recorded call pays for this, so nothing is kept of an event that the collector of garbage would have to carry along or to grow. Values
 * with the same digest are rare, and whoever reads the index looks at the event itself.
 */
import { type EventSummary, type LookupKey, valuesOf } from './event-summary.js';
import { rowEntry, rowOf } from './lookup-row.js';
import type { Stream } from './stream.js';

/** The key under which every event is found, by an empty value. */
export const ANY = 'Any';

export type IndexKey = LookupKey | typeof ANY;

/** Epoch seconds. */
export interface TimeSpan {
  oldest: number;
  newest: number;
}

/** Keys of which an event has one value at most. */
const SINGLE_KEYS = ['EventId', 'EventName', 'ReadOnly', 'Username', 'EventSource', 'AccessKeyId'] as const;
const RESOURCE_KEYS = ['ResourceType', 'ResourceName'] as const;
const KEYS: readonly IndexKey[] = [...SINGLE_KEYS, ...RESOURCE_KEYS, ANY];
/** Is no digest. */
const NO_VALUE = 0;

export class LookupBlock {
  readonly #sequences: Float64Array;
  readonly #seconds: Float64Array;
  readonly #streams: Int32Array;
  readonly #columns: readonly Uint32Array[];
  #size = 0;
  /** What only some events have. */
  readonly #resources: { at: number; key: IndexKey; digest: number }[] = [];
  readonly #streamNumbers = new Map<string, number>();
  /** By number. */
  readonly #knownStreams: Stream[] = [];

  /** @param capacity most events that it takes, 65,536 at most */
  constructor(capacity: number) {
    this.#sequences = new Float64Array(capacity);
    this.#seconds = new Float64Array(capacity);
    this.#streams = new Int32Array(capacity);
    this.#columns = SINGLE_KEYS.map(() => new Uint32Array(capacity));
  }

  get size(): number {
    return this.#size;
  }

  /** Sequence number of the first event. */
  get first(): number {
    return this.#sequences[0] ?? 0;
  }

  get last(): number {
    return this.#sequences[this.#size - 1] ?? 0;
  }

  get span(): TimeSpan {
    const seconds = this.#seconds.subarray(0, this.#size);
    const oldest = seconds.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY);
    return { oldest, newest: seconds.reduce((one, other) => Math.max(one, other), 0) };
  }

  add(stream: Stream, sequence: number, summary: EventSummary): void {
    const at = this.#size;
    this.#size += 1;
    this.#sequences[at] = sequence;
    this.#seconds[at] = summary.EventTime;
    this.#streams[at] = this.#streamNumber(stream);
    for (let number = 0; number < SINGLE_KEYS.length; number += 1) {
      const [column, value] = [this.#columns[number], summary[SINGLE_KEYS[number] ?? 'EventId']];
      if (column && value !== undefined) column[at] = digestOf(value);
    }
    if (summary.Resources.length === 0) return;
    for (const key of RESOURCE_KEYS)
      for (const value of new Set(valuesOf(summary, key))) this.#resources.push({ at, key, digest: digestOf(value) });
  }

  /** Sequence numbers and seconds of the stream's events that have a value of the digest, newest first. */
  *find(stream: Stream, key: IndexKey, digest: number): Generator<[sequence: number, second: number]> {
    const number = this.#streamNumbers.get(nameOf(stream));
    const has = this.#testOf(key, digest);
    for (let at = this.size - 1; at >= 0; at -= 1)
      if (this.#streams[at] === number && has(at)) yield [this.#sequences[at] ?? 0, this.#seconds[at] ?? 0];
  }

  /** What is written of the block: for each stream and key a row, where there are values. */
  *rows(): Generator<[stream: Stream, key: IndexKey, row: Buffer]> {
    const { first, span } = this;
    const columns = { sequences: this.#sequences, seconds: this.#seconds };
    const members = this.#knownStreams.map((): number[] => []);
    for (let at = 0; at < this.#size; at += 1) members[this.#streams[at] ?? 0]?.push(at);
    for (const [number, stream] of this.#knownStreams.entries())
      for (const key of KEYS) {
        const entries = this.#entriesOf(members[number] ?? [], key);
        if (entries.length > 0) yield [stream, key, rowOf(entries, columns, first, span.oldest)];
      }
  }

  #streamNumber({ account, region }: Stream): number {
    const name = nameOf({ account, region });
    let number = this.#streamNumbers.get(name);
    if (number === undefined) {
      number = this.#knownStreams.push({ account, region }) - 1;
      this.#streamNumbers.set(name, number);
    }
    return number;
  }

  #testOf(key: IndexKey, digest: number): (at: number) => boolean {
    if (key === ANY) return () => true;
    const column = this.#columnOf(key);
    if (column) return (at) => column[at] === digest;
    const members = this.#resources.filter((each) => each.key === key && each.digest === digest);
    const found = new Set(members.map(({ at }) => at));
    return (at) => found.has(at);
  }

  /** Which digests the members have under the key. */
  #entriesOf(members: readonly number[], key: IndexKey): Float64Array {
    const column = this.#columnOf(key);
    if (!column && key !== ANY) return this.#resourceEntriesOf(members, key);
    const entries = new Float64Array(members.length);
    let count = 0;
    for (const at of members) {
      const digest = column ? (column[at] ?? NO_VALUE) : ANY_DIGEST;
      if (digest !== NO_VALUE) entries[count++] = rowEntry(digest, at);
    }
    return entries.subarray(0, count);
  }

  #resourceEntriesOf(members: readonly number[], key: IndexKey): Float64Array {
    const own = new Set(members);
    const resources = this.#resources.filter((each) => each.key === key && own.has(each.at));
    return Float64Array.from(resources, ({ digest, at }) => rowEntry(digest, at));
  }

  /** Undefined for what is no single key. */
  #columnOf(key: IndexKey): Uint32Array | undefined {
    return this.#columns[KEYS.indexOf(key)];
  }
}

/** FNV-1a: spreads texts evenly over 32 bits, and the same way in every process. Never NO_VALUE. */
export function digestOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0 || 1;
}

const ANY_DIGEST = digestOf('');

function nameOf({ account, region }: Stream): string {
  return `${account} ${region}`;
}
