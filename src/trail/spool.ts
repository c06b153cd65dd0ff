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
import type { History } from './history.js';
import { logFileKey } from './log-file.js';
import type { Stream } from './stream.js';

/** Where the events of all accounts and regions are delivered to. */
export interface Trail {
  name: string;
  bucket: string;
  /** What precedes `AWSLogs/` in the keys. */
  prefix?: string | undefined;
}

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

export interface SpoolParts {
  store: Store;
  history: History;
  clock: Clock;
}

export interface BatchOptions {
  /** Events of all streams that one batch takes at most: what one commit plans. */
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
   * Closes the trail's next batch, of events with `sequence < to`: stores its files' plans together with the new position.
   *
   * @param holdBack whether a few events may wait for the batch after it
   * @returns whether there are events below `to` for another batch
   * @throws for an account or region that may not be part of a key
   */
  close(trail: Trail, to: number, holdBack: boolean): Promise<boolean> {
    return this.#parts.store.commit(() => {
      const position = this.#positionOf(trail);
      if (position.from >= to && position.held.length === 0) return false;
      const end = Math.min(to, position.from + this.#options.batchSize);
      const mayHold = holdBack || end < to;
      const held = this.#streamsInOrder().map((stream) => this.#closeStream(trail, stream, position, end, mayHold));
      this.#positions.put([trail.name], { from: Math.max(position.from, end), held: held.filter(isFilled) });
      return end < to;
    });
  }

  /** Keys of all planned files that are not known to be delivered, trail by trail, oldest first. */
  pending(): PlanKey[] {
    return Array.from(this.#plans.keys({ prefix: [] }), (key) => key as PlanKey);
  }

  /** A planned file and its records in order; read when its turn comes, so that one file at a time is in memory. */
  load(planKey: PlanKey): { plan: PlannedFile; records: string[] } {
    const plan = this.#plans.get(planKey);
    if (!plan) throw new Error(`no planned file at ${planKey.join(' ')}`);
    const [, account, region, lowest] = planKey;
    const places = new Map(plan.sequences.map((sequence, place) => [sequence, place]));
    const highest = plan.sequences.reduce((most, sequence) => Math.max(most, sequence));
    const records: string[] = [];
    for (const { sequence, json } of this.#parts.history.read({ account, region }, lowest, highest + 1)) {
      const place = places.get(sequence);
      if (place !== undefined) records[place] = json;
      places.delete(sequence);
    }
    if (places.size > 0) throw new Error(`${places.size} events of ${plan.key} are no longer in the store`);
    return { plan, records };
  }

  /** Marks a planned file as delivered. */
  markDelivered(planKey: PlanKey): Promise<void> {
    return this.#parts.store.commit(() => this.#plans.remove(planKey));
  }

  /** How many recorded events are not known to be in a file of the trail. */
  undelivered(trail: Trail): number {
    const { from, held } = this.#positionOf(trail);
    let count = this.#parts.history.nextSequence - from;
    for (const { sequences } of held) count += sequences.length;
    for (const { value } of this.#plans.range({ prefix: [trail.name] })) count += value.sequences.length;
    return count;
  }

  /** The lowest sequence number that is still needed: what history must keep. */
  neededFrom(trails: readonly Trail[]): number {
    let needed = this.#parts.history.nextSequence;
    for (const trail of trails) {
      const { from, held } = this.#positionOf(trail);
      needed = Math.min(needed, from, ...held.flatMap(({ sequences }) => sequences));
    }
    for (const [, , , lowest] of this.pending()) needed = Math.min(needed, lowest);
    return needed;
  }

  /** A trail that never closed a batch begins with the oldest event there is. */
  #positionOf({ name }: Trail): Position {
    return this.#positions.get([name]) ?? { from: this.#parts.history.oldestSequence(), held: [] };
  }

  /** Plans the files of one stream's part of the batch; answers what is held back of it. */
  #closeStream(
    trail: Trail,
    stream: Stream,
    { from, held }: Position,
    end: number,
    holdBack: boolean,
  ): Position['held'][number] {
    const waiting =
      held.find(({ account, region }) => account === stream.account && region === stream.region)?.sequences ?? [];
    const { events, oldest } = this.#wanted(stream, waiting, from, end);
    // The oldest record holds an event id: batches that differ in anything never draw the same names, even with the same seed.
    const random = new Random(JSON.stringify([this.#options.seed, trail.name, from, oldest]));
    const { files, held: kept } = cutBatch(
      events,
      this.#options.maxEventsPerFile,
      holdBack ? from : Number.POSITIVE_INFINITY,
      random,
    );
    for (const sequences of files) this.#plan(trail, stream, sequences, random);
    return { ...stream, sequences: kept };
  }

  /** What a batch takes of a stream: the held events and those of the range. All of them, as long as no trail selects. */
  #wanted(stream: Stream, held: number[], from: number, end: number): { events: BatchEvent[]; oldest: string } {
    const events: BatchEvent[] = [];
    const waiting = new Set(held);
    let oldest = '';
    for (const { sequence, json } of this.#parts.history.read(stream, Math.min(from, ...held), end)) {
      if (sequence < from && !waiting.has(sequence)) continue;
      if (events.length === 0) oldest = json;
      events.push({ sequence, length: json.length });
    }
    return { events, oldest };
  }

  #plan({ name, bucket, prefix }: Trail, { account, region }: Stream, sequences: number[], random: Random): void {
    const key = logFileKey(prefix, { account, region }, this.#parts.clock.now(), random);
    const lowest = sequences.reduce((least, sequence) => Math.min(least, sequence));
    this.#plans.put([name, account, region, lowest] satisfies Key, { bucket, key, sequences });
  }

  /** In key order: the same run gives the same files, whatever order the streams came up in. */
  #streamsInOrder(): Stream[] {
    const nameOf = ({ account, region }: Stream) => `${account} ${region}`;
    return this.#parts.history.streams().sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
  }
}

function isFilled({ sequences }: { sequences: number[] }): boolean {
  return sequences.length > 0;
}
