/** Runs of jobs, as callers start, read and stop them. What becomes of a run is in job-run-life.ts. */
import type { ErrorDetail } from '@aws-sdk/client-glue';
import type { Scope } from '../../context.js';
import { jobRun as faults } from '../../faults/jobs.js';
import type { Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import { jobs } from './job-entity.js';
import { jobRuns, toldJobRun } from './job-run-entity.js';
import { startJobRun, stopJobRun } from './job-run-life.js';

export const jobRunHandlers: GlueHandlers = {
  /** @limit Runs no script: the run succeeds unless the argument `--gluetrail-outcome` says otherwise. */
  StartJobRun({ JobName, JobRunId, ...request }, context) {
    return { JobRunId: startJobRun(context, JobName, request, {}, JobRunId).id };
  },

  /** PredecessorRuns are told when they are asked for, and are an empty list else (observed of a run that has none). */
  GetJobRun({ JobName, RunId, PredecessorsIncluded }, context) {
    jobs.get(context, [JobName]);
    const { PredecessorRuns = [], ...run } = toldJobRun(context, jobRuns.get(context, [JobName, RunId]));
    return { JobRun: { ...run, PredecessorRuns: PredecessorsIncluded ? PredecessorRuns : [] } };
  },

  GetJobRuns(input, context) {
    const { items, NextToken } = jobRuns.page(context, [input.JobName], input, (kept) => toldJobRun(context, kept));
    return { JobRuns: items, NextToken };
  },

  BatchStopJobRun({ JobName, JobRunIds }, context) {
    const answer: Required<ReturnType<NonNullable<GlueHandlers['BatchStopJobRun']>>> = {
      SuccessfulSubmissions: [],
      Errors: [],
    };
    for (const JobRunId of JobRunIds) {
      const ErrorDetail = notStopped(context, JobName, JobRunId);
      if (ErrorDetail) answer.Errors.push({ JobName, JobRunId, ErrorDetail });
      else answer.SuccessfulSubmissions.push({ JobName, JobRunId });
    }
    return answer;
  },

  /**
   * Where the logs of a job that ran would be; there are none here.
   *
   * @limit There is nothing at the address.
   */
  GetSystemLogsForJobRun({ JobName, RunId }, context) {
    jobs.get(context, [JobName]);
    const { id } = jobRuns.get(context, [JobName, RunId]);
    const { account, region } = context;
    const object = `${account}/${encodeURIComponent(JobName)}/${id}/system-logs.zip`;
    return { SystemLogsUrl: `https://aws-glue-system-logs-${region}.s3.${region}.amazonaws.com/${object}` };
  },
};

/** Why the run is not being stopped now, if it is not. */
function notStopped(scope: Scope, name: string, id: string): Wire<ErrorDetail> | undefined {
  const kept = jobRuns.find(scope, [name, id]);
  if (kept) return stopJobRun(scope, name, kept) ? undefined : faults.cannotBeStopped;
  const { name: ErrorCode, message: ErrorMessage } = faults.absent();
  return { ErrorCode, ErrorMessage };
}
