/** Jobs. Their runs are in job-run.ts, their bookmarks in job-bookmark.ts; all of it goes with the job. */
import { isDeepStrictEqual } from 'node:util';
import type { Job } from '@aws-sdk/client-glue';
import { timestamp } from '../../context.js';
import { job as faults } from '../../faults/jobs.js';
import type { Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import { jobBookmarkHandlers } from './job-bookmark.js';
import { checkDefinition, defined, jobs } from './job-entity.js';
import { jobRunHandlers } from './job-run.js';
import { abandonJobRuns } from './job-run-life.js';
import { jobSourceControlHandlers } from './job-source-control.js';
import { jobUpgradeHandlers, toldJob, withUpgrade } from './job-upgrade.js';

export const jobHandlers: GlueHandlers = {
  ...jobRunHandlers,
  ...jobBookmarkHandlers,
  ...jobSourceControlHandlers,
  ...jobUpgradeHandlers,

  /**
   * Observed: the same job once more succeeds, a different one of the same name does not.
   *
   * @limit Script, libraries, connections, security configuration and usage profile are not looked for.
   */
  CreateJob({ Name, Tags, ...given }, context) {
    checkDefinition(given);
    const job = { Name, ...defined(given) };
    const before = jobs.find(context, [Name]);
    if (before && !isSameDefinition(before, job)) throw faults.mismatch();
    const now = timestamp(context);
    if (!before) jobs.create(context, [Name], { ...job, CreatedOn: now, LastModifiedOn: now }, Tags);
    return { Name };
  },

  GetJob({ JobName }, context) {
    return { Job: toldJob(context, jobs.get(context, [JobName])) };
  },

  GetJobs(input, context) {
    const { items, NextToken } = jobs.page(context, [], input, (job) => toldJob(context, job));
    return { Jobs: items, NextToken };
  },

  ListJobs(input, context) {
    const { items, NextToken } = jobs.page(context, [], input, ({ Name = '' }) =>
      jobs.hasTags(context, [Name], input.Tags) ? Name : undefined,
    );
    return { JobNames: items, NextToken };
  },

  BatchGetJobs({ JobNames }, context) {
    const { found, missing } = jobs.batchGet(context, [], JobNames);
    return { Jobs: found.map((job) => toldJob(context, job)), JobsNotFound: missing };
  },

  /** "The previous job definition is completely overwritten", its Glue version alone stays when none is given (API reference). */
  UpdateJob({ JobName, JobUpdate }, context) {
    const before = jobs.get(context, [JobName]);
    const given = { ...JobUpdate, GlueVersion: JobUpdate.GlueVersion ?? before.GlueVersion };
    checkDefinition(given);
    const { Name, CreatedOn, ProfileName } = before;
    const job = { Name, ...defined(given), ProfileName, CreatedOn, LastModifiedOn: timestamp(context) };
    jobs.put(context, [JobName], withUpgrade(context, before, job));
    return { JobName };
  },

  /** Observed: a job that is not there is deleted with success. */
  DeleteJob({ JobName }, context) {
    if (!jobs.has(context, [JobName])) return { JobName };
    abandonJobRuns(context, JobName);
    jobs.remove(context, [JobName]);
    return { JobName };
  },
};

function isSameDefinition({ CreatedOn: _, LastModifiedOn: __, ...before }: Wire<Job>, job: Wire<Job>): boolean {
  return isDeepStrictEqual(before, JSON.parse(JSON.stringify(job)));
}
