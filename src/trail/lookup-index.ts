/**
 * By which values which events are found: what LookupEvents reads, kept behind the commits so that no call waits for it.
 *
 * New events are remembered in memory as they are stored, without a look at their text. When a block of them has come together, it is
 * written in a commit of its own, behind all that was written before: `[first sequence number, account, region, key]` → digests of values
 * and where in the block they are (lookup-row.ts). So a row holds many events, and a lookup reads one row a block. What is in memory only is
 * read again from history after a restart (decisions/006).
 */
import type { Collection, Store } from '../state/store.js';
import { summaryOf } from './event-summary.js';
import type { History, NewEvent } from './history.js';
import { digestOf, type IndexKey, LookupBlock, type TimeSpan } from './lookup-block.js';
import { findInRow } from './lookup-row.js';
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
/** Old blocks that are forgotten when a new one is written. */
const FORGOTTEN_AT_ONCE = 2;

export class LookupIndex {
  readonly #store: Store;
  readonly #history: History;
  readonly #retention: Retention;
  readonly #blockSize: number;
  readonly #rows: Collection<Buffer>;
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
    this.#rows = store.collection<Buffer>('lookup-rows', 'bytes');
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
      if (first < before && block.newest >= from && block.oldest <= to) yield* this.#findWritten(lookup, first, block);
  }

  *#findWritten(lookup: Lookup, first: number, { oldest }: TimeSpan): Generator<number> {
    const { account, region, key, value, from, to, before } = lookup;
    const row = this.#rows.get([first, account, region, key]);
    if (!row) return;
    for (const [place, second] of findInRow(row, digestOf(value))) {
      const [sequence, time] = [first + place, oldest + second];
      if (sequence < before && time >= from && time <= to) yield sequence;
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
    for (const [{ account, region }, key, row] of block.rows()) this.#rows.add([first, account, region, key], row);
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
