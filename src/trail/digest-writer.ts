/**
 * Writes the digests of trails with log file validation: for each account and region of a trail a chain, an hour at a time by the server's
 * clock, empty hours too (digest-chain.ts).
 *
 * A log file belongs to the hour in which it was delivered. A trail that is stopped, deleted or validated no longer gets a last digest for
 * what it delivered in its hour (as AWS's user guide says); what it delivers later begins a new chain.
 *
 * What a digest says follows from what stands in the store, its signature too: so it is written first, and then a commit moves its chain on.
 * Killed in between, the next start writes the same digest to the same place. It runs in delivery's rounds, which never overlap.
 */
import { sign } from 'node:crypto';
import { promisify } from 'node:util';
import type { Clock } from '../state/clock.js';
import type { Collection, Store } from '../state/store.js';
import type { Bucket } from './bucket/bucket.js';
import { type Coverages, covers } from './coverage.js';
import type { LogFile } from './delivery.js';
import { type DeliveryFigures, digestFigures, errorCodeOf } from './delivery-figures.js';
import {
  type DigestedFile,
  type DigestLink,
  type DigestTarget,
  digestContent,
  hashOf,
  homeOf,
  SIGNATURE,
  SIGNATURE_ALGORITHM,
  stringToSign,
} from './digest.js';
import { begun, type Chain, continued, dueAt, goneOn, hourOf, isBefore } from './digest-chain.js';
import { gzipped } from './log-file.js';
import type { SigningKeys } from './signing-keys.js';
import type { Stream } from './stream.js';

export interface DigestParts {
  store: Store;
  clock: Clock;
  bucket: Bucket;
  keys: SigningKeys;
  targets: DigestTargets;
  /** Told when the digests of a trail begin to fail, not of each attempt. */
  onFailure?: (error: unknown) => void;
}

/** Which trails write digests, and where. Trails are named by their ARN. */
export interface DigestTargets {
  trails(): readonly string[];
  /** Where a trail's digests of an account and region go now; undefined if it writes none. */
  of(trail: string, stream: Stream): DigestTarget | undefined;
}

/** Trails write digests as long as they log, with log file validation. */
export function digestTargets(coverages: Coverages): DigestTargets {
  return {
    trails: () => coverages.trails(),
    of: (trail, stream) => {
      const coverage = coverages.now(trail);
      if (!coverage?.validation || !covers(coverage, stream)) return undefined;
      const { bucket, prefix, organization } = coverage;
      return { bucket, ...(prefix !== undefined && { prefix }), ...(organization !== undefined && { organization }) };
    },
  };
}

type ChainId = [trail: string, account: string, region: string];

export class DigestWriter {
  readonly #parts: DigestParts;
  readonly #chains: Collection<Chain>;
  /** `[...ChainId, hour, lowest sequence number]`: what the digests of hours to come will say. */
  readonly #files: Collection<DigestedFile>;
  readonly #figures: Collection<DeliveryFigures>;
  /** When the next digest of any chain is due: what a round pays for looking. */
  #nextDue: number;

  constructor(parts: DigestParts) {
    this.#parts = parts;
    this.#chains = parts.store.collection<Chain>('digest-chains');
    this.#files = parts.store.collection<DigestedFile>('digest-files');
    this.#figures = digestFigures(parts.store);
    this.#nextDue = this.#earliest();
    parts.store.onClear(() => {
      this.#nextDue = Number.POSITIVE_INFINITY;
    });
  }

  /** Inside the commit that marks a log file as delivered: keeps what its digest will say of it, if its trail writes digests. */
  note({ trail, account, region, lowest, bucket, key, hashValue, records }: LogFile): void {
    const id: ChainId = [trail, account, region];
    const delivered = this.#parts.clock.now();
    const file = { bucket, key, hash: hashValue, ...timesOf(records) };
    const chain = this.#chainFor(id, Date.parse(file.oldest));
    if (chain) this.#files.put([...id, hourOf(chain, delivered), lowest], file);
  }

  /**
   * Writes what is due. What cannot be written waits for a later round.
   *
   * @param takesPart whether a trail's bucket is to be tried in this round
   */
  async carryOut(takesPart: (trail: string) => boolean): Promise<void> {
    await this.#beginAtHome();
    const now = this.#parts.clock.now();
    if (now < this.#nextDue) return;
    const failed = new Set<string>();
    const ids = Array.from(this.#chains.keys({ prefix: [] }), (key) => key as ChainId);
    for (const id of ids) {
      const [trail] = id;
      if (!takesPart(trail) || failed.has(trail)) continue;
      if (!(await this.#bringUpToDate(id, now))) failed.add(trail);
    }
    this.#nextDue = this.#earliest();
  }

  /** In its home region a trail has digests from its start on, other regions have them from their first log file on. */
  async #beginAtHome(): Promise<void> {
    const { targets, store, clock } = this.#parts;
    const missing = targets.trails().flatMap((trail): ChainId[] => {
      const { account, region } = homeOf(trail);
      const id: ChainId = [trail, account, region];
      return this.#chains.has(id) || !targets.of(trail, { account, region }) ? [] : [id];
    });
    if (missing.length > 0) await store.commit(() => missing.map((id) => this.#chainFor(id, clock.now())));
  }

  /**
   * Inside a commit: the chain, if there is one or the trail writes digests. It begins here if there is none, or none since the clock was
   * set back.
   *
   * @param oldest time of the oldest event, of a chain that begins with a file
   */
  #chainFor(id: ChainId, oldest: number): Chain | undefined {
    const [trail, account, region] = id;
    const known = this.#chains.get(id);
    if (known && !isBefore(this.#parts.clock.now(), known)) return known;
    const target = this.#parts.targets.of(trail, { account, region });
    return target ? this.#begin(id, target, oldest) : known;
  }

  /** Begins a chain; in place of one from before the clock was set back, whose waiting files it takes. */
  #begin(id: ChainId, target: DigestTarget, oldest: number): Chain {
    const now = this.#parts.clock.now();
    const chain = begun(target, now, oldest);
    const hour = hourOf(chain, now);
    for (const { key, value } of [...this.#files.range({ prefix: id })]) {
      this.#files.remove(key);
      this.#files.put([...id, hour, ...key.slice(-1)], value);
    }
    this.#chains.put(id, chain);
    this.#nextDue = Math.min(this.#nextDue, dueAt(chain));
    return chain;
  }

  /** Answers whether the bucket could be written. */
  async #bringUpToDate(id: ChainId, now: number): Promise<boolean> {
    try {
      while (await this.#goOn(id, now));
      return true;
    } catch (error) {
      await this.#keepFailure(id[0], error);
      return false;
    }
  }

  async #keepFailure(trail: string, error: unknown): Promise<void> {
    const known = this.#figures.get([trail]);
    if (known?.lastError === undefined) this.#parts.onFailure?.(error);
    const lastError = error instanceof Error ? error.message : String(error);
    await this.#parts.store.commit(() =>
      this.#figures.put([trail], {
        ...known,
        lastAttemptTime: this.#parts.clock.now(),
        lastError,
        lastErrorCode: errorCodeOf(error),
      }),
    );
  }

  /** Inside a commit: what could not be written need not be written any more. */
  #forgetFailure(trail: string): void {
    const { lastError: _, lastErrorCode: __, ...figures } = this.#figures.get([trail]) ?? {};
    if (Object.keys(figures).length > 0) this.#figures.put([trail], figures);
  }

  /** Writes the chain's next digest if it is due, or ends the chain; answers whether there may be another. */
  async #goOn(id: ChainId, now: number): Promise<boolean> {
    const [trail, account, region] = id;
    const known = this.#chains.get(id);
    if (!known || dueAt(known) > now) return false;
    const target = this.#parts.targets.of(trail, { account, region });
    const filed = this.#firstFiled(id);
    if (!target && filed === undefined) {
      await this.#parts.store.commit(() => {
        this.#chains.remove(id);
        this.#forgetFailure(trail);
      });
      return false;
    }
    const chain = goneOn({ ...known, ...(target && { target }) }, now, filed);
    const link = await this.#write(id, chain);
    await this.#parts.store.commit(() => {
      this.#files.removeAll([...id, chain.next]);
      this.#chains.put(id, continued(chain, link));
      const time = this.#parts.clock.now();
      this.#figures.put([trail], { lastAttemptTime: time, lastSuccessTime: time });
    });
    return true;
  }

  /** Writes the digest of the chain's next hour. */
  async #write(id: ChainId, { target, next: end, previous }: Chain): Promise<DigestLink> {
    const [trail, account, region] = id;
    const { bucket, keys } = this.#parts;
    const files = Array.from(this.#files.range({ prefix: [...id, end], reverse: true }), ({ value }) => value);
    const { fingerprint, privateKey } = await keys.keyFor(region, end);
    const digest = digestContent({ trail, account, region, target, end }, files, previous, fingerprint);
    const content = Buffer.from(JSON.stringify(digest));
    const hash = hashOf(content);
    const signature = (await signed('sha256', Buffer.from(stringToSign(digest, hash)), privateKey)).toString('hex');
    const metadata = { [SIGNATURE]: signature, [SIGNATURE_ALGORITHM]: digest.digestSignatureAlgorithm };
    await bucket.put(digest.digestS3Bucket, digest.digestS3Object, await gzipped(content), metadata);
    return { bucket: digest.digestS3Bucket, key: digest.digestS3Object, hash, signature };
  }

  /** The first hour that has a log file. */
  #firstFiled(id: ChainId): number | undefined {
    for (const key of this.#files.keys({ prefix: id, limit: 1 })) return Number(key[id.length]);
    return undefined;
  }

  #earliest(): number {
    let earliest = Number.POSITIVE_INFINITY;
    for (const { value } of this.#chains.range({ prefix: [] })) earliest = Math.min(earliest, dueAt(value));
    return earliest;
  }
}

const signed = promisify(sign);

const TIME = Buffer.from('"eventTime":"');
const TIME_LENGTH = '2017-10-11T22:29:49Z'.length;

/** The times of the newest and of the oldest record: they all spell it alike, so text is compared. */
function timesOf(records: readonly Buffer[]): Pick<DigestedFile, 'newest' | 'oldest'> {
  let newest = '';
  let oldest = '~';
  for (const record of records) {
    const start = record.indexOf(TIME) + TIME.length;
    const time = record.toString('latin1', start, start + TIME_LENGTH);
    if (time > newest) newest = time;
    if (time < oldest) oldest = time;
  }
  return { newest, oldest };
}
