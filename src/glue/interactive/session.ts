/**
 * Interactive sessions: PROVISIONING → READY → TIMEOUT, or by way of STOPPING to STOPPED. Nothing runs in one: its statements
 * (statement.ts) take their time and answer no text, and neither its Spark Connect address nor its log leads anywhere.
 */
import type { Session, SessionStatus } from '@aws-sdk/client-glue';
import { type Scope, timestamp } from '../../context.js';
import { session as faults } from '../../faults/interactive.js';
import { type Course, courseOf, endOf, isOver, stateAt, turned } from '../../kinds/course.js';
import { fingerprint } from '../../kinds/fingerprint.js';
import { Kind } from '../../kinds/kind.js';
import type { Input, Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import { dpusOf } from '../worker.js';

export interface KeptSession {
  /** As it was asked for: what the same id asked for again is compared with. */
  asked: string;
  session: Wire<Session>;
  course: Course<SessionStatus>;
  timeoutMs: number;
  idleMs: number;
  /** The Spark Connect token handed out last, and the epoch seconds to which it is good. */
  token?: { AuthToken: string; AuthTokenExpirationTime: number };
}

/** Ids are [session]. */
export const sessions = new Kind<KeptSession>({
  noun: 'session',
  tagged: true,
  faults,
});

export const sessionHandlers: GlueHandlers = {
  /** @limit Starts no Spark: nothing runs in it. */
  CreateSession({ Tags, RequestOrigin: _, ...given }, context) {
    const asked = fingerprint(given);
    const before = sessions.find(context, [given.Id]);
    if (before && before.asked !== asked) throw faults.mismatch(given.Id);
    const kept = sessions.create(context, [given.Id], begun(context, given, asked), Tags);
    return { Session: { ...kept.session, Status: 'PROVISIONING' } };
  },

  GetSession({ Id }, context) {
    return { Session: told(context, sessions.get(context, [Id])) };
  },

  ListSessions({ RequestOrigin: _, ...input }, context) {
    const { items, NextToken } = sessions.page(context, [], input, (kept) =>
      sessions.hasTags(context, [kept.session.Id ?? ''], input.Tags) ? told(context, kept) : undefined,
    );
    return { Ids: items.map(({ Id = '' }) => Id), Sessions: items, NextToken };
  },

  StopSession({ Id }, context) {
    const kept = sessions.find(context, [Id]);
    if (!kept) throw faults.absentToEnd(Id);
    const state = stateAt(kept.course, context.now);
    if (state !== 'READY' && state !== 'PROVISIONING') throw faults.inState(state ?? '');
    const ending = courseOf<SessionStatus>(context.now, [['STOPPING', context.runMs * STOPPING_SHARE]], 'STOPPED');
    sessions.put(context, [Id], { ...kept, course: turned(kept.course, context.now, ending) });
    return { Id };
  },

  /** In any state: clients delete a session as soon as they have told it to stop. */
  DeleteSession({ Id }, context) {
    if (!sessions.has(context, [Id])) throw faults.absentToEnd(Id);
    sessions.remove(context, [Id]);
    return { Id };
  },

  /** @limit Nothing listens at the address. */
  GetSessionEndpoint({ SessionId }, context) {
    const kept = sessions.get(context, [SessionId]);
    if (kept.session.SessionType !== 'SPARK_CONNECT') throw faults.notSparkConnect(SessionId);
    const state = stateAt(kept.course, context.now);
    if (state !== 'READY') throw faults.inState(state ?? '');
    const token =
      kept.token && kept.token.AuthTokenExpirationTime > timestamp(context) ? kept.token : newToken(context);
    sessions.put(context, [SessionId], { ...kept, token });
    const Url = `sc://${encodeURIComponent(SessionId)}.sessions.glue.${context.region}.amazonaws.com:443`;
    return { SparkConnect: { Url, ...token } };
  },

  /** @limit There is nothing at the address. */
  GetSystemLogsForSession({ Id }, context) {
    sessions.get(context, [Id]);
    const { account, region } = context;
    const bucket = `aws-glue-session-logs-${account}-${region}`;
    return { SystemLogsUrl: `https://${bucket}.s3.${region}.amazonaws.com/${encodeURIComponent(Id)}/system.log` };
  },
};

/** Put off its end by a use of it that lasts until `usedUntil` (epoch milliseconds): the idle time begins there. */
export function used({ course, timeoutMs, ...kept }: KeptSession, now: number, usedUntil: number): KeptSession {
  const from = Math.min(readyAt(course) + timeoutMs, usedUntil + kept.idleMs);
  return { ...kept, timeoutMs, course: turned(course, now, [{ state: 'TIMEOUT', from }]) };
}

/** How long stopping takes, as a share of a whole run. */
const STOPPING_SHARE = 0.1;
const MINUTE_MS = 60_000;
/** The API reference's default for Spark, in minutes. */
const DEFAULT_TIMEOUT = 2_880;
const TOKEN_SECONDS = 3_600;

type Asked = Omit<Input<'CreateSession'>, 'Tags' | 'RequestOrigin'>;

function begun(scope: Scope, given: Asked, asked: string): KeptSession {
  const { Timeout = DEFAULT_TIMEOUT, IdleTimeout = Timeout, ...described } = given;
  const session = {
    ...described,
    ...capacityOf(given),
    // Of a new job this is AWS's default (observed); what a session's is has not been.
    GlueVersion: given.GlueVersion ?? '6.0',
    IdleTimeout,
    Progress: 0,
    CreatedOn: timestamp(scope),
  };
  const timeoutMs = Timeout * MINUTE_MS;
  const idleMs = IdleTimeout * MINUTE_MS;
  const { runMs, now } = scope;
  const lifetime = [['PROVISIONING', runMs] as const, ['READY', Math.min(timeoutMs, idleMs)] as const];
  return { asked, session, course: courseOf<SessionStatus>(now, lifetime, 'TIMEOUT'), timeoutMs, idleMs };
}

/** Five G.1X workers unless the caller says something else: what the kernel for interactive sessions asks for. */
function capacityOf({ MaxCapacity, WorkerType, NumberOfWorkers }: Asked): Partial<Wire<Session>> {
  if (MaxCapacity !== undefined) {
    if (WorkerType !== undefined || NumberOfWorkers !== undefined) throw faults.capacityTwice();
    return { MaxCapacity };
  }
  const worker = { WorkerType: WorkerType ?? 'G.1X', NumberOfWorkers: NumberOfWorkers ?? 5 };
  return { ...worker, MaxCapacity: worker.NumberOfWorkers * dpusOf(worker.WorkerType) };
}

function readyAt(course: Course<SessionStatus>): number {
  return course.find(({ state }) => state === 'READY')?.from ?? endOf(course);
}

function told({ now }: Scope, { session, course }: KeptSession): Wire<Session> {
  const Status = stateAt(course, now);
  const end = Math.min(now, endOf(course));
  const ExecutionTime = Math.max(0, Math.floor((end - readyAt(course)) / 1000));
  if (!isOver(course, now)) return { ...session, Status };
  const DPUSeconds = ExecutionTime * (session.MaxCapacity ?? 0);
  return { ...session, Status, CompletedOn: Math.floor(end / 1000), ExecutionTime, DPUSeconds };
}

function newToken(scope: Scope): NonNullable<KeptSession['token']> {
  return { AuthToken: scope.newId(), AuthTokenExpirationTime: timestamp(scope) + TOKEN_SECONDS };
}
