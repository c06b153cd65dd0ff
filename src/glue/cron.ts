/**
 * Glue's schedule expressions, `cron(Minutes Hours Day-of-month Month Day-of-week Year)` in UTC, for crawlers and everything else that
 * has one. Rules of the developer guide ("Time-based schedules for jobs and crawlers"): Sunday is day 1; one of the two day fields is `?`;
 * a rate faster than five minutes is refused. croner evaluates them, once its few differences are translated.
 */
import { createRequire } from 'node:module';
import type { Cron } from 'croner';

const load = createRequire(import.meta.url);

/** Loaded when there is a schedule: a start that has none does not pay for it. */
const library = (): typeof import('croner') => load('croner');

/** Whether Glue takes the expression. */
export function isSchedule(expression: string): boolean {
  const cron = cronOf(expression);
  return cron !== undefined && !isTooFast(cron);
}

/** When the schedule fires next, strictly after the given time; undefined if it never does. Both in epoch milliseconds. */
export function nextFiring(expression: string, after: number): number | undefined {
  return cronOf(expression)?.nextRun(new Date(after))?.getTime();
}

interface Field {
  characters: RegExp;
  least: number;
  most: number;
}

const FIELDS: readonly Field[] = [
  { characters: /^[\d,\-*/]+$/, least: 0, most: 59 },
  { characters: /^[\d,\-*/]+$/, least: 0, most: 23 },
  { characters: /^[\d,\-*?/LW]+$/i, least: 1, most: 31 },
  { characters: /^[\dA-Z,\-*/]+$/i, least: 1, most: 12 },
  { characters: /^[\dA-Z,\-*?/#]+$/i, least: 1, most: 7 },
  { characters: /^[\d,\-*/]+$/, least: 1970, most: 2199 },
];
/** Ours: a list of every minute has less than 200 characters. */
const LONGEST = 1_000;
const DAY_OF_MONTH = 2;
const DAY_OF_WEEK = 4;

function cronOf(expression: string): Cron | undefined {
  if (expression.length > LONGEST) return undefined;
  const fields = /^cron\((.*)\)$/.exec(expression.trim())?.[1]?.trim().split(/\s+/);
  if (fields?.length !== FIELDS.length) return undefined;
  if ((fields[DAY_OF_MONTH] === '?') === (fields[DAY_OF_WEEK] === '?')) return undefined;
  if (!FIELDS.every((field, index) => isWithin(field, fields[index] ?? ''))) return undefined;
  const pattern = FIELDS.map((field, index) => translated(field, fields[index] ?? '', index === DAY_OF_WEEK));
  try {
    const { Cron } = library();
    return new Cron(`0 ${pattern.join(' ')}`, {
      mode: '7-part',
      utcOffset: 0,
      alternativeWeekdays: true,
      domAndDow: true,
    });
  } catch {
    return undefined;
  }
}

/** croner checks the form; these bounds it does not know. */
function isWithin({ characters, least, most }: Field, field: string): boolean {
  if (!characters.test(field)) return false;
  const values = field.replaceAll(/[/#]\d+/g, '').match(/\d+/g) ?? [];
  return values.every((value) => Number(value) >= least && Number(value) <= most);
}

/** `5/10` is every tenth from the fifth on; a lone L among the days of the week is the last of them. */
function translated({ most }: Field, field: string, isDayOfWeek: boolean): string {
  const parts = field.split(',').map((part) => {
    if (isDayOfWeek && part.toUpperCase() === 'L') return String(most);
    return part.replace(/^(\w+)\/(\d+)$/, `$1-${most}/$2`);
  });
  return parts.join(',');
}

const LEAST_INTERVAL_MS = 5 * 60_000;
/** A pattern of minutes repeats after at most twelve runs that are five minutes apart. */
const COMPARED_RUNS = 13;

function isTooFast(cron: Cron): boolean {
  const runs = cron.nextRuns(COMPARED_RUNS, new Date(0)).map((run) => run.getTime());
  return runs.some((at, index) => index > 0 && at - (runs[index - 1] ?? 0) < LEAST_INTERVAL_MS);
}
