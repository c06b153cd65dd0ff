/**
 * What becomes of job runs: (WAITING →) STARTING → RUNNING → their outcome, or by way of STOPPING to STOPPED. No script is executed;
 * job-outcome.ts says how a run ends. One that fails is tried again while its job has retries; "jobs that reach the timeout limit are
 * not restarted" (developer guide).
 */
import type { Job, JobRunState } from '@aws-sdk/client-glue';
import type { Scope } from '../../context.js';
import { jobRun as faults, job as jobFaults } from '../../faults/jobs.js';
import { type Course, courseOf, endOf, turned } from '../../kinds/course.js';
import type { Wire } from '../../model/types.js';
import { complete } from '../completion.js';
import { advanceBookmark } from './job-bookmark-entity.js';
import { checkCapacity, checkLeastWorkers, jobs } from './job-entity.js';
import { announceDelay, announceEnd } from './job-event.js';
import { checkOutcomes, outcomeOf } from './job-outcome.js';
import {
  attempted,
  begun,
  type Cause,
  isFinal,
  jobRuns,
  type KeptJobRun,
  type RunRequest,
  stateOf,
} from './job-run-entity.js';
import { upgradeAfterRun, versionOf } from './job-upgrade.js';

/**
 * Starts a run of the job, or the next attempt of one of its runs.
 *
 * @throws EntityNotFoundException without the job, ConcurrentRunsExceededException unless the run may wait for its turn,
 *   InvalidInputException for a capacity or an outcome that cannot be.
 */
export function startJobRun(
  scope: Scope,
  name: string,
  request: RunRequest,
  cause: Cause,
  retryOf?: string,
): KeptJobRun {
  const job = jobs.find(scope, [name]);
  if (!job) throw jobFaults.absentToRun();
  checkCapacity(request, job.Command?.Name);
  checkOutcomes(request.Arguments);
  const retried = retryOf === undefined ? undefined : jobRuns.get(scope, [name, retryOf]);
  const isFull = countRunning(scope, name) >= limitOf(job);
  const mayWait = request.JobRunQueuingEnabled ?? job.JobRunQueuingEnabled ?? false;
  if (isFull && !mayWait) throw faults.tooMany();
  const first = begun(scope, job, request, cause);
  checkLeastWorkers(first);
  const run = retried ? attempted(scope, name, first, retried) : first;
  return begin(scope, job, { run, given: request.Arguments, origin: cause.origin }, isFull);
}

/** A run that could not be started, as the run of a workflow tells of it: ended in ERROR when it began. */
export function startedInVain(
  scope: Scope,
  name: string,
  request: RunRequest,
  cause: Cause,
  message: string,
): KeptJobRun {
  const run = { ...begun(scope, jobs.get(scope, [name]), request, cause), ErrorMessage: message };
  const course = courseOf<JobRunState>(scope.now, [], 'ERROR');
  const kept = jobRuns.begin(scope, [name], (number) => ({ number, id: run.Id, startedAt: scope.now, run, course }));
  jobRuns.end(scope, [name], kept);
  return kept;
}

/** Answers false for a run that is over or being stopped. */
export function stopJobRun(scope: Scope, name: string, kept: KeptJobRun): boolean {
  const state = stateOf(scope, kept);
  if (isFinal(state) || state === 'STOPPING') return false;
  const stoppingMs = state === 'WAITING' ? 0 : scope.runMs * STOPPING_SHARE;
  const ending = courseOf<JobRunState>(scope.now, [['STOPPING', stoppingMs]], 'STOPPED');
  turn(scope, name, kept, turned(kept.course, scope.now, ending));
  return true;
}

/** Before the job goes: what its runs are a part of does not wait for them. */
export function abandonJobRuns(scope: Scope, name: string): void {
  for (const { id, origin } of [...jobRuns.underWay(scope, [name])])
    complete(scope, { node: 'JOB', name, runId: id, state: 'STOPPED' }, origin);
}

/** Due when a run is over. Subjects are [job, run id]. */
const END_TASK = 'jobRunEnd';
/** Due when a run takes longer than its NotifyDelayAfter, once in each state. Subjects are [job, run id, state]. */
const DELAY_TASK = 'jobRunDelay';

export const jobRunTasks = {
  /** Nothing ends that is gone with its job, over already, or still being stopped. */
  [END_TASK]([name = '', id = '']: readonly string[], scope: Scope): void {
    const kept = jobRuns.find(scope, [name, id]);
    if (kept && isFinal(stateOf(scope, kept)) && jobRuns.end(scope, [name], kept)) end(scope, name, kept);
  },

  [DELAY_TASK]([name = '', id = '', state]: readonly string[], scope: Scope): void {
    const kept = jobRuns.find(scope, [name, id]);
    if (kept && stateOf(scope, kept) === state) announceDelay(scope, name, kept);
  },
};

function end(scope: Scope, name: string, kept: KeptJobRun): void {
  const state = stateOf(scope, kept);
  announceEnd(scope, name, kept);
  advanceBookmark(scope, name, kept, state);
  upgradeAfterRun(scope, name, kept.run, state);
  const job = jobs.get(scope, [name]);
  if (state === 'FAILED' && kept.run.Attempt < (job.MaxRetries ?? 0)) tryAgain(scope, job, kept);
  else complete(scope, { node: 'JOB', name, runId: kept.id, state }, kept.origin);
  if (countRunning(scope, name) < limitOf(job)) letNextBegin(scope, job);
}

function tryAgain(scope: Scope, job: Wire<Job>, kept: KeptJobRun): void {
  const { given, origin } = kept;
  const again = { ...kept.run, GlueVersion: versionOf(scope, job) };
  begin(scope, job, { run: attempted(scope, job.Name ?? '', again, kept), given, origin }, false);
}

/** The oldest run that waits. */
function letNextBegin(scope: Scope, job: Wire<Job>): void {
  const { Name: name = '' } = job;
  const next = [...jobRuns.underWay(scope, [name])].find((kept) => stateOf(scope, kept) === 'WAITING');
  if (next) turn(scope, name, next, turned(next.course, scope.now, courseToOutcome(scope, job, next)));
}

function begin(
  scope: Scope,
  job: Wire<Job>,
  started: Pick<KeptJobRun, 'run' | 'given' | 'origin'>,
  mustWait: boolean,
): KeptJobRun {
  const { Name: name = '' } = job;
  const waiting: Course<JobRunState> = [{ state: 'WAITING', from: scope.now }];
  const kept = jobRuns.begin(scope, [name], (number) => {
    const run = { ...started, number, id: started.run.Id, startedAt: scope.now };
    return { ...run, course: mustWait ? waiting : courseToOutcome(scope, job, run) };
  });
  planEnd(scope, name, kept);
  return kept;
}

function turn(scope: Scope, name: string, kept: KeptJobRun, course: Course<JobRunState>): void {
  jobRuns.put(scope, [name], { ...kept, course });
  planEnd(scope, name, { ...kept, course });
}

/** The end of a run that waits is not known. */
function planEnd(scope: Scope, name: string, kept: KeptJobRun): void {
  const { account, region } = scope;
  const { id, course } = kept;
  if (course.at(-1)?.state === 'WAITING') return;
  if (kept.run.NotificationProperty?.NotifyDelayAfter) planDelayNotices(scope, name, kept);
  scope.schedule.add({ at: Math.ceil(endOf(course)), task: END_TASK, account, region, subject: [name, id] });
}

/** In each state that lasts beyond the delay: where the delay ends, or where the state begins if that is later. */
function planDelayNotices(scope: Scope, name: string, { id, course, startedAt, run }: KeptJobRun): void {
  const { account, region, now } = scope;
  const late = startedAt + (run.NotificationProperty?.NotifyDelayAfter ?? 0) * 60_000;
  course.forEach(({ state, from }, index) => {
    const at = Math.ceil(Math.max(from, late));
    const end = course[index + 1]?.from ?? at;
    if (state !== 'WAITING' && at >= now && at < end)
      scope.schedule.add({ at, task: DELAY_TASK, account, region, subject: [name, id, state] });
  });
}

/** Shares of a whole run's time. */
const STARTING_SHARE = 0.1;
const STOPPING_SHARE = 0.1;

/** From now on. A run that would be RUNNING for longer than its timeout ends there. */
function courseToOutcome(
  scope: Scope,
  job: Wire<Job>,
  { number, run, given }: Pick<KeptJobRun, 'number' | 'run' | 'given'>,
): Course<JobRunState> {
  const startingMs = scope.runMs * STARTING_SHARE;
  const runningMs = scope.runMs - startingMs;
  const timeoutMs = (run.Timeout ?? Number.POSITIVE_INFINITY) * 60_000;
  const states = [['STARTING', startingMs] as const, ['RUNNING', Math.min(runningMs, timeoutMs)] as const];
  const outcome = outcomeOf(job, given, { number, attempt: run.Attempt });
  return courseOf<JobRunState>(scope.now, states, runningMs > timeoutMs ? 'TIMEOUT' : outcome);
}

function limitOf({ ExecutionProperty }: Wire<Job>): number {
  return ExecutionProperty?.MaxConcurrentRuns ?? 1;
}

function countRunning(scope: Scope, name: string): number {
  let count = 0;
  for (const kept of jobRuns.underWay(scope, [name])) {
    const state = stateOf(scope, kept);
    if (state !== 'WAITING' && !isFinal(state)) count += 1;
  }
  return count;
}
