/** What a job is: its kind, what Glue fills in where the caller says nothing, and what it refuses. */
import type { Job, JobUpdate, WorkerType } from '@aws-sdk/client-glue';
import { job as faults } from '../../faults/jobs.js';
import { Kind } from '../../kinds/kind.js';
import type { Wire } from '../../model/types.js';
import { dpusOf } from '../worker.js';
import { checkOutcomes } from './job-outcome.js';

/** Ids are [job]. */
export const jobs = new Kind<Wire<Job>>({
  noun: 'job',
  tagged: true,
  faults: { absent: faults.absent, exists: faults.mismatch },
});

/** "Jobs that are created without specifying a Glue version default to Glue 6.0" (API reference; observed of Python shell jobs too). */
export const NEWEST_VERSION = '6.0';
/** The GlueVersion of a job that Glue upgrades by itself. */
export const AUTO_VERSION = 'auto';

/** The job as Glue has it when it is given this: observed on GetJob, these members are there whether the caller gave them or not. */
export function defined({ ExecutionProperty, ...given }: Wire<JobUpdate>): Wire<Job> {
  const { GlueVersion = NEWEST_VERSION } = given;
  return {
    JobMode: 'SCRIPT',
    JobRunQueuingEnabled: false,
    ...given,
    GlueVersion,
    // 0 is what unset integers of the API's Java clients are.
    ExecutionProperty: { MaxConcurrentRuns: ExecutionProperty?.MaxConcurrentRuns || 1 },
    MaxRetries: given.MaxRetries ?? 0,
    Timeout: given.Timeout ?? defaultTimeout(GlueVersion),
    ...capacityOf(given, given.Command?.Name),
  };
}

/** "2,880 minutes for Glue version 4.0 and earlier, or 480 minutes for Glue version 5.0 and later" (API reference). */
function defaultTimeout(version: string): number {
  return isBefore(version, 5) ? 2_880 : 480;
}

function isBefore(version: string, major: number): boolean {
  return version !== AUTO_VERSION && Number.parseInt(version, 10) < major;
}

export type Capacity = Pick<Wire<JobUpdate>, 'MaxCapacity' | 'AllocatedCapacity' | 'WorkerType' | 'NumberOfWorkers'>;

const DEFAULT_DPUS = 10;
const DEFAULT_PYTHON_SHELL_DPUS = 0.0625;

/** Both members say the same, the deprecated one in whole units: 0 for a Python shell job of 0.0625 (observed). */
export function capacityOf(
  given: Capacity,
  command: string | undefined,
): Required<Pick<Capacity, 'MaxCapacity' | 'AllocatedCapacity'>> {
  const { WorkerType, NumberOfWorkers, MaxCapacity, AllocatedCapacity } = given;
  const byDefault = command === 'pythonshell' ? DEFAULT_PYTHON_SHELL_DPUS : DEFAULT_DPUS;
  const units = WorkerType && NumberOfWorkers ? dpusOf(WorkerType) * NumberOfWorkers : MaxCapacity;
  const dpus = units ?? (AllocatedCapacity || byDefault);
  return { MaxCapacity: dpus, AllocatedCapacity: Math.floor(dpus) };
}

const LONGEST_TIMEOUT = 10_080;
const MOST_RETRIES = 10;

/** Throws InvalidInputException for what Glue refuses of a job. */
export function checkDefinition(given: Wire<JobUpdate>): void {
  const { Role, Command, Timeout = 0, MaxRetries = 0, GlueVersion = NEWEST_VERSION } = given;
  if (!Role || !Command) throw faults.incomplete();
  if (!Command.Name) throw faults.withoutCommandName();
  if (Timeout > LONGEST_TIMEOUT) throw faults.timeoutTooLong();
  if (MaxRetries < 0 || MaxRetries > MOST_RETRIES) throw faults.retriesOutOfRange();
  const isSpark = Command.Name === 'glueetl';
  if (given.ExecutionClass === 'FLEX' && (!isSpark || isBefore(GlueVersion, 3))) throw faults.notFlexible();
  if (GlueVersion === AUTO_VERSION && (!isSpark || MaxRetries === 0)) throw faults.notUpgradable();
  checkCapacity(given, Command.Name);
  checkOutcomes(given.DefaultArguments, given.NonOverridableArguments);
}

/** "299 for the G.1X worker type, and 149 for G.2X" (developer guide); that of G.025X is observed. */
const MOST_WORKERS: Partial<Record<WorkerType, number>> = { 'G.025X': 299, 'G.1X': 299, 'G.2X': 149 };
/** Observed of G.1X only, and of runs: Terraform's users create jobs with one worker. */
const LEAST_WORKERS: Partial<Record<WorkerType, number>> = { 'G.1X': 2 };

/** Throws InvalidInputException for what Glue refuses of a job's or a job run's capacity. */
export function checkCapacity(given: Capacity, command: string | undefined): void {
  const { WorkerType, NumberOfWorkers, MaxCapacity, AllocatedCapacity } = given;
  const ofWorkers = WorkerType !== undefined || NumberOfWorkers !== undefined;
  if (ofWorkers && MaxCapacity !== undefined) throw faults.maxCapacityBesideWorkers();
  if (ofWorkers && AllocatedCapacity) throw faults.allocatedCapacityBesideWorkers();
  if (MaxCapacity !== undefined && AllocatedCapacity) throw faults.capacityTwice();
  if (ofWorkers && (WorkerType === undefined || NumberOfWorkers === undefined)) throw faults.workersIncomplete();
  if (WorkerType !== undefined && NumberOfWorkers !== undefined) checkWorkers(WorkerType, NumberOfWorkers, command);
  if (MaxCapacity !== undefined) checkMaxCapacity(MaxCapacity, command);
}

function checkWorkers(type: WorkerType, count: number, command: string | undefined): void {
  if (command === 'pythonshell') throw faults.workersOfPythonShell();
  const most = MOST_WORKERS[type];
  if (most !== undefined && count > most) throw faults.tooManyWorkers(type, most);
}

/** Throws InvalidInputException for a run that has too few workers, of its own or of the job. */
export function checkLeastWorkers({ WorkerType: type, NumberOfWorkers: count }: Capacity): void {
  if (type === undefined || count === undefined) return;
  const least = LEAST_WORKERS[type];
  if (least !== undefined && count < least) throw faults.tooFewWorkers(type, least);
}

function checkMaxCapacity(dpus: number, command: string | undefined): void {
  if (command === 'pythonshell') {
    if (dpus !== 0.0625 && dpus !== 1) throw faults.capacityOutOfRange('0.0625 or 1');
    return;
  }
  if (dpus < 2 || dpus > 100 || !Number.isInteger(dpus))
    throw faults.capacityOutOfRange('a whole number from 2 to 100');
}
