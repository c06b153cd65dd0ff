/** Spark dashboards of sessions and of jobs, which calls name by the job or one of its runs. There is none at the address. */
import type { Context } from '../../context.js';
import { dashboard as faults } from '../../faults/jobs.js';
import type { GlueHandlers } from '../handlers.js';
import { sessions } from '../interactive/session.js';
import { jobs } from './job-entity.js';
import { jobRuns } from './job-run-entity.js';

export const dashboardHandlers: GlueHandlers = {
  /** @limit There is nothing at the address. */
  GetDashboardUrl({ ResourceId, ResourceType }, context) {
    if (ResourceType === 'SESSION') sessions.get(context, [ResourceId]);
    else requireSparkJob(context, ResourceId);
    const path = [context.account, ResourceType.toLowerCase(), encodeURIComponent(ResourceId)].join('/');
    return { Url: `https://spark-ui.glue.${context.region}.amazonaws.com/${path}?token=${context.newId()}` };
  },
};

function requireSparkJob(context: Context, id: string): void {
  for (const job of jobs.all(context, [])) {
    const { Name = '', Command } = job;
    if (Name !== id && !jobRuns.find(context, [Name, id])) continue;
    if (Command?.Name === 'pythonshell') throw faults.notSpark(id);
    return;
  }
  throw faults.jobAbsent(id);
}
