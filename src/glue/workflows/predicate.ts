/**
 * Predicates of conditional triggers, as they come to hold within one chain: the latest run of what a condition watches decides whether
 * it is met. A trigger fires once in a chain, so a ring of triggers goes round once and never for ever.
 */
import type { Action, Condition, Predecessor, Predicate } from '@aws-sdk/client-glue';
import type { Wire } from '../../model/types.js';
import type { Completion, Watched } from '../completion.js';

export interface Progress {
  /** Index of a condition that is met → id of the run that met it. */
  met: Record<string, string>;
  fired: boolean;
}

export const NO_PROGRESS: Progress = { met: {}, fired: false };

/** What a condition or an action is about. A job's name goes before a crawler's (observed of conditions). */
export function watchedBy({ JobName, CrawlerName = '' }: Wire<Condition> | Wire<Action>): readonly [Watched, string] {
  return JobName ? ['JOB', JobName] : ['CRAWLER', CrawlerName];
}

/** What is met when this is over too. */
export function advanced(
  predicate: Wire<Predicate> | undefined,
  met: Progress['met'],
  over: Completion,
): Progress['met'] {
  const next = { ...met };
  for (const [index, condition] of (predicate?.Conditions ?? []).entries()) {
    const [node, name] = watchedBy(condition);
    if (node !== over.node || name !== over.name) continue;
    const wanted = node === 'JOB' ? condition.State : condition.CrawlState;
    if (over.state === wanted) next[index] = over.runId;
    else delete next[index];
  }
  return next;
}

/** What is still met when these are run again. */
export function metWithout(
  predicate: Wire<Predicate> | undefined,
  met: Progress['met'],
  isRunAgain: (node: Watched, name: string) => boolean,
): Progress['met'] {
  const conditions = predicate?.Conditions ?? [];
  const kept = Object.entries(met).filter(([index]) => {
    const condition = conditions[Number(index)];
    return condition && !isRunAgain(...watchedBy(condition));
  });
  return Object.fromEntries(kept);
}

export function holds(predicate: Wire<Predicate> | undefined, met: Progress['met']): boolean {
  const count = Object.keys(met).length;
  return predicate?.Logical === 'ANY' ? count > 0 : count > 0 && count === predicate?.Conditions?.length;
}

/** The job runs by which it holds. */
export function predecessors(predicate: Wire<Predicate> | undefined, met: Progress['met']): Wire<Predecessor>[] {
  return (predicate?.Conditions ?? []).flatMap(({ JobName }, index) => {
    const RunId = met[index];
    return JobName && RunId ? [{ JobName, RunId }] : [];
  });
}
