/** Runs of workflows, as callers start, read, stop and resume them. How they go on is in workflow-run-life.ts. */
import type { JobRunState, WorkflowRun, WorkflowRunStatistics } from '@aws-sdk/client-glue';
import { type Scope, seconds } from '../../context.js';
import { workflow as faults } from '../../faults/workflows.js';
import type { Wire } from '../../model/types.js';
import { crawlers } from '../crawlers/crawler-entity.js';
import type { GlueHandlers } from '../handlers.js';
import { attemptsOf, stateOf, toldJobRun } from '../jobs/job-run-entity.js';
import { type KeptWorkflowRun, type Step, workflowRuns, workflows } from './workflow-entity.js';
import { graphOf } from './workflow-graph.js';
import { startWorkflowRun, stopWorkflowRun } from './workflow-run-life.js';
import { resumeWorkflowRun } from './workflow-run-resumed.js';

export const workflowRunHandlers: GlueHandlers = {
  StartWorkflowRun({ Name, RunProperties }, context) {
    return { RunId: startWorkflowRun(context, Name, RunProperties) };
  },

  GetWorkflowRun({ Name, RunId, IncludeGraph }, context) {
    return { Run: toldWorkflowRun(context, Name, runOf(context, Name, RunId), IncludeGraph) };
  },

  GetWorkflowRuns(input, context) {
    const { Name, IncludeGraph } = input;
    const { items, NextToken } = workflowRuns.page(context, [Name], input, (run) =>
      toldWorkflowRun(context, Name, run, IncludeGraph),
    );
    return { Runs: items, NextToken };
  },

  GetWorkflowRunProperties({ Name, RunId }, context) {
    return { RunProperties: runOf(context, Name, RunId).properties };
  },

  /** Properties that are not given stay. */
  PutWorkflowRunProperties({ Name, RunId, RunProperties }, context) {
    const run = runOf(context, Name, RunId);
    workflowRuns.put(context, [Name], { ...run, properties: { ...run.properties, ...RunProperties } });
    return {};
  },

  StopWorkflowRun({ Name, RunId }, context) {
    const run = runOf(context, Name, RunId);
    if (run.status !== 'RUNNING') throw faults.notRunning(run.status);
    stopWorkflowRun(context, Name, run);
    return {};
  },

  ResumeWorkflowRun({ Name, RunId, NodeIds }, context) {
    const run = runOf(context, Name, RunId);
    if (run.status !== 'COMPLETED') throw faults.notCompleted(run.status);
    return resumeWorkflowRun(context, Name, run, NodeIds);
  },
};

function runOf(scope: Scope, name: string, id: string): KeptWorkflowRun {
  workflows.get(scope, [name]);
  return workflowRuns.get(scope, [name, id]);
}

/** The run as it stands now. */
export function toldWorkflowRun(
  scope: Scope,
  name: string,
  run: KeptWorkflowRun,
  includeGraph: boolean | undefined,
): Wire<WorkflowRun> {
  return {
    Name: name,
    WorkflowRunId: run.id,
    PreviousRunId: run.previousId,
    WorkflowRunProperties: run.properties,
    StartedOn: seconds(run.startedAt),
    CompletedOn: run.endedAt === undefined ? undefined : seconds(run.endedAt),
    Status: run.status,
    ErrorMessage: run.error,
    Statistics: statistics(scope, run),
    ...(includeGraph && { Graph: runGraph(scope, name, run) }),
  };
}

function runGraph(scope: Scope, name: string, run: KeptWorkflowRun) {
  const stepsOf = (node: string, of: string) => run.steps.filter((step) => step.node === node && step.name === of);
  const triggers = run.triggers.map(({ trigger }) => trigger);
  return graphOf(name, triggers, {
    jobRuns: (job) =>
      stepsOf('JOB', job).flatMap((step) =>
        attemptsOf(scope, job, step.runId ?? '').map((kept) => toldJobRun(scope, kept)),
      ),
    crawls: (crawler) => stepsOf('CRAWLER', crawler).flatMap((step) => crawlOf(scope, step) ?? []),
  });
}

function crawlOf(scope: Scope, { name, crawl, over }: Step) {
  const isStopping = over === undefined && crawlers.find(scope, [name])?.State === 'STOPPING';
  return isStopping && crawl ? { ...crawl, State: 'CANCELLING' as const } : crawl;
}

/** Which of the statistics counts a state. */
const COUNTED: Record<JobRunState | 'CANCELLED', keyof WorkflowRunStatistics> = {
  WAITING: 'WaitingActions',
  STARTING: 'RunningActions',
  RUNNING: 'RunningActions',
  STOPPING: 'RunningActions',
  SUCCEEDED: 'SucceededActions',
  FAILED: 'FailedActions',
  TIMEOUT: 'TimeoutActions',
  STOPPED: 'StoppedActions',
  CANCELLED: 'StoppedActions',
  ERROR: 'ErroredActions',
  EXPIRED: 'FailedActions',
};

/** All that the triggers of the run can start counts into its total, started or not. */
function statistics(scope: Scope, { triggers, steps }: KeptWorkflowRun): Wire<WorkflowRunStatistics> {
  const counts = {
    TotalActions: triggers.reduce((total, { trigger }) => total + (trigger.Actions?.length ?? 0), 0),
    TimeoutActions: 0,
    FailedActions: 0,
    StoppedActions: 0,
    SucceededActions: 0,
    RunningActions: 0,
    ErroredActions: 0,
    WaitingActions: 0,
  };
  for (const step of steps) counts[COUNTED[stateOfStep(scope, step)]] += 1;
  return counts;
}

function stateOfStep(scope: Scope, { node, name, runId = '', over }: Step): keyof typeof COUNTED {
  if (over !== undefined && isCounted(over)) return over;
  const latest = node === 'JOB' ? attemptsOf(scope, name, runId).at(-1) : undefined;
  return latest ? stateOf(scope, latest) : 'RUNNING';
}

function isCounted(state: string): state is keyof typeof COUNTED {
  return Object.hasOwn(COUNTED, state);
}
