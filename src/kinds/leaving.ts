/** What takes its time to go: a resource that was deleted can be seen leaving until a task removes it. */
import type { Scope } from '../context.js';
import type { Id, Kind } from './kind.js';

/** The task that removes a resource of the kind, unless another has taken its name that is not leaving. Subjects are ids. */
export function leavingTask<Entity extends { leaving?: boolean }>(
  kind: Kind<Entity>,
): (id: readonly string[], scope: Scope) => void {
  return (id, scope) => {
    if (kind.find(scope, id)?.leaving) kind.remove(scope, id);
  };
}

/** Lets a resource leave for some milliseconds; `task` is the name of its kind's leavingTask. Throws the kind's fault when there is none. */
export function leave<Entity extends { leaving?: boolean }>(
  scope: Scope,
  kind: Kind<Entity>,
  id: Id,
  task: string,
  lastsMs: number,
): void {
  const entity = kind.get(scope, id);
  if (lastsMs <= 0) {
    kind.remove(scope, id);
    return;
  }
  if (entity.leaving) return;
  kind.put(scope, id, { ...entity, leaving: true });
  const { account, region, now } = scope;
  scope.schedule.add({ at: Math.ceil(now + lastsMs), task, account, region, subject: id });
}
