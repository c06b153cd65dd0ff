/**
 * gluetrail as a library: an AWS Glue endpoint inside a test, whose CloudTrail events the test can look at.
 *
 *     await using trail = await startGlueTrail();
 *     const glue = new GlueClient({ endpoint: trail.endpoint, credentials: trail.credentials, region: 'us-east-1' });
 *     await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: 'sales' } }));
 *     const event = await trail.waitForEvent({ eventName: 'CreateDatabase' });
 */
import { completeOptions, milliseconds, type Options } from './options.js';
import { Server } from './server.js';
import { Clock } from './state/clock.js';
import { TemporaryFolder } from './state/temporary-folder.js';
import type { DeliveredFile } from './trail/delivery.js';
import { type EventFilter, finder, matches } from './trail/event-filter.js';
import type { CloudTrailRecord } from './trail/record-schema.js';

export type { CloudTrailRecord, DeliveredFile, EventFilter };

export interface GlueTrailOptions extends Partial<Options> {
  /** Where a virtual clock starts, which then moves only when it is told to; without it time is real. */
  now?: Date | string | number;
  /** Source of request ids and event ids: a call takes its request id first, then its event id. */
  newId?: () => string;
}

export interface GlueTrailClock {
  now(): Date;
  /** Moves time on, by milliseconds or a duration such as `2h`; resolves when all that became due has happened. */
  advance(by: number | string): Promise<void>;
  set(to: Date | string | number): Promise<void>;
}

export interface GlueTrail extends AsyncDisposable {
  /** Give this to an SDK client, with the credentials. */
  endpoint: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
  /** The folder whose subfolders are the buckets. */
  bucketDir: string;
  clock: GlueTrailClock;
  /** The records of all calls so far that match, oldest first. */
  events(filter?: EventFilter): CloudTrailRecord[];
  /** The first record that matches, of a call so far or one to come; rejects after `timeoutMs` (5 s). */
  waitForEvent(filter: EventFilter, options?: { timeoutMs?: number }): Promise<CloudTrailRecord>;
  /** Resolves when every call so far is in a log file, with the files this wrote; by then others were told as well, if they answer. */
  flush(): Promise<DeliveredFile[]>;
  /** Empties state and event history. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a server on a free port. What is not given lives in temporary folders and goes when it is closed, at the latest with the process. */
export async function startGlueTrail(given: GlueTrailOptions = {}): Promise<GlueTrail> {
  if (given.bucketDir !== undefined) return start(given);
  const buckets = new TemporaryFolder('gluetrail-buckets');
  try {
    return await start({ ...given, bucketDir: buckets.path }, () => buckets.remove());
  } catch (error) {
    buckets.remove();
    throw error;
  }
}

async function start({ now, newId, ...given }: GlueTrailOptions, afterClose = () => {}): Promise<GlueTrail> {
  const options = completeOptions({ port: 0, logLevel: 'silent', ...given });
  const clock = new Clock(now === undefined ? undefined : new Date(now).getTime());
  const server = new Server(options, { clock, ...(newId && { newId }) });
  const endpoint = await server.listen(options);
  const close = async () => {
    await server.close();
    afterClose();
  };
  return {
    endpoint,
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' },
    bucketDir: options.bucketDir,
    clock: clockOf(server),
    events: (filter = {}) => [...eventsOf(server, filter)],
    waitForEvent: (filter, { timeoutMs = 5_000 } = {}) => waitForEvent(server, filter, timeoutMs),
    flush: () => server.flush(),
    reset: () => server.reset(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function clockOf(server: Server): GlueTrailClock {
  return {
    now: () => new Date(server.clock.now()),
    advance: async (by) => {
      server.clock.advance(typeof by === 'number' ? by : milliseconds(by));
      await server.settle();
    },
    set: async (to) => {
      server.clock.set(new Date(to).getTime());
      await server.settle();
    },
  };
}

function* eventsOf(server: Server, filter: EventFilter): Generator<CloudTrailRecord> {
  const find = finder(filter);
  for (const { json } of server.events()) {
    const record = find(json);
    if (record) yield record;
  }
}

function waitForEvent(server: Server, filter: EventFilter, timeoutMs: number): Promise<CloudTrailRecord> {
  return new Promise((resolve, reject) => {
    const timeout = setTimeout(() => {
      unsubscribe();
      reject(new Error(`no event that matches ${JSON.stringify(filter)} within ${timeoutMs} ms`));
    }, timeoutMs);
    const take = (record: CloudTrailRecord) => {
      if (!matches(record, filter)) return;
      clearTimeout(timeout);
      unsubscribe();
      resolve(record);
    };
    const unsubscribe = server.subscribe(({ json }) => take(JSON.parse(json)));
    for (const record of eventsOf(server, filter)) return take(record);
  });
}
