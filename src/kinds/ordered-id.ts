/**
 * Ids that sort by age, for what is told newest first and found by the id that clients are told: they begin with the time at which they
 * were given, as hexadecimal digits, or with a later one where the newest has that already.
 */
import { createHash } from 'node:crypto';
import type { Scope } from '../context.js';
import type { Id, Kind } from './kind.js';

const TIME_DIGITS = 12;

/** The prefix and 40 hexadecimal digits: `dqrun-…`. What the kind's ids begin with has to be `parents`. */
export function orderedId(scope: Scope, kind: Kind<object>, parents: Id, prefix: string): string {
  const time = Math.max(scope.now, timeOfNewest(scope, kind, parents, prefix) + 1);
  const digits = createHash('sha1').update(scope.newId()).digest('hex');
  return prefix + time.toString(16).padStart(TIME_DIGITS, '0') + digits.slice(TIME_DIGITS);
}

function timeOfNewest(scope: Scope, kind: Kind<object>, parents: Id, prefix: string): number {
  const newest = kind.rows(scope).range({ prefix: kind.key(scope, parents), reverse: true, limit: 1 });
  for (const { key } of newest)
    return Number.parseInt(String(key.at(-1)).slice(prefix.length, prefix.length + TIME_DIGITS), 16);
  return 0;
}
