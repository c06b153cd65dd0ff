/**
 * Some thousand events as the lookup index remembers them until it writes them: in columns of numbers, a digest for each value. Every
 * recorded call pays for this, so nothing is kept of an event that the collector of garbage would have to carry along or to grow. Values
 * with the same digest are rare, and whoever reads the index looks at the event itself.
 */
import { type EventSummary, type LookupKey, valuesOf } from './event-summary.js';
import type { Stream } from './stream.js';

/** The key under which every event is found, by an empty value. */
export const ANY = 'Any';

export type IndexKey = LookupKey | typeof ANY;

/** Epoch seconds. */
export interface TimeSpan {
  oldest: number;
  newest: number;
}

/** Where events are: two numbers for each, how far it is behind the first of the block, and behind its oldest second. */
export type Places = number[];

/** Keys of which an event has one value at most. */
const SINGLE_KEYS = ['EventId', 'EventName', 'ReadOnly', 'Username', 'EventSource', 'AccessKeyId'] as const;
const RESOURCE_KEYS = ['ResourceType', 'ResourceName'] as const;
const KEYS: readonly IndexKey[] = [...SINGLE_KEYS, ...RESOURCE_KEYS, ANY];
/** Is no digest: what a column has until it is told. */
const NO_VALUE = 0;

export class LookupBlock {
  readonly #sequences: Float64Array;
  readonly #seconds: Float64Array;
  readonly #streams: Int32Array;
  readonly #columns: Int32Array[];
  #size = 0;
  /** What only some events have. */
  readonly #resources: { at: number; key: IndexKey; digest: number }[] = [];
  /** By number. */
  readonly #knownStreams: Stream[] = [];
  #lastStream = 0;

  /** @param capacity most events that it takes */
  constructor(capacity: number) {
    this.#sequences = new Float64Array(capacity);
    this.#seconds = new Float64Array(capacity);
    this.#streams = new Int32Array(capacity);
    this.#columns = SINGLE_KEYS.map(() => new Int32Array(capacity));
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
      const value = summary[SINGLE_KEYS[number] ?? 'EventId'];
      const column = this.#columns[number];
      if (column && value !== undefined) column[at] = digestOf(value);
    }
    if (summary.Resources.length === 0) return;
    for (const key of RESOURCE_KEYS)
      for (const value of new Set(valuesOf(summary, key))) this.#resources.push({ at, key, digest: digestOf(value) });
  }

  /** Sequence numbers and seconds of the stream's events that have a value of the digest, newest first. */
  *find(stream: Stream, key: IndexKey, digest: number): Generator<[sequence: number, second: number]> {
    const number = this.#knownStreams.findIndex(
      ({ account, region }) => account === stream.account && region === stream.region,
    );
    const has = this.#testOf(key, digest);
    for (let at = this.size - 1; at >= 0; at -= 1)
      if (this.#streams[at] === number && has(at)) yield [this.#sequences[at] ?? 0, this.#seconds[at] ?? 0];
  }

  /** For each stream and key the places of all digests; a digest may come more than once. */
  *places(): Generator<[stream: Stream, key: IndexKey, places: Iterable<[digest: number, places: Places]>]> {
    const members = this.#knownStreams.map((): number[] => []);
    for (let at = 0; at < this.#size; at += 1) members[this.#streams[at] ?? 0]?.push(at);
    const { oldest } = this.span;
    for (const [number, stream] of this.#knownStreams.entries())
      for (const key of KEYS) yield [stream, key, this.#placesOf(members[number] ?? [], key, oldest)];
  }

  /** Streams are few, and one that has had an event mostly has the next: so they are compared, not looked up by a name made for it. */
  #streamNumber({ account, region }: Stream): number {
    const isIt = (stream: Stream | undefined) => stream?.account === account && stream.region === region;
    if (!isIt(this.#knownStreams[this.#lastStream])) {
      this.#lastStream = this.#knownStreams.findIndex(isIt);
      if (this.#lastStream === -1) this.#lastStream = this.#knownStreams.push({ account, region }) - 1;
    }
    return this.#lastStream;
  }

  #testOf(key: IndexKey, digest: number): (at: number) => boolean {
    if (key === ANY) return () => true;
    const column = this.#columnOf(key);
    if (column) return (at) => column[at] === digest;
    const members = this.#resources.filter((each) => each.key === key && each.digest === digest);
    const found = new Set(members.map(({ at }) => at));
    return (at) => found.has(at);
  }

  *#placesOf(members: readonly number[], key: IndexKey, oldest: number): Generator<[digest: number, places: Places]> {
    const placeOf = (at: number) => [(this.#sequences[at] ?? 0) - this.first, (this.#seconds[at] ?? 0) - oldest];
    const column = this.#columnOf(key);
    if (column && key === 'EventId') {
      // Each event has its own: to group them would be for nothing.
      for (const at of members) yield [column[at] ?? NO_VALUE, placeOf(at)];
    } else if (column) yield* grouped(members, (at) => column[at] ?? NO_VALUE, placeOf);
    else if (key === ANY) yield [ANY_DIGEST, members.flatMap(placeOf)];
    else {
      const own = new Set(members);
      const resources = this.#resources.filter((each) => each.key === key && own.has(each.at));
      yield* grouped(
        resources,
        ({ digest }) => digest,
        ({ at }) => placeOf(at),
      );
    }
  }

  /** Undefined for what is no single key. */
  #columnOf(key: IndexKey): Int32Array | undefined {
    return this.#columns[KEYS.indexOf(key)];
  }
}

/** The places of members with the same digest together, in the order of the members; without those that have no value. */
function grouped<Member>(
  members: readonly Member[],
  digestOf: (member: Member) => number,
  placeOf: (member: Member) => Places,
): Map<number, Places> {
  const groups = new Map<number, Places>();
  for (const member of members) {
    const digest = digestOf(member);
    const group = groups.get(digest);
    if (group) group.push(...placeOf(member));
    else groups.set(digest, placeOf(member));
  }
  groups.delete(NO_VALUE);
  return groups;
}

/** FNV-1a: spreads texts evenly over 32 bits, and the same way in every process. Never NO_VALUE. */
export function digestOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash | 0 || 1;
}

const ANY_DIGEST = digestOf('');
