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
import { milliseconds, type Options } from './options.js';
import { Clock } from './state/clock.js';
import { Schedule } from './state/schedule.js';
import { Store } from './state/store.js';
import { FolderBucket } from './trail/bucket/folder.js';
import { FolderReader } from './trail/bucket/folder-reader.js';
import { addPublicKey, readPublicKeys } from './trail/bucket/public-key-file.js';
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

const ADMIN_PREFIX = '/_gluetrail';

export class Server {
  readonly app: FastifyInstance;
  readonly clock: Clock;
  readonly #store: Store;
  readonly #history: History;
  readonly #signingKeys: SigningKeys;
  readonly #delivery: Delivery;
  readonly #dispatcher: Dispatcher;
  readonly #faultInjection: FaultInjection;
  readonly #schedule: Schedule;
  readonly #services: readonly Service[];
  readonly #bucketDir: string;
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
      // A URL that cannot be decoded belongs to no route: its beginning says who refuses it.
      frameworkErrors: (error, request, reply) =>
        request.url.startsWith(ADMIN_PREFIX) ? sendError(error, request, reply) : refuseUrl(error, request, reply),
    });
    // Fastify cuts connections when it closes; what was begun by then is answered first.
    this.app.addHook('preClose', () => this.#answerBegun());
    this.clock = clock;
    this.#store = new Store(options.dataDir);
    this.#bucketDir = options.bucketDir;
    this.#signingKeys = new SigningKeys(this.#store, (key) => addPublicKey(options.bucketDir, key));
    this.#history = new History(this.#store);
    this.#schedule = new Schedule(this.#store);
    const coverages = new Coverages(this.#store, this.#history);
    this.#delivery = this.#deliver(options, coverages);
    const trails = new Trails({ store: this.#store, coverages, clock });
    this.#history.onNewStream((stream) => trails.open(stream));
    const index = new LookupIndex(this.#store, this.#history, retentionOf(options));
    const implementations = [
      glue,
      cloudtrail({ trails, history: this.#history, index, managementAccount: options.account }),
    ];
    this.#services = implementations.map(({ service }) => service);
    this.#faultInjection = new FaultInjection(this.#services, String(options.seed ?? v4()));
    this.#dispatcher = new Dispatcher({
      store: this.#store,
      clock,
      schedule: this.#schedule,
      recorder: new Recorder(this.#history, options.eventVersion, newId),
      newId,
      runMs: milliseconds(options.runDuration),
      implementations,
      faultInjection: this.#faultInjection,
      onDefect: (error, during) => this.app.log.error({ err: error, during }, 'defect'),
    });
    this.#route(options, newId);
  }

  /**
   * Binds the port; resolves with the endpoint's URL once calls are served.
   *
   * @throws as node:net does. The server is closed then, and has delivered nothing: what holds the port may be at work on the same data.
   */
  async listen({ port, host }: Pick<Options, 'port' | 'host'>): Promise<string> {
    try {
      // Before a client can ask for the keys of digests that lie in the bucket from another run.
      await this.#signingKeys.adopt(await readPublicKeys(this.#bucketDir));
      await this.app.listen({ port, host });
    } catch (error) {
      await this.app.close();
      await this.#store.close();
      throw error;
    }
    this.#delivery.start();
    this.#idleCheck = setInterval(() => this.#carryOutDue(), IDLE_CHECK_MS).unref();
    return this.endpoint;
  }

  get endpoint(): string {
    const { address, port, family } = this.app.server.address() as AddressInfo;
    return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
  }

  /** Events recorded from a sequence number on, oldest first. */
  events(from = 0): Iterable<RecordedEvent> {
    return this.#history.readAll(from);
  }

  subscribe(listener: EventListener): () => void {
    return this.#history.subscribe(listener);
  }

  /** Resolves when every event that is recorded by now is in a file, with the files it wrote. */
  flush(): Promise<DeliveredFile[]> {
    return this.#delivery.flush();
  }

  deliveryStatus(): DeliveryStatus[] {
    return this.#delivery.status();
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

  /** Answers what was begun, writes what was recorded into the bucket, and closes. A bucket that cannot be written costs no event. */
  async close(): Promise<void> {
    clearInterval(this.#idleCheck);
    this.#faultInjection.clear();
    await this.app.close();
    await this.#delivery.stop();
    await this.#delivery
      .flush()
      .catch((error: unknown) => this.app.log.error({ err: error }, 'events are left in the spool'));
    await this.#store.close();
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

  #deliver(options: Options, coverages: Coverages): Delivery {
    const { clock } = this;
    const [store, history, keys] = [this.#store, this.#history, this.#signingKeys];
    const bucket = new FolderBucket(options.bucketDir);
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
        onDelivered: (file) => digests.note(file),
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

function retentionOf({ historyLimit }: Options): Retention {
  return { events: historyLimit, ms: milliseconds('90d') };
}
