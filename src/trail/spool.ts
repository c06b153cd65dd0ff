/**
 * What each trail has yet to deliver. No second copy of events: Event history holds them, and here stand, for each trail, the position up
 * to which batches were cut, the few events held back, and the planned log files that are not known to lie in the bucket.
 *
 * A file's key, records and their order are stored in the commit that moves the position, before anything is written. Until its plan is
 * removed a file may be written again, under the same key with the same content: so each event ends up in exactly one file (decisions/003).
 */
import type { Clock } from '../state/clock.js';
import type { Key } from '../state/key.js';
import { Random } from '../state/random.js';
import type { Collection, Store } from '../state/store.js';
import { type BatchEvent, cutBatch } from './batch.js';
import { type Coverage, type Coverages, covers } from './coverage.js';
import type { History } from './history.js';
import { logFileKey } from './log-file.js';
import { type RecordTest, recordTest } from './selection.js';
import type { Stream } from './stream.js';

/** A log file that is decided and not yet marked as delivered. */
export interface PlannedFile {
  bucket: string;
  key: string;
  /** Of its records, in the file's order. */
  sequences: number[];
}

/** Where a planned file stands: `[trail, account, region, lowest sequence number]`. */
export type PlanKey = [trail: string, account: string, region: string, lowest: number];

interface Position {
  /** The sequence number at which the next batch begins. */
  from: number;
  /** Sequence numbers below `from` that wait for the next batch. */
  held: (Stream & { sequences: number[] })[];
}

/** What one batch takes: the events of some streams up to a sequence number, and what was held back of the batch before. */
interface Batch extends Position {
  trail: string;
  coverage: Coverage;
  end: number;
  holdBack: boolean;
}

export interface SpoolParts {
  store: Store;
  history: History;
  coverages: Coverages;
  clock: Clock;
}

export interface BatchOptions {
  /** Events that one batch takes at most, of each stream if there are others: what one commit plans. */
  batchSize: number;
  maxEventsPerFile: number;
  /** Seeds the choice of names and orders. */
  seed: string;
}

export class Spool {
  readonly #parts: SpoolParts;
  readonly #options: BatchOptions;
  readonly #positions: Collection<Position>;
  readonly #plans: Collection<PlannedFile>;

  constructor(parts: SpoolParts, options: BatchOptions) {
    this.#parts = parts;
    this.#options = options;
    this.#positions = parts.store.collection<Position>('delivery-positions');
    this.#plans = parts.store.collection<PlannedFile>('delivery-plans');
  }

  /**
   * Closes the trail's next batch, of events with `sequence < to`: stores its files' plans together with the new position. A batch ends
   * where the trail was changed, and holds nothing back there.
   *
   * @param holdBack whether a few events may wait for the batch after it
   * @returns whether there are events below `to` for another batch
   * @throws for an account or region that may not be part of a key
   */
  close(trail: string, to: number, holdBack: boolean): Promise<boolean> {
    return this.#parts.store.commit(() => {
      const { from, held } = this.#positionOf(trail);
      if (from >= to && held.length === 0) return false;
      const { coverage, until } = this.#parts.coverages.at(trail, held.length > 0 ? from - 1 : from);
      const end = Math.min(to, until, coverage ? this.#batchEnd(coverage, from) : to);
      const mayHold = (holdBack || end < to) && end < until;
      const kept = coverage ? this.#closeBatch({ trail, coverage, from, held, end, holdBack: mayHold }) : [];
      this.#positions.put([trail], { from: Math.max(from, end), held: kept });
      return end < to;
    });
  }

  /** Keys of all planned files that are not known to be delivered, trail by trail, oldest first. */
  pending(): PlanKey[] {
    return Array.from(this.#plans.keys({ prefix: [] }), (key) => key as PlanKey);
  }

  /** A planned file and its records in order; read when its turn comes, so that one file at a time is in memory. */
  load(planKey: PlanKey): { plan: PlannedFile; records: Buffer[] } {
    const plan = this.#plans.get(planKey);
    if (!plan) throw new Error(`no planned file at ${planKey.join(' ')}`);
    const [, account, region, lowest] = planKey;
    const places = new Map(plan.sequences.map((sequence, place) => [sequence, place]));
    const highest = plan.sequences.reduce((most, sequence) => Math.max(most, sequence));
    const records: Buffer[] = [];
    for (const { sequence, bytes } of this.#parts.history.readBytes({ account, region }, lowest, highest + 1)) {
      const place = places.get(sequence);
      if (place !== undefined) records[place] = bytes;
      places.delete(sequence);
    }
    if (places.size > 0) throw new Error(`${places.size} events of ${plan.key} are no longer in the store`);
    return { plan, records };
  }

  /** Marks a planned file as delivered; `beside` is carried out in the same commit. */
  markDelivered(planKey: PlanKey, beside: () => void): Promise<void> {
    return this.#parts.store.commit(() => {
      this.#plans.remove(planKey);
      beside();
    });
  }

  /** A planned file that cannot be written goes to the bucket that the trail has by now. */
  redirect(planKey: PlanKey): Promise<void> {
    return this.#parts.store.commit(() => {
      const bucket = this.#parts.coverages.now(planKey[0])?.bucket;
      const plan = this.#plans.get(planKey);
      if (plan && bucket !== undefined && bucket !== plan.bucket) this.#plans.put(planKey, { ...plan, bucket });
    });
  }

  /** How many recorded events are not known to be in a file of the trail; what no batch has looked at counts whether it is selected or not. */
  undelivered(trail: string): number {
    const { from, held } = this.#positionOf(trail);
    let count = 0;
    for (const { sequences } of held) count += sequences.length;
    for (const { value } of this.#plans.range({ prefix: [trail] })) count += value.sequences.length;
    for (let start = from; start < this.#parts.history.nextSequence; ) {
      const { coverage, until } = this.#parts.coverages.at(trail, start);
      if (coverage) count += this.#parts.history.count(this.#streamsOf(coverage), start, until);
      start = until;
    }
    return count;
  }

  /** The lowest sequence number that is still needed: what history must keep. */
  neededFrom(): number {
    let needed = this.#parts.history.nextSequence;
    for (const trail of this.#parts.coverages.trails()) {
      const { from, held } = this.#positionOf(trail);
      needed = Math.min(needed, from, ...held.flatMap(({ sequences }) => sequences));
    }
    for (const [, , , lowest] of this.pending()) needed = Math.min(needed, lowest);
    return needed;
  }

  /** Inside a commit: forgets what trails took before their position, and trails that are gone altogether. */
  forgetPast(): void {
    for (const trail of this.#parts.coverages.trails()) {
      const { from, held } = this.#positionOf(trail);
      if (held.length === 0 && this.#parts.coverages.forget(trail, from)) this.#positions.remove([trail]);
    }
  }

  /** A trail that never closed a batch begins with the first event that it takes. */
  #positionOf(trail: string): Position {
    return this.#positions.get([trail]) ?? { from: this.#parts.coverages.first(trail), held: [] };
  }

  /** Where a batch is large enough: it takes at most so many events of each stream, or of all streams there are. */
  #batchEnd(coverage: Coverage, from: number): number {
    const { batchSize } = this.#options;
    const { history } = this.#parts;
    const streams = this.#streamsOf(coverage);
    if (streams.length === history.streams().length) return from + batchSize;
    return Math.min(...streams.map((stream) => history.behind(stream, from, batchSize)));
  }

  /** Plans the files of a batch; answers what is held back. */
  #closeBatch(batch: Batch): Position['held'] {
    const { coverage } = batch;
    const takes = coverage.selection && recordTest(coverage.selection);
    return this.#streamsOf(coverage)
      .map((stream) => ({ ...stream, sequences: this.#closeStream(batch, stream, takes) }))
      .filter(({ sequences }) => sequences.length > 0);
  }

  /** Plans the files of one stream's part of the batch; answers what is held back of it. */
  #closeStream(batch: Batch, stream: Stream, takes: RecordTest | undefined): number[] {
    const { trail, from, holdBack } = batch;
    const { events, oldest } = this.#wanted(batch, stream, takes);
    // The oldest record holds an event id: batches that differ in anything never draw the same names, even with the same seed.
    const random = new Random(JSON.stringify([this.#options.seed, trail, from, oldest]));
    const holdFrom = holdBack ? from : Number.POSITIVE_INFINITY;
    const { files, held } = cutBatch(events, this.#options.maxEventsPerFile, holdFrom, random);
    for (const sequences of files) this.#plan(batch, stream, sequences, random);
    return held;
  }

  /** What a batch takes of a stream: the held events, and those of the range that the trail selects. */
  #wanted(
    { from, held, end }: Batch,
    stream: Stream,
    takes: RecordTest | undefined,
  ): { events: BatchEvent[]; oldest: string } {
    const events: BatchEvent[] = [];
    const waiting = new Set(held.find((each) => isSame(each, stream))?.sequences);
    let oldest = '';
    for (const { sequence, bytes } of this.#parts.history.readBytes(stream, Math.min(from, ...waiting), end)) {
      if (sequence < from && !waiting.has(sequence)) continue;
      if (takes && !takes(JSON.parse(bytes.toString()))) continue;
      if (events.length === 0) oldest = bytes.toString();
      events.push({ sequence, length: bytes.length });
    }
    return { events, oldest };
  }

  #plan({ trail, coverage }: Batch, { account, region }: Stream, sequences: number[], random: Random): void {
    const key = logFileKey(coverage, { account, region }, this.#parts.clock.now(), random);
    const lowest = sequences.reduce((least, sequence) => Math.min(least, sequence));
    this.#plans.put([trail, account, region, lowest] satisfies Key, { bucket: coverage.bucket, key, sequences });
  }

  /** In key order: the same run gives the same files, whatever order the streams came up in. */
  #streamsOf(coverage: Coverage): Stream[] {
    const nameOf = ({ account, region }: Stream) => `${account} ${region}`;
    return this.#parts.history
      .streams()
      .filter((stream) => covers(coverage, stream))
      .sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
  }
}

function isSame(one: Stream, other: Stream): boolean {
  return one.account === other.account && one.region === other.region;
}
