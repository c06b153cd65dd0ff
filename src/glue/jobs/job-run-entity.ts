/** Runs of jobs: what they are when they begin, and how they are told. What becomes of them is in job-run-life.ts. */
import type { Job, JobBookmarkEntry, JobRun, JobRunState, Predecessor } from '@aws-sdk/client-glue';
import { type Scope, seconds } from '../../context.js';
import { jobRun as faults } from '../../faults/jobs.js';
import { arnParts } from '../../kinds/arn.js';
import { type Course, endOf, stateAt, stateSince } from '../../kinds/course.js';
import { type Run, Runs } from '../../kinds/runs.js';
import { hexId } from '../../kinds/sequence.js';
import type { Input, Wire } from '../../model/types.js';
import type { Origin } from '../completion.js';
import { capacityOf, jobs } from './job-entity.js';
import { isOutcome } from './job-outcome.js';
import { versionOf } from './job-upgrade.js';

export interface KeptJobRun extends Run {
  /** What of the run does not change with time. */
  run: BegunJobRun;
  /** The arguments that it was started with, without those of the job. */
  given?: Record<string, string>;
  course: Course<JobRunState>;
  origin?: Origin;
  /** Where the bookmark of the job stood after it. */
  bookmark?: Wire<JobBookmarkEntry>;
}

export type BegunJobRun = Wire<JobRun> & { Id: string; Attempt: number };

/** "Job run history is accessible for 90 days" (API reference). */
const KEPT_MS = 90 * 24 * 60 * 60_000;

/** Ids are [job, run id]. */
export const jobRuns = new Runs<KeptJobRun>({
  noun: 'job-run',
  parent: jobs,
  keptMs: KEPT_MS,
  faults,
});

export type RunRequest = Omit<Input<'StartJobRun'>, 'JobName' | 'JobRunId'>;

export interface Cause {
  origin?: Origin | undefined;
  /** The runs by which the predicate of its trigger holds. */
  predecessors?: Wire<Predecessor>[];
}

/** A run of the job that begins now. */
export function begun(scope: Scope, job: Wire<Job>, request: RunRequest, { origin, predecessors }: Cause): BegunJobRun {
  const { Command, Role, DefaultArguments, NonOverridableArguments } = job;
  const { JobMode, ExecutionClass, MaintenanceWindow, ProfileName, JobRunQueuingEnabled } = job;
  const { Timeout, SecurityConfiguration, NotificationProperty } = job;
  const { Arguments: given, ...wishes } = request;
  return {
    Id: hexId(scope, 'jr_', 64),
    Attempt: 0,
    TriggerName: origin?.trigger,
    JobName: job.Name,
    ...{ JobMode, ExecutionClass, MaintenanceWindow, ProfileName, JobRunQueuingEnabled },
    ...{ Timeout, SecurityConfiguration, NotificationProperty },
    ...wishes,
    ...runCapacity(job, request),
    Arguments: { ...DefaultArguments, ...given, ...NonOverridableArguments, ...workflowArguments(origin) },
    PredecessorRuns: predecessors ?? [],
    LogGroupName: logGroup(Command?.Name, Role, wishes.SecurityConfiguration ?? SecurityConfiguration),
    GlueVersion: versionOf(scope, job),
  };
}

/** The run tried again: under its id and `_attempt_1`, `_attempt_2`..., as AWS names attempts. */
export function attempted(scope: Scope, name: string, again: BegunJobRun, { run }: KeptJobRun): BegunJobRun {
  const first = run.Id.replace(/_attempt_\d+$/, '');
  const Attempt = attemptsOf(scope, name, first).length;
  return { ...again, Id: `${first}_attempt_${Attempt}`, Attempt, PreviousRunId: run.Id };
}

/** The run of this id and all that tried it again, in order. */
export function attemptsOf(scope: Scope, name: string, id: string): KeptJobRun[] {
  const attempts: KeptJobRun[] = [];
  let kept = jobRuns.find(scope, [name, id]);
  while (kept) {
    attempts.push(kept);
    kept = jobRuns.find(scope, [name, `${id}_attempt_${attempts.length}`]);
  }
  return attempts;
}

function runCapacity(job: Wire<Job>, request: RunRequest): Partial<BegunJobRun> {
  const isAsked = request.WorkerType || request.MaxCapacity !== undefined || request.AllocatedCapacity;
  const { WorkerType, NumberOfWorkers, MaxCapacity, AllocatedCapacity } = isAsked ? request : job;
  const wanted = { WorkerType, NumberOfWorkers, MaxCapacity, AllocatedCapacity };
  return { ...wanted, ...capacityOf(wanted, job.Command?.Name) };
}

/** How a job learns of which workflow run it is a part (developer guide, "Getting and setting workflow run properties"). */
function workflowArguments(origin: Origin | undefined): Record<string, string> {
  return origin?.workflow ? { '--WORKFLOW_NAME': origin.workflow, '--WORKFLOW_RUN_ID': origin.chain } : {};
}

/** "/aws-glue/jobs-yourRoleName-yourSecurityConfigurationName" (API reference); that of Python shell jobs is observed. */
function logGroup(command: string | undefined, role = '', securityConfiguration?: string): string {
  const group = command === 'pythonshell' ? '/aws-glue/python-jobs' : '/aws-glue/jobs';
  const roleName = (arnParts(role)?.resource ?? role).split('/').at(-1);
  return securityConfiguration ? `${group}-${roleName}-${securityConfiguration}` : group;
}

export function stateOf({ now }: Scope, { course }: KeptJobRun): JobRunState {
  return stateAt(course, now) ?? 'STARTING';
}

export function isFinal(state: JobRunState): boolean {
  return isOutcome(state);
}

/** The run as it stands now. Of its arguments those of the job are not told (observed on AWS). */
export function toldJobRun(scope: Scope, kept: KeptJobRun): Wire<JobRun> {
  const { run, given, origin, course, startedAt } = kept;
  const Arguments = { ...given, ...workflowArguments(origin) };
  const state = stateOf(scope, kept);
  const runningSince = course.find((phase) => phase.state === 'RUNNING')?.from ?? Number.POSITIVE_INFINITY;
  const ExecutionTime = seconds(Math.max(0, Math.min(scope.now, endOf(course)) - runningSince));
  return {
    ErrorMessage: state === 'FAILED' ? FAILED_MESSAGE : undefined,
    StateDetail: state === 'WAITING' ? WAITING_DETAIL : undefined,
    ...run,
    Arguments: Object.keys(Arguments).length > 0 ? Arguments : undefined,
    JobRunState: state,
    StartedOn: seconds(startedAt),
    LastModifiedOn: seconds(stateSince(course, scope.now)),
    CompletedOn: isFinal(state) ? seconds(endOf(course)) : undefined,
    ExecutionTime,
    DPUSeconds: run.ExecutionClass === 'FLEX' && isFinal(state) ? ExecutionTime * (run.MaxCapacity ?? 0) : undefined,
  };
}

/** What AWS says of a script that exits with 1. */
const FAILED_MESSAGE = 'Command failed with exit code 1';
/** Not observed. */
const WAITING_DETAIL = 'The job run waits: the maximum of concurrent runs of the job is reached.';
