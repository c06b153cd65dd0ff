/** What a trigger is: its kind, what Glue refuses of it, and who has to know of it. */
import type { Action, Predicate, Trigger } from '@aws-sdk/client-glue';
import type { Scope } from '../../context.js';
import { badSchedule } from '../../faults/common.js';
import { trigger as faults } from '../../faults/workflows.js';
import { Kind } from '../../kinds/kind.js';
import type { Wire } from '../../model/types.js';
import { unwatch, type Watched, watch } from '../completion.js';
import { isSchedule } from '../cron.js';
import { checkOutcomes } from '../jobs/job-outcome.js';
import { type Progress, watchedBy } from './predicate.js';

export interface KeptTrigger {
  trigger: Wire<Trigger> & { Name: string };
  /** How far the predicate of a conditional trigger holds in each chain: the latest of them, the one looked at last behind. */
  chains: (Progress & { chain: string })[];
}

/** Ids are [trigger]. */
export const triggers = new Kind<KeptTrigger>({
  noun: 'trigger',
  tagged: true,
  faults,
});

/** Which triggers a workflow has. Ids are [workflow, trigger]. */
const members = new Kind<{ trigger: string }>({
  noun: 'workflow-trigger',
  faults,
});

/** A new trigger, or one whose definition changes. */
export function putTrigger(scope: Scope, trigger: KeptTrigger['trigger']): void {
  const before = triggers.find(scope, [trigger.Name])?.trigger;
  if (before) for (const [node, name] of watchedOf(before)) unwatch(scope, node, name, trigger.Name);
  for (const [node, name] of watchedOf(trigger)) watch(scope, node, name, trigger.Name);
  if (trigger.WorkflowName) members.put(scope, [trigger.WorkflowName, trigger.Name], { trigger: trigger.Name });
  triggers.put(scope, [trigger.Name], { trigger, chains: [] });
}

export function removeTrigger(scope: Scope, name: string): void {
  const { trigger } = triggers.remove(scope, [name]);
  for (const [node, watched] of watchedOf(trigger)) unwatch(scope, node, watched, name);
  if (trigger.WorkflowName) members.remove(scope, [trigger.WorkflowName, name]);
}

/** The triggers of a workflow, by name. */
export function triggersOf(scope: Scope, workflow: string): KeptTrigger['trigger'][] {
  const names = Array.from(members.all(scope, [workflow]), ({ trigger }) => trigger);
  return names.flatMap((name) => triggers.find(scope, [name])?.trigger ?? []);
}

/** What starts a workflow; the others of its triggers are conditional. */
export function isStart({ Type }: Wire<Trigger>): boolean {
  return Type !== 'CONDITIONAL';
}

/** Triggers of a workflow watch within its runs only, which look for them themselves. */
function watchedOf({ WorkflowName, Predicate }: Wire<Trigger>): (readonly [Watched, string])[] {
  return WorkflowName ? [] : (Predicate?.Conditions ?? []).map(watchedBy);
}

/** "Only two crawlers can be activated by a single trigger" (developer guide). */
const MOST_CRAWLERS = 2;

/** Throws InvalidInputException for what Glue refuses of a trigger. Whether there are such jobs and crawlers shows when it fires. */
export function checkTrigger({ Type, Schedule, Predicate, Actions = [] }: Wire<Trigger>): void {
  if (Type === 'SCHEDULED' && !Schedule) throw faults.withoutSchedule();
  if (Schedule && !isSchedule(Schedule)) throw badSchedule(Schedule);
  if (Type === 'CONDITIONAL' && !Predicate?.Conditions?.length) throw faults.withoutPredicate();
  for (const action of Actions) checkAction(action);
  if (Actions.filter(({ CrawlerName }) => CrawlerName).length > MOST_CRAWLERS) throw faults.tooManyCrawlers();
  if (Type === 'CONDITIONAL' && Predicate) checkPredicate(Predicate, Actions);
}

function checkAction({ JobName, CrawlerName, Arguments }: Wire<Action>): void {
  if (JobName && CrawlerName) throw faults.startsTwo();
  if (!JobName && !CrawlerName) throw faults.startsNothing();
  checkOutcomes(Arguments);
}

const JOB_STATES: readonly string[] = ['SUCCEEDED', 'STOPPED', 'FAILED', 'TIMEOUT'];
const CRAWLER_STATES: readonly string[] = ['SUCCEEDED', 'FAILED', 'CANCELLED'];

function checkPredicate({ Logical, Conditions = [] }: Wire<Predicate>, actions: readonly Wire<Action>[]): void {
  if (Conditions.length > 1 && !Logical) throw faults.withoutLogical();
  for (const condition of Conditions) {
    const { JobName, CrawlerName, State = '', CrawlState = '', LogicalOperator } = condition;
    if (!JobName && !CrawlerName) throw faults.watchesNothing();
    if (JobName && !JOB_STATES.includes(State)) throw faults.withoutState('job', JOB_STATES);
    if (!JobName && !CRAWLER_STATES.includes(CrawlState)) throw faults.withoutState('crawler', CRAWLER_STATES);
    if (!LogicalOperator) throw faults.withoutLogicalOperator();
    if (actions.some((action) => JobName !== undefined && action.JobName === JobName))
      throw faults.startsWhatItWatches();
  }
}
