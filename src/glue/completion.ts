/**
 * What follows when a job run or a crawl is over, told by those who end them to whoever watches: conditional triggers, and the run of the
 * workflow that it is a part of. It follows through the schedule, not at once: a chain of any length unwinds link by link.
 *
 * "Dependent jobs or crawlers are only started if the job or crawler that completes was started by a trigger" (developer guide, "About
 * AWS Glue triggers"): of what somebody started by hand nothing follows.
 */
import type { Scope } from '../context.js';
import { trigger as faults } from '../faults/workflows.js';
import { Kind } from '../kinds/kind.js';

/** Why a job run or a crawl began, when a trigger began it. */
export interface Origin {
  trigger: string;
  /** What descends from one firing of a scheduled or on-demand trigger is one chain; in a workflow the id of the workflow's run. */
  chain: string;
  /** The workflow's name, if it is part of a run of one. */
  workflow?: string | undefined;
}

export type Watched = 'JOB' | 'CRAWLER';

export interface Completion {
  node: Watched;
  name: string;
  runId: string;
  /** As conditions of triggers name it: SUCCEEDED, CANCELLED... */
  state: string;
  chain: string;
  workflow?: string | undefined;
}

/** Due when there is something to follow. Subjects are what `completionOf` reads. */
export const COMPLETION_TASK = 'completion';

/** Something is over that began as the origin says. */
export function complete(scope: Scope, over: Omit<Completion, 'chain' | 'workflow'>, origin: Origin | undefined): void {
  if (!origin) return;
  const { node, name, runId, state } = over;
  if (!origin.workflow && !isWatched(scope, node, name)) return;
  const subject = [node, name, runId, state, origin.chain, origin.workflow ?? ''];
  scope.schedule.add({ at: scope.now, task: COMPLETION_TASK, account: scope.account, region: scope.region, subject });
}

export function completionOf(subject: readonly string[]): Completion {
  const [node, name = '', runId = '', state = '', chain = '', workflow = ''] = subject;
  return { node: node === 'JOB' ? 'JOB' : 'CRAWLER', name, runId, state, chain, workflow: workflow || undefined };
}

/** Which triggers watch what. Ids are [JOB or CRAWLER, its name, trigger]. */
const watches = new Kind<{ trigger: string }>({
  noun: 'trigger-watch',
  faults,
});

export function watch(scope: Scope, node: Watched, name: string, trigger: string): void {
  watches.put(scope, [node, name, trigger], { trigger });
}

export function unwatch(scope: Scope, node: Watched, name: string, trigger: string): void {
  if (watches.has(scope, [node, name, trigger])) watches.remove(scope, [node, name, trigger]);
}

/** Names of the triggers that watch it. */
export function watchersOf(scope: Scope, node: Watched, name: string): string[] {
  return Array.from(watches.all(scope, [node, name]), ({ trigger }) => trigger);
}

function isWatched(scope: Scope, node: Watched, name: string): boolean {
  return !watches.all(scope, [node, name]).next().done;
}
