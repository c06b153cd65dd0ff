/**
 * What leaves the server beside its answers: log files and digests into buckets, notifications to those who want them. Put together,
 * begun and ended here.
 */
import type { Scope } from './context.js';
import { destinationsOf } from './notify/destinations.js';
import { Notifier } from './notify/notifier.js';
import type { SenderStatus } from './notify/sender.js';
import { milliseconds, OptionError, type Options, USUAL_AWS } from './options.js';
import type { Clock } from './state/clock.js';
import type { Store } from './state/store.js';
import type { Bucket } from './trail/bucket/bucket.js';
import { FolderBucket } from './trail/bucket/folder.js';
import { addPublicKey, readPublicKeys } from './trail/bucket/public-key-file.js';
import { S3Bucket } from './trail/bucket/s3.js';
import type { Coverages } from './trail/coverage.js';
import { type DeliveredFile, Delivery, type DeliveryStatus } from './trail/delivery.js';
import { DigestWriter, digestTargets } from './trail/digest-writer.js';
import type { History } from './trail/history.js';
import type { Retention } from './trail/retention.js';
import { SigningKeys } from './trail/signing-keys.js';

export interface OutgoingParts {
  store: Store;
  history: History;
  clock: Clock;
  coverages: Coverages;
  /** ARN of the topic of the trail with this ARN, if it has one. */
  topicOf: (trail: string) => string | undefined;
  /** Told of what went wrong and is not the caller's business. */
  logError: (facts: object, message: string) => void;
}

/** How long a closing server waits for an S3 that takes nothing: a little if the events are kept, longer if that is their last chance. */
const PATIENCE_MS = 800;
const LAST_PATIENCE_MS = 5_000;

/** How long a flush waits for notifications, and a server that closes: a destination that does not answer must not hold them up. */
const FLUSH_WAIT_MS = 2_000;
const CLOSE_WAIT_MS = 1_000;

export class Outgoing {
  readonly #options: Options;
  readonly #parts: OutgoingParts;
  readonly #bucket: Bucket;
  readonly #signingKeys: SigningKeys;
  readonly #destinations: ReturnType<typeof destinationsOf>;
  readonly #notifier: Notifier;
  readonly #delivery: Delivery;

  constructor(options: Options, parts: OutgoingParts) {
    this.#options = options;
    this.#parts = parts;
    this.#bucket = bucketOf(options);
    this.#signingKeys = new SigningKeys(parts.store, (key) => addPublicKey(options.bucketDir, key));
    this.#destinations = destinationsOf(options);
    this.#notifier = this.#notify();
    this.#delivery = this.#deliver();
  }

  /** See Scope. */
  get announce(): Scope['announce'] {
    return this.#notifier.announce;
  }

  /** Inside the commit that gives a trail a topic. */
  noteTopic(trail: string, topic: string): void {
    this.#notifier.noteTopic(trail, topic);
  }

  /** Takes up the keys of digests that lie in the bucket from another run, before a client can ask for them. */
  async adoptKeys(): Promise<void> {
    await this.#signingKeys.adopt(await readPublicKeys(this.#options.bucketDir));
  }

  /**
   * Gets ready for where things go, which must not be the server itself.
   *
   * @throws OptionError for what cannot be used
   */
  async open(endpoint: string): Promise<void> {
    if (this.#bucket instanceof S3Bucket) await openS3(this.#bucket, endpoint);
    for (const { name, origin } of this.#destinations)
      if (origin !== undefined && isSame(new URL(origin), new URL(endpoint)))
        throw new OptionError(`${origin} is this server itself, which is no ${name}: name another one`);
  }

  async start(): Promise<void> {
    await this.#notifier.start();
    this.#delivery.start();
  }

  /** Resolves when every event that is recorded by now is in a file, with the files it wrote, and who is to be told was if he answers. */
  async flush(): Promise<DeliveredFile[]> {
    const files = await this.#delivery.flush();
    await this.#notifier.settled(FLUSH_WAIT_MS);
    return files;
  }

  /** Lets delivery take its turn. */
  tick(): Promise<void> {
    return this.#delivery.tick();
  }

  deliveryStatus(): DeliveryStatus[] {
    return this.#delivery.status();
  }

  notificationStatus(): SenderStatus[] {
    return this.#notifier.status();
  }

  /** Empties the store, apart from the keys that digests in the bucket are signed with. */
  emptyStore(): Promise<void> {
    const { store } = this.#parts;
    return this.#delivery.betweenRounds(() => this.#signingKeys.keepOver(() => store.clear()));
  }

  /**
   * Writes what was recorded into the bucket. A bucket that cannot be written costs no event of a server that keeps its data; without S3's
   * answer it ends all the same.
   */
  async close(): Promise<void> {
    const keepsData = this.#options.dataDir !== undefined;
    const fate = keepsData ? 'events are left in the spool' : 'events are lost: without a data folder the spool goes';
    this.#bucket.hurry?.(keepsData ? PATIENCE_MS : LAST_PATIENCE_MS);
    await this.#delivery.stop();
    await this.#delivery.flush().catch((error: unknown) => this.#parts.logError({ err: error }, fate));
    await this.#notifier.settled(CLOSE_WAIT_MS);
    await this.#notifier.stop();
    this.#bucket.close?.();
  }

  #notify(): Notifier {
    const { store, history, clock, topicOf, logError } = this.#parts;
    return new Notifier({
      ...{ store, history, clock, topicOf, destinations: this.#destinations },
      withReads: this.#options.notifyReads,
      onFailure: (destination, error) =>
        logError({ destination, reason: error.message }, 'a notification cannot be sent'),
    });
  }

  #deliver(): Delivery {
    const { deliveryInterval, seed } = this.#options;
    const { store, history, clock, coverages, logError } = this.#parts;
    const bucket = this.#bucket;
    const onFailure = (error: unknown) =>
      logError({ err: error }, 'a bucket cannot be written; what belongs into it waits');
    const targets = digestTargets(coverages);
    const digests = new DigestWriter({ store, clock, bucket, keys: this.#signingKeys, targets, onFailure });
    return new Delivery(
      {
        ...{ store, history, coverages, clock, bucket, onFailure },
        onDelivered: (file) => {
          digests.note(file);
          this.#notifier.noteLogFile(file);
        },
        afterDeliveries: (takesPart) => digests.carryOut(takesPart),
      },
      {
        intervalMs: milliseconds(deliveryInterval),
        retention: retentionOf(this.#options),
        seed: seed === undefined ? undefined : String(seed),
      },
    );
  }
}

export function retentionOf({ historyLimit }: Options): Retention {
  return { events: historyLimit, ms: milliseconds('90d') };
}

function bucketOf({ bucketDir, s3Endpoint }: Options): Bucket {
  if (s3Endpoint === undefined) return new FolderBucket(bucketDir);
  return new S3Bucket(s3Endpoint === USUAL_AWS ? undefined : s3Endpoint);
}

/** An environment made for the server's clients names the server as S3, too: what it delivers there its view of the folder refuses. */
async function openS3(bucket: S3Bucket, endpoint: string): Promise<void> {
  const url = await bucket.open().catch((error: Error) => {
    throw new OptionError(`S3 cannot be used (--s3-endpoint): ${error.message}`);
  });
  if (!isSame(url, new URL(endpoint))) return;
  throw new OptionError(
    `${url.origin} is this server itself, which stores no objects: neither --s3-endpoint nor AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL may name it`,
  );
}

/** Whether two URLs lead to the same server of this machine, as far as one can tell without asking. */
function isSame(one: URL, other: URL): boolean {
  if (one.host === other.host) return true;
  return one.port === other.port && THIS_MACHINE.test(one.hostname) && THIS_MACHINE.test(other.hostname);
}

const THIS_MACHINE = /^(localhost|0\.0\.0\.0|127\.\d+\.\d+\.\d+|\[::1?\])$/;
