/**
 * How runs of a job end. No script is executed, so a run succeeds unless it is told otherwise by the special argument
 * `--gluetrail-outcome`, a list of final states separated by commas whose last goes on for all that come after:
 *
 * - among the job's DefaultArguments it counts the runs of the job, attempts included: "SUCCEEDED,SUCCEEDED,FAILED,SUCCEEDED" lets the
 *   third run fail, and no other;
 * - among the Arguments of one run it counts the attempts of that run: "FAILED,SUCCEEDED" fails, and succeeds when it is retried.
 */
import type { Job, JobRunState } from '@aws-sdk/client-glue';
import { job as faults } from '../../faults/jobs.js';
import type { Wire } from '../../model/types.js';

const OUTCOME_ARGUMENT = '--gluetrail-outcome';

export type Outcome = Extract<JobRunState, 'SUCCEEDED' | 'FAILED' | 'TIMEOUT' | 'STOPPED' | 'ERROR' | 'EXPIRED'>;

const OUTCOMES: ReadonlySet<string> = new Set<Outcome>([
  'SUCCEEDED',
  'FAILED',
  'TIMEOUT',
  'STOPPED',
  'ERROR',
  'EXPIRED',
]);

type Arguments = Record<string, string> | undefined;

/** Throws InvalidInputException for a list of something else. */
export function checkOutcomes(...given: Arguments[]): void {
  for (const list of given.flatMap((each) => listOf(each) ?? []))
    if (!isOutcome(list)) throw faults.unknownOutcome([...OUTCOMES].join(', '));
}

/** @param given what the run itself was started with. */
export function outcomeOf(job: Wire<Job>, given: Arguments, run: { number: number; attempt: number }): Outcome {
  const ofJob = listOf(job.NonOverridableArguments) ?? (listOf(given) ? undefined : listOf(job.DefaultArguments));
  const turn = ofJob ? run.number - 1 : run.attempt;
  const list = ofJob ?? listOf(given) ?? [];
  const outcome = list[Math.min(turn, list.length - 1)] ?? '';
  return isOutcome(outcome) ? outcome : 'SUCCEEDED';
}

function listOf(given: Arguments): string[] | undefined {
  return given?.[OUTCOME_ARGUMENT]?.split(',').map((each) => each.trim().toUpperCase());
}

export function isOutcome(text: string): text is Outcome {
  return OUTCOMES.has(text);
}
