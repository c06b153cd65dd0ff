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
import { type Service, STS } from './model/service.js';
import type { SenderStatus } from './notify/sender.js';
import { milliseconds, type Options } from './options.js';
import { Outgoing, retentionOf } from './outgoing.js';
import { Clock } from './state/clock.js';
import { Schedule } from './state/schedule.js';
import { Store } from './state/store.js';
import { sts } from './sts/index.js';
import { certificateOf, handshakeCutter } from './tls.js';
import { FolderReader } from './trail/bucket/folder-reader.js';
import { ObjectListing } from './trail/bucket/object-listing.js';
import { Coverages } from './trail/coverage.js';
import type { DeliveredFile, DeliveryStatus } from './trail/delivery.js';
import { type EventListener, History, type RecordedEvent } from './trail/history.js';
import { LookupIndex } from './trail/lookup-index.js';
import { Recorder } from './trail/recorder.js';
import { awsJson, refuseUrl } from './wire/aws-json.js';
import { awsQuery } from './wire/aws-query.js';
import { isBucketUrl, refuseObjectUrl, s3View } from './wire/s3-view.js';

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
  readonly #outgoing: Outgoing;
  readonly #dispatcher: Dispatcher;
  readonly #faultInjection: FaultInjection;
  readonly #schedule: Schedule;
  readonly #services: readonly Service[];
  readonly #trails: Trails;
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
      frameworkErrors: (error, request, reply) => refusalOf(request.url)(error, request, reply),
    });
    // Fastify cuts connections when it closes; what was begun by then is answered first.
    const cutHandshakes = handshakeCutter(this.app.server);
    this.app.addHook('preClose', async () => {
      await this.#answerBegun();
      cutHandshakes();
    });
    this.clock = clock;
    this.#store = new Store(options.dataDir);
    this.#scheme = options.tlsCert === undefined ? 'http' : 'https';
    this.#history = new History(this.#store);
    this.#schedule = new Schedule(this.#store);
    const coverages = new Coverages(this.#store, this.#history);
    const trails = new Trails({
      ...{ store: this.#store, coverages, clock, defaultBucket: options.s3Bucket },
      onTopic: (trail, topic) => this.#outgoing.noteTopic(trail, topic),
    });
    this.#trails = trails;
    this.#outgoing = new Outgoing(options, {
      ...{ store: this.#store, history: this.#history, clock, coverages },
      logError: (facts, message) => this.app.log.error(facts, message),
      topicOf: (trail) => trails.topicOf(trail),
    });
    this.#history.onNewStream((stream) => trails.open(stream));
    const index = new LookupIndex(this.#store, this.#history, retentionOf(options));
    const implementations = [
      glue(new ObjectListing(options.bucketDir)),
      cloudtrail({ trails, history: this.#history, index, managementAccount: options.account }),
      sts,
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
      announce: this.#outgoing.announce,
      onDefect: (error, during) => this.app.log.error({ err: error, during }, 'defect'),
    });
    this.#route(options);
  }

  /**
   * Binds the port; resolves with the endpoint's URL once calls are served.
   *
   * @throws as node:net does, and OptionError for an S3 that cannot be used. The server is closed then, and has delivered nothing: what
   * holds the port may be at work on the same data.
   */
  async listen({ port, host }: Pick<Options, 'port' | 'host'>): Promise<string> {
    try {
      await this.#outgoing.adoptKeys();
      await this.app.listen({ port, host });
      await this.#outgoing.open(this.endpoint);
      await this.#store.commit(() => this.#trails.moveDefaultTrails());
    } catch (error) {
      await this.app.close();
      await this.#store.close();
      throw error;
    }
    await this.#outgoing.start();
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
  flush(): Promise<DeliveredFile[]> {
    return this.#outgoing.flush();
  }

  deliveryStatus(): DeliveryStatus[] {
    return this.#outgoing.deliveryStatus();
  }

  notificationStatus(): SenderStatus[] {
    return this.#outgoing.notificationStatus();
  }

  /** Carries out what became due when the clock was moved, and lets delivery take its turn. */
  async settle(): Promise<void> {
    await this.#dispatcher.settle();
    await this.#outgoing.tick();
  }

  /** Empties state and history and ends injected faults; what was delivered stays in the bucket. */
  async reset(): Promise<void> {
    this.#faultInjection.clear();
    await this.#outgoing.emptyStore();
  }

  /** Answers what was begun, lets out what was recorded, and closes. */
  async close(): Promise<void> {
    clearInterval(this.#idleCheck);
    this.#faultInjection.clear();
    await this.app.close();
    await this.#outgoing.close();
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

  #route({ account, bodyLimit, bucketDir, eventVersion }: Options): void {
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
    const parts = { dispatcher: this.#dispatcher, directory: new Directory(account), clock: this.clock, bodyLimit };
    this.app.register(awsJson, { ...parts, services: this.#services });
    this.app.register(awsQuery, { ...parts, service: STS });
    this.app.register(s3View, { reader: new FolderReader(bucketDir) });
  }
}

function refusalOf(url: string): typeof refuseUrl {
  if (url.startsWith(ADMIN_PREFIX)) return sendError;
  return isBucketUrl(url) ? refuseObjectUrl : refuseUrl;
}
