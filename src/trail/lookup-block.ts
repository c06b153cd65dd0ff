/**
 * Some thousand events as the lookup index remembers them until it writes them: in columns of numbers, a digest for each value. Every
 * recorded call pays for this, so nothing is kept of an event that the collector of garbage would have to carry along. Values with the same
 * digest are rare, and whoever reads the index looks at the event itself.
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
/** Is no digest. */
const NO_VALUE = 2 ** 32;

export class LookupBlock {
  readonly #sequences: number[] = [];
  readonly #seconds: number[] = [];
  readonly #streams: number[] = [];
  readonly #columns = SINGLE_KEYS.map((): number[] => []);
  /** What only some events have. */
  readonly #resources: { at: number; key: IndexKey; digest: number }[] = [];
  readonly #streamNumbers = new Map<string, number>();
  /** By number. */
  readonly #knownStreams: Stream[] = [];

  get size(): number {
    return this.#sequences.length;
  }

  /** Sequence number of the first event. */
  get first(): number {
    return this.#sequences[0] ?? 0;
  }

  get last(): number {
    return this.#sequences.at(-1) ?? 0;
  }

  get span(): TimeSpan {
    const oldest = this.#seconds.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY);
    return { oldest, newest: this.#seconds.reduce((one, other) => Math.max(one, other), 0) };
  }

  add(stream: Stream, sequence: number, summary: EventSummary): void {
    const at = this.#sequences.push(sequence) - 1;
    this.#seconds.push(summary.EventTime);
    this.#streams.push(this.#streamNumber(stream));
    for (let column = 0; column < SINGLE_KEYS.length; column += 1) {
      const value = summary[SINGLE_KEYS[column] ?? 'EventId'];
      this.#columns[column]?.push(value === undefined ? NO_VALUE : digestOf(value));
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

  /** For each stream and key the places of all digests. */
  *places(): Generator<[stream: Stream, key: IndexKey, places: Map<number, Places>]> {
    const members = this.#knownStreams.map((): number[] => []);
    for (const [at, stream] of this.#streams.entries()) members[stream]?.push(at);
    const { oldest } = this.span;
    for (const [number, stream] of this.#knownStreams.entries())
      for (const key of KEYS) yield [stream, key, this.#placesOf(members[number] ?? [], key, oldest)];
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

  #placesOf(members: readonly number[], key: IndexKey, oldest: number): Map<number, Places> {
    const places = new Map<number, Places>();
    const { first } = this;
    const put = (at: number, digest: number) => {
      const place = (this.#sequences[at] ?? 0) - first;
      const second = (this.#seconds[at] ?? 0) - oldest;
      const before = places.get(digest);
      if (before) before.push(place, second);
      else places.set(digest, [place, second]);
    };
    const column = this.#columnOf(key);
    if (column) for (const at of members) put(at, column[at] ?? NO_VALUE);
    else if (key === ANY) for (const at of members) put(at, ANY_DIGEST);
    else {
      const own = new Set(members);
      for (const resource of this.#resources)
        if (resource.key === key && own.has(resource.at)) put(resource.at, resource.digest);
    }
    places.delete(NO_VALUE);
    return places;
  }

  /** Undefined for what is no single key. */
  #columnOf(key: IndexKey): number[] | undefined {
    return this.#columns[KEYS.indexOf(key)];
  }
}

/** FNV-1a: spreads texts evenly over 32 bits, and the same way in every process. */
export function digestOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash | 0;
}

const ANY_DIGEST = digestOf('');

function nameOf({ account, region }: Stream): string {
  return `${account} ${region}`;
}
