/**
 * A server, assembled: the store, what is carried out over it, what records and delivers it, and the routes in front. `build` is not
 * `listen`: a built server answers injected requests and has bound no port.
 */
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { v4 } from 'uuid';
import { sendError } from './admin/error.js';
import { admin } from './admin/index.js';
import { cloudtrail } from './cloudtrail/index.js';
import { Trails } from './cloudtrail/trails.js';
import { Dispatcher } from './dispatch.js';
import { FaultInjection } from './fault-injection.js';
import { glue } from './glue/index.js';
import { Directory } from './identity/directory.js';
import type { Service } from './model/service.js';
import type { Destination } from './notify/destination.js';
import { destinationsOf } from './notify/destinations.js';
import { Notifier } from './notify/notifier.js';
import type { SenderStatus } from './notify/sender.js';
import { milliseconds, OptionError, type Options, USUAL_AWS } from './options.js';
import { Clock } from './state/clock.js';
import { Schedule } from './state/schedule.js';
import { Store } from './state/store.js';
import { certificateOf, handshakeCutter } from './tls.js';
import type { Bucket } from './trail/bucket/bucket.js';
import { FolderBucket } from './trail/bucket/folder.js';
import { FolderReader } from './trail/bucket/folder-reader.js';
import { ObjectListing } from './trail/bucket/object-listing.js';
import { addPublicKey, readPublicKeys } from './trail/bucket/public-key-file.js';
import { S3Bucket } from './trail/bucket/s3.js';
import { Coverages } from './trail/coverage.js';
import { type DeliveredFile, Delivery, type DeliveryStatus } from './trail/delivery.js';
import { DigestWriter, digestTargets } from './trail/digest-writer.js';
import { type EventListener, History, type RecordedEvent } from './trail/history.js';
import { LookupIndex } from './trail/lookup-index.js';
import { Recorder } from './trail/recorder.js';
import type { Retention } from './trail/retention.js';
import { SigningKeys } from './trail/signing-keys.js';
import { awsJson, refuseUrl } from './wire/aws-json.js';
import { s3View } from './wire/s3-view.js';

/** What a library user may exchange beside the options. */
export interface Exchangeable {
  clock?: Clock;
  /** Source of request ids and event ids, in the order in which a call needs them: request id first. */
  newId?: () => string;
  /** Takes the lines of the log, JSON each; standard error without it. */
  logStream?: { write(line: string): void };
}

/** How late at most what is scheduled happens while no call comes, by a clock that moves by itself. */
const IDLE_CHECK_MS = 500;

/** How long a closing server waits for an S3 that takes nothing: a little if the events are kept, longer if that is their last chance. */
const PATIENCE_MS = 800;
const LAST_PATIENCE_MS = 5_000;

/** How long a flush waits for notifications, and a server that closes: a destination that does not answer must not hold them up. */
const FLUSH_WAIT_MS = 2_000;
const CLOSE_WAIT_MS = 1_000;

const ADMIN_PREFIX = '/_gluetrail';

export class Server {
  readonly app: FastifyInstance;
  readonly clock: Clock;
  readonly #store: Store;
  readonly #history: History;
  readonly #signingKeys: SigningKeys;
  readonly #delivery: Delivery;
  readonly #destinations: readonly Destination[];
  readonly #notifier: Notifier;
  readonly #dispatcher: Dispatcher;
  readonly #faultInjection: FaultInjection;
  readonly #schedule: Schedule;
  readonly #services: readonly Service[];
  readonly #bucketDir: string;
  readonly #bucket: Bucket;
  readonly #trails: Trails;
  readonly #keepsData: boolean;
  readonly #scheme: 'http' | 'https';
  #idleCheck: NodeJS.Timeout | undefined;

  constructor(options: Options, { clock = new Clock(), newId = v4, logStream = process.stderr }: Exchangeable = {}) {
    this.app = Fastify({
      logger: { level: options.logLevel, stream: logStream },
      // Every call is in the trail; a second account of it in the log would cost as much again.
      logController: new LogController({ disableRequestLogging: true }),
      genReqId: () => newId(),
      childLoggerFactory: (logger) => logger, // One for each request would cost more than its log lines are worth.
      trustProxy: options.trustProxy,
      forceCloseConnections: true,
      https: certificateOf(options) ?? null,
      // A URL that cannot be decoded belongs to no route: its beginning says who refuses it.
      frameworkErrors: (error, request, reply) =>
        request.url.startsWith(ADMIN_PREFIX) ? sendError(error, request, reply) : refuseUrl(error, request, reply),
    });
    // Fastify cuts connections when it closes; what was begun by then is answered first.
    const cutHandshakes = handshakeCutter(this.app.server);
    this.app.addHook('preClose', async () => {
      await this.#answerBegun();
      cutHandshakes();
    });
    this.clock = clock;
    this.#store = new Store(options.dataDir);
    this.#keepsData = options.dataDir !== undefined;
    this.#scheme = options.tlsCert === undefined ? 'http' : 'https';
    this.#bucketDir = options.bucketDir;
    this.#bucket = bucketOf(options);
    this.#signingKeys = new SigningKeys(this.#store, (key) => addPublicKey(options.bucketDir, key));
    this.#history = new History(this.#store);
    this.#schedule = new Schedule(this.#store);
    const coverages = new Coverages(this.#store, this.#history);
    const trails = new Trails({
      ...{ store: this.#store, coverages, clock, defaultBucket: options.s3Bucket },
      onTopic: (trail, topic) => this.#notifier.noteTopic(trail, topic),
    });
    this.#trails = trails;
    this.#destinations = destinationsOf(options);
    this.#notifier = this.#notify(options);
    this.#delivery = this.#deliver(options, coverages);
    this.#history.onNewStream((stream) => trails.open(stream));
    const index = new LookupIndex(this.#store, this.#history, retentionOf(options));
    const implementations = [
      glue(new ObjectListing(options.bucketDir)),
      cloudtrail({ trails, history: this.#history, index, managementAccount: options.account }),
    ];
    this.#services = implementations.map(({ service }) => service);
    this.#faultInjection = new FaultInjection(this.#services, String(options.seed ?? v4()));
    this.#dispatcher = new Dispatcher({
      store: this.#store,
      clock,
      schedule: this.#schedule,
      recorder: new Recorder(this.#history, { version: options.eventVersion, responses: options.responses }, newId),
      newId,
      runMs: milliseconds(options.runDuration),
      implementations,
      faultInjection: this.#faultInjection,
      announce: this.#notifier.announce,
      onDefect: (error, during) => this.app.log.error({ err: error, during }, 'defect'),
    });
    this.#route(options, newId);
  }

  /**
   * Binds the port; resolves with the endpoint's URL once calls are served.
   *
   * @throws as node:net does, and OptionError for an S3 that cannot be used. The server is closed then, and has delivered nothing: what
   * holds the port may be at work on the same data.
   */
  async listen({ port, host }: Pick<Options, 'port' | 'host'>): Promise<string> {
    try {
      // Before a client can ask for the keys of digests that lie in the bucket from another run.
      await this.#signingKeys.adopt(await readPublicKeys(this.#bucketDir));
      await this.app.listen({ port, host });
      if (this.#bucket instanceof S3Bucket) await this.#openS3(this.#bucket);
      this.#refuseToTellItself();
      await this.#store.commit(() => this.#trails.moveDefaultTrails());
    } catch (error) {
      await this.app.close();
      await this.#store.close();
      throw error;
    }
    await this.#notifier.start();
    this.#delivery.start();
    this.#idleCheck = setInterval(() => this.#carryOutDue(), IDLE_CHECK_MS).unref();
    return this.endpoint;
  }

  get endpoint(): string {
    const { address, port, family } = this.app.server.address() as AddressInfo;
    return `${this.#scheme}://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
  }

  /** Events recorded from a sequence number on, oldest first. */
  events(from = 0): Iterable<RecordedEvent> {
    return this.#history.readAll(from);
  }

  subscribe(listener: EventListener): () => void {
    return this.#history.subscribe(listener);
  }

  /** Resolves when every event that is recorded by now is in a file, with the files it wrote, and who is to be told was if he answers. */
  async flush(): Promise<DeliveredFile[]> {
    const files = await this.#delivery.flush();
    await this.#notifier.settled(FLUSH_WAIT_MS);
    return files;
  }

  deliveryStatus(): DeliveryStatus[] {
    return this.#delivery.status();
  }

  notificationStatus(): SenderStatus[] {
    return this.#notifier.status();
  }

  /** Carries out what became due when the clock was moved, and lets delivery take its turn. */
  async settle(): Promise<void> {
    await this.#dispatcher.settle();
    await this.#delivery.tick();
  }

  /** Empties state and history and ends injected faults; what was delivered stays in the bucket. */
  async reset(): Promise<void> {
    this.#faultInjection.clear();
    await this.#delivery.betweenRounds(async () => {
      await this.#signingKeys.keepOver(() => this.#store.clear());
      this.#history.reset();
    });
  }

  /**
   * Answers what was begun, writes what was recorded into the bucket, and closes. A bucket that cannot be written costs no event of a
   * server that keeps its data; without S3's answer it ends all the same.
   */
  async close(): Promise<void> {
    clearInterval(this.#idleCheck);
    this.#faultInjection.clear();
    await this.app.close();
    this.#bucket.hurry?.(this.#keepsData ? PATIENCE_MS : LAST_PATIENCE_MS);
    await this.#delivery.stop();
    const fate = this.#keepsData
      ? 'events are left in the spool'
      : 'events are lost: without a data folder the spool goes';
    await this.#delivery.flush().catch((error: unknown) => this.app.log.error({ err: error }, fate));
    await this.#notifier.settled(CLOSE_WAIT_MS);
    await this.#notifier.stop();
    this.#bucket.close?.();
    await this.#store.close();
  }

  /** An environment made for the server's clients names the server as S3, too: what it delivers there its view of the folder refuses. */
  async #openS3(bucket: S3Bucket): Promise<void> {
    const url = await bucket.open().catch((error: Error) => {
      throw new OptionError(`S3 cannot be used (--s3-endpoint): ${error.message}`);
    });
    if (!isSame(url, new URL(this.endpoint))) return;
    throw new OptionError(
      `${url.origin} is this server itself, which stores no objects: neither --s3-endpoint nor AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL may name it`,
    );
  }

  #refuseToTellItself(): void {
    for (const { name, origin } of this.#destinations)
      if (origin !== undefined && isSame(new URL(origin), new URL(this.endpoint)))
        throw new OptionError(`${origin} is this server itself, which is no ${name}: name another one`);
  }

  async #answerBegun(): Promise<void> {
    await this.#dispatcher.close();
    await setImmediate();
  }

  #carryOutDue(): void {
    if (this.#schedule.nextAt > this.clock.now()) return;
    this.#dispatcher
      .settle()
      .catch((error: unknown) => this.app.log.error({ err: error }, 'what is due could not be carried out'));
  }

  #notify({ notifyReads }: Options): Notifier {
    return new Notifier({
      ...{ store: this.#store, history: this.#history, clock: this.clock, destinations: this.#destinations },
      withReads: notifyReads,
      topicOf: (trail) => this.#trails.topicOf(trail),
      onFailure: (destination, error) =>
        this.app.log.error({ destination, reason: error.message }, 'a notification cannot be sent'),
    });
  }

  #deliver(options: Options, coverages: Coverages): Delivery {
    const { clock } = this;
    const [store, history, keys] = [this.#store, this.#history, this.#signingKeys];
    const bucket = this.#bucket;
    const onFailure = (error: unknown) =>
      this.app.log.error({ err: error }, 'a bucket cannot be written; what belongs into it waits');
    const targets = digestTargets(coverages);
    const digests = new DigestWriter({ store, clock, bucket, keys, targets, onFailure });
    return new Delivery(
      {
        store,
        history,
        coverages,
        clock,
        bucket,
        onFailure,
        onDelivered: (file) => {
          digests.note(file);
          this.#notifier.noteLogFile(file);
        },
        afterDeliveries: (takesPart) => digests.carryOut(takesPart),
      },
      {
        intervalMs: milliseconds(options.deliveryInterval),
        retention: retentionOf(options),
        seed: options.seed === undefined ? undefined : String(options.seed),
      },
    );
  }

  #route({ account, bodyLimit, bucketDir, eventVersion }: Options, newId: () => string): void {
    this.app.register(admin, {
      prefix: ADMIN_PREFIX,
      parts: {
        server: this,
        services: this.#services,
        operationsServed: this.#dispatcher.operationsServed,
        account,
        eventVersion,
        clock: this.clock,
        history: this.#history,
        faultInjection: this.#faultInjection,
      },
    });
    this.app.register(awsJson, {
      services: this.#services,
      dispatcher: this.#dispatcher,
      directory: new Directory(account),
      clock: this.clock,
      newId,
      bodyLimit,
    });
    this.app.register(s3View, { reader: new FolderReader(bucketDir) });
  }
}

function bucketOf({ bucketDir, s3Endpoint }: Options): Bucket {
  if (s3Endpoint === undefined) return new FolderBucket(bucketDir);
  return new S3Bucket(s3Endpoint === USUAL_AWS ? undefined : s3Endpoint);
}

/** Whether two URLs lead to the same server of this machine, as far as one can tell without asking. */
function isSame(one: URL, other: URL): boolean {
  if (one.host === other.host) return true;
  return one.port === other.port && THIS_MACHINE.test(one.hostname) && THIS_MACHINE.test(other.hostname);
}

const THIS_MACHINE = /^(localhost|0\.0\.0\.0|127\.\d+\.\d+\.\d+|\[::1?\])$/;

function retentionOf({ historyLimit }: Options): Retention {
  return { events: historyLimit, ms: milliseconds('90d') };
}
