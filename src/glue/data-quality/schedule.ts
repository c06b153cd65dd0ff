/** Schedules of evaluation configurations: cron or rate expressions in UTC, at most once an hour (API reference). */
import { evaluationConfig as faults } from '../../faults/data-quality.js';
import { isSchedule, nextFiring } from '../cron.js';

export const HOUR_MS = 60 * 60_000;

const RATE = /^rate\((\d+) (minute|hour|day)s?\)$/;
const UNITS: Readonly<Record<string, number>> = { minute: 60_000, hour: HOUR_MS, day: 24 * HOUR_MS };

/** Throws InvalidInputException for an expression that Glue refuses. */
export function checkSchedule(expression: string): void {
  const rate = rateOf(expression);
  if (rate === undefined && !isSchedule(expression)) throw faults.badSchedule(expression);
  if (rate === undefined ? isTooFast(expression) : rate < HOUR_MS) throw faults.tooFast();
}

/** Strictly after the time; a rate counts from `since`. All in epoch milliseconds. */
export function nextEvaluation(expression: string, after: number, since: number): number | undefined {
  const rate = rateOf(expression);
  if (rate === undefined) return nextFiring(expression, after);
  return after < since ? since : since + (Math.floor((after - since) / rate) + 1) * rate;
}

function rateOf(expression: string): number | undefined {
  const [, count = '', unit = ''] = RATE.exec(expression.trim()) ?? [];
  const rate = Number(count) * (UNITS[unit] ?? 0);
  return count === '' ? undefined : rate;
}

/** Minutes are the same in every hour that it fires, and two of them stand next to each other within the first three firings. */
function isTooFast(expression: string): boolean {
  let before = nextFiring(expression, 0);
  for (let compared = 0; compared < 2 && before !== undefined; compared++) {
    const next = nextFiring(expression, before);
    if (next !== undefined && next - before < HOUR_MS) return true;
    before = next;
  }
  return false;
}
