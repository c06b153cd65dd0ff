/**
 * Delivery: cuts what was recorded into batches, batches into log files, and writes those into the bucket, in rounds that never overlap.
 *
 * A batch closes after an interval, when it has grown to a size, or for a flush. A bucket that cannot be written delays delivery and
 * loses nothing: the planned files stay and are tried again in later rounds, after a while in few of them, and until they lie in the
 * bucket no further batch of their trail is closed. How that ends exactly once, whenever the process dies: spool.ts and decisions/003.
 */
import { randomUUID } from 'node:crypto';
import type { Bucket } from './bucket/bucket.js';
import { type DeliveryFigures, deliveryFigures, digestFigures, errorCodeOf } from './delivery-figures.js';
import { logFileContent } from './log-file.js';
import { DEFAULT_RETENTION, type Retention, trimHistory } from './retention.js';
import { type PlanKey, Spool, type SpoolParts } from './spool.js';
import type { Stream } from './stream.js';

export interface DeliveryParts extends SpoolParts {
  bucket: Bucket;
  /** Told when a trail's delivery begins to fail, not of each attempt. */
  onFailure?: (error: unknown) => void;
  /** Told of each log file in the commit that marks it as delivered. */
  onDelivered?: (file: LogFile) => void;
  /** Carried out at the end of each round; told which trails' buckets can be written in it. */
  afterDeliveries?: (takesPart: (trail: string) => boolean) => Promise<void>;
}

/** A log file that lies in its bucket. */
export interface LogFile extends Stream {
  /** ARN. */
  trail: string;
  bucket: string;
  key: string;
  /** Lowest sequence number of its events, which tells it from the others of its trail, account and region. */
  lowest: number;
  /** See LogFileContent. */
  hashValue: string;
  /** Its records, each a JSON text in UTF-8. */
  records: readonly Buffer[];
}

export interface DeliveryOptions {
  /** Time between rounds, by the wall clock. */
  intervalMs?: number | undefined;
  /** Events since the last round that make a round begin early; also what one batch takes at most. */
  batchSize?: number | undefined;
  maxEventsPerFile?: number | undefined;
  /** Makes names and orders of files repeatable for equal records. */
  seed?: string | undefined;
  retention?: Retention | undefined;
}

export interface DeliveredFile {
  bucket: string;
  key: string;
}

/** How the delivery of one trail is doing. */
export interface DeliveryStatus extends DeliveryFigures {
  /** ARN. */
  trail: string;
  /** Recorded events that are not known to be in a file. */
  undelivered: number;
  /** Why the last digest could not be written; absent when it could. */
  lastDigestError?: string;
}

/** How patient to be with a trail. */
interface TrailState {
  /** Failing rounds in a row, and how many rounds to leave the trail out. */
  failures: number;
  rest: number;
}

interface Round {
  /** Takes events with lower sequence numbers. */
  to: number;
  flushing: boolean;
  delivered: DeliveredFile[];
  /** When each trail was last tried in this round, and when that succeeded. */
  times: Map<string, Pick<DeliveryFigures, 'lastAttemptTime' | 'lastSuccessTime'>>;
  /** Trails that are left out: they failed in this round, or rest after failing in others. */
  failed: Map<string, unknown>;
  resting: Set<string>;
}

/** Files in the making at once: one is compressed while the other is read or written. */
const FILES_AT_ONCE = 2;
/** A failing trail is tried at least every so many rounds. */
const LONGEST_REST = 12;

export class Delivery {
  readonly #parts: DeliveryParts;
  readonly #spool: Spool;
  readonly #intervalMs: number;
  readonly #batchSize: number;
  readonly #retention: Retention;
  readonly #states = new Map<string, TrailState>();
  #timer: NodeJS.Timeout | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  /** Where the events begin that no round has looked at. */
  #seen = 0;

  constructor(parts: DeliveryParts, options: DeliveryOptions = {}) {
    const { intervalMs = 5_000, batchSize = 5_000, maxEventsPerFile = 1_000, seed = randomUUID() } = options;
    this.#parts = parts;
    this.#intervalMs = intervalMs;
    this.#batchSize = batchSize;
    this.#retention = options.retention ?? DEFAULT_RETENTION;
    this.#spool = new Spool(parts, { batchSize, maxEventsPerFile, seed });
    const afterCommit = () => this.#beginIfGrown();
    parts.store.onCommit(() => afterCommit);
  }

  /** Begins rounds by time and size, the first at once: a killed process may have left planned files. */
  start(): void {
    this.#timer ??= setInterval(() => this.#beginIfIdle(), this.#intervalMs).unref();
    this.#beginIfIdle();
  }

  /** Ends rounds by time and size; resolves when none is running. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    await this.#last;
  }

  /** Carries out one round now, as at the end of an interval. A bucket that cannot be written shows in `status`. */
  async tick(): Promise<void> {
    await this.betweenRounds(() => this.#round(false));
  }

  /**
   * Brings every event that is recorded by now into a file.
   *
   * @returns the files that this took
   * @throws if a bucket cannot be written
   */
  async flush(): Promise<DeliveredFile[]> {
    const { delivered, failed } = await this.betweenRounds(() => this.#round(true));
    for (const [trail, cause] of failed)
      throw new Error(`cannot deliver the events of trail ${trail}: ${textOf(cause)}`, { cause });
    return delivered;
  }

  /** Carries out work, such as emptying the store, while no round is running. */
  betweenRounds<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#waiting += 1;
    const result = this.#last.then(work).finally(() => {
      this.#waiting -= 1;
    });
    this.#last = result.catch(() => {});
    return result;
  }

  /** Of all trails that have taken events, or do. */
  status(): DeliveryStatus[] {
    const { store, coverages } = this.#parts;
    return coverages.trails().map((trail) => {
      const { lastErrorCode: _, ...figures } = deliveryFigures(store).get([trail]) ?? {};
      const { lastError: lastDigestError } = digestFigures(store).get([trail]) ?? {};
      const undelivered = this.#spool.undelivered(trail);
      return { trail, undelivered, ...figures, ...(lastDigestError !== undefined && { lastDigestError }) };
    });
  }

  #beginIfGrown(): void {
    if (this.#timer && this.#parts.history.nextSequence - this.#seen >= this.#batchSize) this.#beginIfIdle();
  }

  #beginIfIdle(): void {
    if (this.#waiting === 0) this.tick().catch((error: unknown) => this.#parts.onFailure?.(error));
  }

  async #round(flushing: boolean): Promise<Round> {
    const { store, history, coverages, clock, afterDeliveries } = this.#parts;
    const to = history.nextSequence;
    const round: Round = { to, flushing, delivered: [], times: new Map(), failed: new Map(), resting: new Set() };
    this.#seen = to;
    if (!flushing) this.#letRest(round);
    await this.#writePending(round);
    for (const trail of coverages.trails()) await this.#deliver(trail, round);
    await afterDeliveries?.((trail) => takesPart(trail, round));
    this.#tellFailures(round);
    await store.commit(() => {
      this.#keepFigures(round);
      trimHistory(history, this.#retention, clock.now(), this.#spool.neededFrom());
      this.#spool.forgetPast();
    });
    return round;
  }

  /** Batch by batch, each written before the next is closed. */
  async #deliver(trail: string, round: Round): Promise<void> {
    let more = true;
    while (more && takesPart(trail, round)) {
      try {
        more = await this.#spool.close(trail, round.to, !round.flushing);
      } catch (error) {
        round.failed.set(trail, error);
      }
      await this.#writePending(round);
    }
  }

  /** Writes all planned files of the trails that take part. */
  async #writePending(round: Round): Promise<void> {
    const planKeys = this.#spool.pending();
    for (let start = 0; start < planKeys.length; start += FILES_AT_ONCE) {
      const some = planKeys.slice(start, start + FILES_AT_ONCE).filter(([trail]) => takesPart(trail, round));
      const files = await Promise.all(some.map((planKey) => this.#write(planKey, round)));
      round.delivered.push(...files.filter((file) => file !== undefined));
    }
  }

  async #write(planKey: PlanKey, round: Round): Promise<DeliveredFile | undefined> {
    const { clock, bucket, onDelivered } = this.#parts;
    const [trail, account, region, lowest] = planKey;
    round.times.set(trail, { ...round.times.get(trail), lastAttemptTime: clock.now() });
    try {
      if (this.#stateOf(trail).failures > 0) await this.#spool.redirect(planKey);
      const { plan, records } = this.#spool.load(planKey);
      const { body, hashValue } = await logFileContent(records);
      await bucket.put(plan.bucket, plan.key, body);
      const file = { bucket: plan.bucket, key: plan.key };
      await this.#spool.markDelivered(planKey, () =>
        onDelivered?.({ trail, account, region, lowest, ...file, hashValue, records }),
      );
      round.times.set(trail, { lastAttemptTime: clock.now(), lastSuccessTime: clock.now() });
      return file;
    } catch (error) {
      round.failed.set(trail, error);
      return undefined;
    }
  }

  #letRest(round: Round): void {
    for (const [trail, state] of this.#states) {
      if (state.rest === 0) continue;
      state.rest -= 1;
      round.resting.add(trail);
    }
  }

  /** A trail that failed rests for one round, then for three, seven and so on. */
  #tellFailures({ failed, resting }: Round): void {
    for (const trail of new Set([...this.#states.keys(), ...failed.keys()])) {
      if (resting.has(trail)) continue;
      const state = this.#stateOf(trail);
      const hasFailed = failed.has(trail);
      if (hasFailed && state.failures === 0) this.#parts.onFailure?.(failed.get(trail));
      state.failures = hasFailed ? state.failures + 1 : 0;
      state.rest = Math.min(2 ** state.failures, LONGEST_REST) - 1;
    }
  }

  #keepFigures({ times, failed }: Round): void {
    const figures = deliveryFigures(this.#parts.store);
    for (const trail of new Set([...times.keys(), ...failed.keys()])) {
      const { lastAttemptTime, lastSuccessTime } = { ...figures.get([trail]), ...times.get(trail) };
      const error = failed.get(trail);
      figures.put([trail], {
        ...(lastAttemptTime !== undefined && { lastAttemptTime }),
        ...(lastSuccessTime !== undefined && { lastSuccessTime }),
        ...(failed.has(trail) && { lastError: textOf(error), lastErrorCode: errorCodeOf(error) }),
      });
    }
  }

  #stateOf(trail: string): TrailState {
    const state = this.#states.get(trail) ?? { failures: 0, rest: 0 };
    this.#states.set(trail, state);
    return state;
  }
}

function takesPart(trail: string, { failed, resting }: Round): boolean {
  return !failed.has(trail) && !resting.has(trail);
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
