/**
 * By which values which events are found: what LookupEvents reads, kept behind the commits so that no call waits for it.
 *
 * New events are remembered in memory as they are stored, without a look at their text. When a block of them has come together, it is
 * written in a commit of its own, behind all that was written before: `[first sequence number, account, region, key, bucket]` → digests of
 * values and where in the block they are. So a row holds many events, and a lookup reads one row a block. What is in memory only is read
 * again from history after a restart (decisions/006).
 */
import type { Collection, Store } from '../state/store.js';
import { summaryOf } from './event-summary.js';
import type { History, NewEvent } from './history.js';
import { digestOf, type IndexKey, LookupBlock, type Places, type TimeSpan } from './lookup-block.js';
import type { Retention } from './retention.js';
import type { Stream } from './stream.js';

export interface Lookup extends Stream {
  /** `Any` and an empty value find all events. */
  key: IndexKey;
  value: string;
  /** Epoch seconds, both included. */
  from: number;
  to: number;
  /** Only events with lower sequence numbers. */
  before: number;
}

interface WrittenBlock extends TimeSpan {
  last: number;
}

/** Events in a block: writing it stops calls for a few milliseconds. */
const BLOCK_SIZE = 4_096;
/**
 * Rows, a power of two, among which the values of a key are distributed: as few as a lookup can bear to read through, for each row that is
 * written costs as much as an event.
 */
const BUCKETS: Record<IndexKey, number> = {
  Any: 1,
  EventId: 64,
  EventName: 8,
  ReadOnly: 1,
  Username: 8,
  ResourceType: 1,
  ResourceName: 8,
  EventSource: 1,
  AccessKeyId: 8,
};
/** Old blocks that are forgotten when a new one is written. */
const FORGOTTEN_AT_ONCE = 2;

export class LookupIndex {
  readonly #store: Store;
  readonly #history: History;
  readonly #retention: Retention;
  readonly #blockSize: number;
  /** Of each digest in the bucket a line: the digest, a colon, its places. */
  readonly #rows: Collection<string>;
  readonly #written: Collection<WrittenBlock>;
  /** What `#written` has, by first sequence number, oldest first. */
  readonly #blocks = new Map<number, WrittenBlock>();
  /** Blocks that are full and not yet written, oldest first, and the one that new events go into. */
  #full: LookupBlock[] = [];
  #open: LookupBlock;
  #writing = false;

  constructor(store: Store, history: History, retention: Retention, blockSize = BLOCK_SIZE) {
    this.#store = store;
    this.#history = history;
    this.#retention = retention;
    this.#blockSize = blockSize;
    this.#open = new LookupBlock(blockSize);
    this.#rows = store.collection<string>('lookup-rows', 'string');
    this.#written = store.collection<WrittenBlock>('lookup-blocks');
    this.#takeUp();
    history.subscribe((event) => this.#add(event));
    store.onClear(() => this.#forgetAll());
  }

  /** Sequence numbers of the events that match, newest first, and of few that do not: with another value of the same digest. */
  *find(lookup: Lookup): Generator<number> {
    const { key, from, to, before } = lookup;
    const digest = digestOf(lookup.value);
    for (const block of [...this.#full, this.#open].reverse())
      for (const [sequence, second] of block.find(lookup, key, digest))
        if (sequence < before && second >= from && second <= to) yield sequence;
    for (const [first, block] of [...this.#blocks].reverse())
      if (first < before && block.newest >= from && block.oldest <= to) yield* this.#findInRow(lookup, first, block);
  }

  *#findInRow(lookup: Lookup, first: number, { oldest }: TimeSpan): Generator<number> {
    const { account, region, key, value, from, to, before } = lookup;
    const digest = digestOf(value);
    const places = placesIn(this.#rows.get([first, account, region, key, bucketOf(key, digest)]), digest);
    for (let at = places.length - 2; at >= 0; at -= 2) {
      const sequence = first + (places[at] ?? 0);
      const second = oldest + (places[at + 1] ?? 0);
      if (sequence < before && second >= from && second <= to) yield sequence;
    }
  }

  #takeUp(): void {
    let next = 0;
    for (const { key, value } of this.#written.range({ prefix: [] })) {
      this.#blocks.set(Number(key[0]), value);
      next = value.last + 1;
    }
    for (const event of this.#history.readAll(next)) this.#add(event);
  }

  #add({ account, region, sequence, json, record }: NewEvent): void {
    this.#open.add({ account, region }, sequence, summaryOf(record ?? JSON.parse(json)));
    if (this.#open.size < this.#blockSize) return;
    this.#full.push(this.#open);
    this.#open = new LookupBlock(this.#blockSize);
    void this.#writeFull();
  }

  /** Until a block is written its events are found in memory; one that could not be is tried again when the next one is full. */
  async #writeFull(): Promise<void> {
    if (this.#writing) return;
    this.#writing = true;
    for (let block = this.#full[0]; block; block = this.#full[0]) {
      const write = this.#store.commit(() => this.#write(block));
      const written = await write.catch(() => undefined);
      if (!written) break;
      if (this.#full[0] !== block) continue; // The store was emptied by the same commit.
      this.#full.shift();
      this.#blocks.set(block.first, written);
    }
    this.#writing = false;
  }

  /** Inside a commit; not of a block that went when the store was emptied. */
  #write(block: LookupBlock): WrittenBlock | undefined {
    if (!this.#full.includes(block)) return undefined;
    const { first, last, span } = block;
    for (const [{ account, region }, key, places] of block.places())
      for (const [bucket, row] of rowsOf(key, places)) this.#rows.add([first, account, region, key, bucket], row);
    this.#written.put([first], { last, ...span });
    this.#forgetOld(span.newest);
    return { last, ...span };
  }

  /** Forgets the oldest blocks, of events that history does not keep either. */
  #forgetOld(now: number): void {
    const { events, ms } = this.#retention;
    for (const [first, { last, newest }] of [...this.#blocks].slice(0, FORGOTTEN_AT_ONCE)) {
      if (last >= this.#history.nextSequence - events && newest >= now - ms / 1000) return;
      this.#rows.removeAll([first]);
      this.#written.remove([first]);
      this.#blocks.delete(first);
    }
  }

  #forgetAll(): void {
    this.#blocks.clear();
    this.#full = [];
    this.#open = new LookupBlock(this.#blockSize);
  }
}

/** By bucket. Each line ends with a newline and begins behind one, so that it is found without a look at those before it. */
function rowsOf(key: IndexKey, all: Iterable<[digest: number, places: Places]>): Map<number, string> {
  const rows = new Map<number, string>();
  for (const [digest, places] of all) {
    const bucket = bucketOf(key, digest);
    rows.set(bucket, `${rows.get(bucket) ?? '\n'}${digest}:${places.join()}\n`);
  }
  return rows;
}

/** Values with the same digest may have lines of their own. */
function placesIn(row = '', digest: number): Places {
  const mark = `\n${digest}:`;
  const places: string[] = [];
  for (let found = row.indexOf(mark); found !== -1; found = row.indexOf(mark, found + mark.length))
    places.push(row.slice(found + mark.length, row.indexOf('\n', found + mark.length)));
  return places.length === 0 ? [] : places.join().split(',').map(Number);
}

function bucketOf(key: IndexKey, digest: number): number {
  return digest & (BUCKETS[key] - 1);
}
