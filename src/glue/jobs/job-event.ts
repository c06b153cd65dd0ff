/** What EventBridge is told of job runs. Source: the samples of the EventBridge user guide, "AWS Glue events". */
import type { JobRunState } from '@aws-sdk/client-glue';
import type { Scope, StateChange } from '../../context.js';
import type { KeptJobRun } from './job-run-entity.js';
import { toldJobRun } from './job-run-entity.js';

/** Final states that are told of, how bad they are and what is said of them; of a failure it is the run's error. */
const ENDS: Partial<Record<JobRunState, { severity: 'INFO' | 'WARN' | 'ERROR'; message?: string }>> = {
  SUCCEEDED: { severity: 'INFO', message: 'Job run succeeded' },
  FAILED: { severity: 'ERROR' },
  TIMEOUT: { severity: 'WARN', message: 'Job run timed out' },
  STOPPED: { severity: 'INFO', message: 'Job run stopped' },
};

/** A run is over. */
export function announceEnd(scope: Scope, jobName: string, kept: KeptJobRun): void {
  if (!scope.announce) return;
  const { JobRunState: state = 'SUCCEEDED', ErrorMessage = '' } = toldJobRun(scope, kept);
  const end = ENDS[state];
  if (!end) return;
  const { severity, message = ErrorMessage } = end;
  scope.announce(scope, change('Glue Job State Change', { jobName, severity, state, jobRunId: kept.id, message }));
}

/** A run is in a state for longer than its NotifyDelayAfter, in minutes, allows it to be on its way. */
export function announceDelay(scope: Scope, jobName: string, kept: KeptJobRun): void {
  const { JobRunState: state } = toldJobRun(scope, kept);
  const { NotifyDelayAfter } = kept.run.NotificationProperty ?? {};
  scope.announce?.(
    scope,
    change('Glue Job Run Status', {
      jobName,
      severity: 'INFO',
      notificationCondition: { NotifyDelayAfter },
      state,
      jobRunId: kept.id,
      message: `Job is in ${state} state`,
      startedOn: new Date(kept.startedAt).toISOString(),
    }),
  );
}

function change(detailType: string, detail: object): StateChange {
  return { source: 'aws.glue', detailType, resources: [], detail };
}
