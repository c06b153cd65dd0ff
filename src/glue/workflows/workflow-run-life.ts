/**
 * How runs of workflows go on: the start trigger fires, and each conditional trigger when its predicate holds within the run. A run is
 * COMPLETED when nothing of it is at work any more, whatever came of its jobs and crawlers.
 */
import type { Action } from '@aws-sdk/client-glue';
import { type Scope, timestamp } from '../../context.js';
import { workflow as faults } from '../../faults/workflows.js';
import { hexId } from '../../kinds/sequence.js';
import type { Wire } from '../../model/types.js';
import type { Completion, Origin } from '../completion.js';
import { stopCrawl } from '../crawlers/crawl.js';
import { crawlers } from '../crawlers/crawler-entity.js';
import { jobs } from '../jobs/job-entity.js';
import { attemptsOf } from '../jobs/job-run-entity.js';
import { startedInVain, stopJobRun } from '../jobs/job-run-life.js';
import { advanced, holds, NO_PROGRESS, predecessors } from './predicate.js';
import { tryAction } from './trigger-action.js';
import { isStart, triggersOf } from './trigger-entity.js';
import { type KeptWorkflowRun, type Step, workflowRuns, workflows } from './workflow-entity.js';

/** Whether the workflow may have one more run. */
export function hasPlace(scope: Scope, name: string): boolean {
  const { MaxConcurrentRuns } = workflows.get(scope, [name]);
  return !MaxConcurrentRuns || Array.from(workflowRuns.underWay(scope, [name])).length < MaxConcurrentRuns;
}

/** Starts a run of the workflow, and answers its id. Throws ConcurrentRunsExceededException when there is no place for it. */
export function startWorkflowRun(scope: Scope, name: string, properties: Record<string, string> = {}): string {
  if (!hasPlace(scope, name)) throw faults.tooManyRuns(name);
  const run = begin(scope, name, properties);
  for (const part of run.triggers) if (isStart(part.trigger)) fire(scope, name, run, part);
  settle(scope, name, run);
  return run.id;
}

/** The run that a schedule starts when there is no place for it: in ERROR from the beginning (API reference, WorkflowRun.ErrorMessage). */
export function startWorkflowRunInVain(scope: Scope, name: string): void {
  const error = faults.tooManyRuns(name).message;
  const run: KeptWorkflowRun = { ...begin(scope, name, {}), status: 'ERROR', endedAt: scope.now, error };
  workflowRuns.end(scope, [name], run);
  workflowRuns.put(scope, [name], run);
}

function begin(scope: Scope, name: string, properties: Record<string, string>): KeptWorkflowRun {
  const { DefaultRunProperties } = workflows.get(scope, [name]);
  const triggers = triggersOf(scope, name).map((trigger) => ({ trigger, ...NO_PROGRESS }));
  return workflowRuns.begin(scope, [name], (number) => ({
    number,
    id: hexId(scope, 'wr_', 64),
    startedAt: scope.now,
    properties: { ...DefaultRunProperties, ...properties },
    status: 'RUNNING',
    triggers,
    steps: [],
  }));
}

/** Something that the run started is over. */
export function advanceWorkflowRun(scope: Scope, name: string, over: Completion): void {
  const run = workflowRuns.find(scope, [name, over.chain]);
  const step = run?.steps.find((each) => isRunOf(each, over));
  if (!run || !step) return;
  step.over = over.state;
  if (step.crawl) Object.assign(step.crawl, { State: over.state, CompletedOn: timestamp(scope) });
  for (const part of run.triggers) {
    part.met = advanced(part.trigger.Predicate, part.met, over);
    const fires = run.status === 'RUNNING' && part.trigger.State === 'ACTIVATED' && !part.fired;
    if (fires && !isStart(part.trigger) && holds(part.trigger.Predicate, part.met)) fire(scope, name, run, part);
  }
  settle(scope, name, run);
}

/** A job that is tried again is over with its last attempt. */
function isRunOf({ node, name, runId: id = '', over }: Step, ended: Completion): boolean {
  if (over !== undefined || node !== ended.node || name !== ended.name) return false;
  return ended.runId === id || ended.runId.startsWith(`${id}_attempt_`);
}

type Part = KeptWorkflowRun['triggers'][number];

function fire(scope: Scope, name: string, run: KeptWorkflowRun, part: Part): void {
  part.fired = true;
  for (const action of part.trigger.Actions ?? []) startStep(scope, name, run, part, action);
}

/** Starts one action of a trigger as a step of the run, which has yet to be kept. */
export function startStep(scope: Scope, name: string, run: KeptWorkflowRun, part: Part, action: Wire<Action>): void {
  const { trigger, met } = part;
  const origin: Origin = { trigger: trigger.Name, chain: run.id, workflow: name };
  const cause = { origin, predecessors: predecessors(trigger.Predicate, met) };
  const started = tryAction(scope, action, cause);
  const { JobName, CrawlerName = '', ...request } = action;
  if (!JobName) {
    run.steps.push({
      node: 'CRAWLER',
      name: CrawlerName,
      trigger: trigger.Name,
      ...crawlStep(scope, CrawlerName, started),
    });
    return;
  }
  const step: Step = { node: 'JOB', name: JobName, trigger: trigger.Name };
  if ('id' in started) step.runId = started.id;
  else {
    step.over = 'ERROR';
    if (jobs.has(scope, [JobName])) step.runId = startedInVain(scope, JobName, request, cause, started.error).id;
  }
  run.steps.push(step);
}

function crawlStep(scope: Scope, name: string, started: ReturnType<typeof tryAction>): Partial<Step> {
  const StartedOn = timestamp(scope);
  if ('error' in started) return { over: 'ERROR', crawl: { State: 'ERROR', StartedOn, ErrorMessage: started.error } };
  const log = { LogGroup: '/aws-glue/crawlers', LogStream: name };
  return { runId: started.id, crawl: { State: 'RUNNING', StartedOn, ...log } };
}

/** Keeps the run, which is over when nothing of it is at work. */
export function settle(scope: Scope, name: string, run: KeptWorkflowRun): void {
  if (run.steps.every(({ over }) => over !== undefined)) {
    run.status = run.status === 'STOPPING' ? 'STOPPED' : 'COMPLETED';
    run.endedAt = scope.now;
    workflowRuns.end(scope, [name], run);
  }
  workflowRuns.put(scope, [name], run);
}

/** Stops all of the run that is at work. */
export function stopWorkflowRun(scope: Scope, name: string, run: KeptWorkflowRun): void {
  workflowRuns.put(scope, [name], { ...run, status: 'STOPPING' });
  for (const step of run.steps) if (step.over === undefined) stopStep(scope, step);
}

function stopStep(scope: Scope, { node, name, runId: id = '' }: Step): void {
  if (node === 'JOB') {
    const kept = attemptsOf(scope, name, id).at(-1);
    if (kept) stopJobRun(scope, name, kept);
    return;
  }
  const crawler = crawlers.find(scope, [name]);
  if (crawler) stopCrawl(scope, name, crawler);
}
