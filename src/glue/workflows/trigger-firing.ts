/**
 * When triggers fire: on demand, on schedule, and when what they watch is over. EVENT triggers are kept, with their batching; no event of
 * Amazon EventBridge reaches this server. A start trigger of a workflow starts a run of it, whose other triggers fire within the run.
 */
import type { Scope } from '../../context.js';
import { COMPLETION_TASK, type Completion, completionOf, type Origin, watchersOf } from '../completion.js';
import { nextFiring } from '../cron.js';
import { advanced, holds, NO_PROGRESS, predecessors } from './predicate.js';
import { startAction, tryAction } from './trigger-action.js';
import { type KeptTrigger, triggers } from './trigger-entity.js';
import { advanceWorkflowRun, hasPlace, startWorkflowRun, startWorkflowRunInVain } from './workflow-run-life.js';

/** Throws as StartJobRun or StartWorkflowRun does. */
export function fireOnDemand(scope: Scope, { Name, WorkflowName, Actions = [] }: KeptTrigger['trigger']): void {
  if (WorkflowName) {
    startWorkflowRun(scope, WorkflowName);
    return;
  }
  const origin = { trigger: Name, chain: scope.newId() };
  for (const action of Actions) startAction(scope, action, { origin });
}

/** Due when a schedule fires. Subjects are [trigger, expression]. */
const SCHEDULE_TASK = 'triggerSchedule';

export const triggerTasks = {
  /** A schedule that was changed or stopped, or whose trigger is gone, fires no more. */
  [SCHEDULE_TASK]([name = '', expression]: readonly string[], scope: Scope): void {
    const trigger = triggers.find(scope, [name])?.trigger;
    if (trigger?.State !== 'ACTIVATED' || trigger.Schedule !== expression) return;
    planFiring(scope, trigger);
    if (trigger.WorkflowName) startScheduledRun(scope, trigger.WorkflowName);
    else fire(scope, trigger, { trigger: name, chain: scope.newId() });
  },

  [COMPLETION_TASK](subject: readonly string[], scope: Scope): void {
    const over = completionOf(subject);
    if (over.workflow) advanceWorkflowRun(scope, over.workflow, over);
    else for (const name of watchersOf(scope, over.node, over.name)) advance(scope, name, over);
  },
};

/** Plans the next firing of a trigger that is activated and has a schedule. */
export function planFiring(scope: Scope, { Name, Type, State, Schedule = '' }: KeptTrigger['trigger']): void {
  const { account, region, now } = scope;
  const at = Type === 'SCHEDULED' && State === 'ACTIVATED' ? nextFiring(Schedule, now) : undefined;
  if (at !== undefined) scope.schedule.add({ at, task: SCHEDULE_TASK, account, region, subject: [Name, Schedule] });
}

/** What cannot be started is not: there is nobody to tell. */
function fire(scope: Scope, { Actions = [] }: KeptTrigger['trigger'], origin: Origin, runs: RunIds = []): void {
  for (const action of Actions) tryAction(scope, action, { origin, predecessors: runs });
}

type RunIds = ReturnType<typeof predecessors>;

function startScheduledRun(scope: Scope, workflow: string): void {
  if (hasPlace(scope, workflow)) startWorkflowRun(scope, workflow);
  else startWorkflowRunInVain(scope, workflow);
}

/** Chains of which a trigger remembers how far its predicate holds. */
const MOST_CHAINS = 16;

function advance(scope: Scope, name: string, over: Completion): void {
  const kept = triggers.find(scope, [name]);
  if (kept?.trigger.State !== 'ACTIVATED' || kept.trigger.Type !== 'CONDITIONAL') return;
  const { trigger, chains } = kept;
  const { chain } = over;
  const before = chains.find((each) => each.chain === chain) ?? NO_PROGRESS;
  const met = advanced(trigger.Predicate, before.met, over);
  const fires = !before.fired && holds(trigger.Predicate, met);
  const others = chains.filter((each) => each.chain !== chain);
  const latest = [...others, { chain, met, fired: before.fired || fires }].slice(-MOST_CHAINS);
  triggers.put(scope, [name], { trigger, chains: latest });
  if (fires) fire(scope, trigger, { trigger: name, chain }, predecessors(trigger.Predicate, met));
}
