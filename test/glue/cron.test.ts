import t from 'tap';
import { isSchedule, nextFiring } from '../../src/glue/cron.js';

/** A Thursday. */
const AFTER = '2026-01-01T08:00:00Z';

const FIRINGS: Record<string, string[]> = {
  'cron(15 12 * * ? *)': ['2026-01-01T12:15', '2026-01-02T12:15'],
  'cron(0 8 * * ? *)': ['2026-01-02T08:00', '2026-01-03T08:00'],
  'cron(0/5 * * * ? *)': ['2026-01-01T08:05', '2026-01-01T08:10'],
  'cron(1/10 * ? * MON-FRI *)': ['2026-01-01T08:01', '2026-01-01T08:11'],
  'cron(0 8 ? * 1 *)': ['2026-01-04T08:00', '2026-01-11T08:00'],
  'cron(0 8 ? * SAT,SUN *)': ['2026-01-03T08:00', '2026-01-04T08:00'],
  'cron(0 8 ? * MON/2 *)': ['2026-01-02T08:00', '2026-01-05T08:00'],
  'cron(0 8 ? * 2#1 *)': ['2026-01-05T08:00', '2026-02-02T08:00'],
  'cron(0 8 ? * L *)': ['2026-01-03T08:00', '2026-01-10T08:00'],
  'cron(0 8 ? * 6L *)': ['2026-01-30T08:00', '2026-02-27T08:00'],
  'cron(0 8 L * ? *)': ['2026-01-31T08:00', '2026-02-28T08:00'],
  'cron(0 8 3W * ? *)': ['2026-01-02T08:00', '2026-02-03T08:00'],
  'cron(0 8 1 JAN-MAR ? 2026/2)': ['2026-02-01T08:00', '2026-03-01T08:00', '2028-01-01T08:00'],
  ' cron( 30  8 1,15 * ? * ) ': ['2026-01-01T08:30', '2026-01-15T08:30'],
  'cron(0 8 1 1 ? 2020)': [],
  'cron(0 8 30 FEB ? *)': [],
};

for (const [expression, times] of Object.entries(FIRINGS)) {
  t.test(`${expression} fires when Glue says it does`, async (t) => {
    t.ok(isSchedule(expression));
    const fired: string[] = [];
    let at = nextFiring(expression, Date.parse(AFTER));
    while (at !== undefined && fired.length < times.length) {
      fired.push(new Date(at).toISOString().slice(0, 16));
      at = nextFiring(expression, at);
    }
    t.same(fired, times);
    if (times.length === 0) t.equal(at, undefined);
  });
}

const REFUSED: Record<string, string[]> = {
  'not six fields in cron()': ['', 'daily', '0 8 * * ? *', 'cron(0 8 * * ?)', 'cron(0 0 8 * * ? *)', 'rate(5 minutes)'],
  'not one ? in the fields of days': ['cron(0 8 * * * *)', 'cron(0 8 ? * ? *)', 'cron(0 8 1 * MON *)'],
  'a ? elsewhere': ['cron(? 8 * * ? *)', 'cron(0 8 * ? ? *)', 'cron(0 8 * * ? ?)'],
  'a value out of bounds': [
    'cron(60 8 * * ? *)',
    'cron(0 24 * * ? *)',
    'cron(0 8 0 * ? *)',
    'cron(0 8 32 * ? *)',
    'cron(0 8 1 13 ? *)',
    'cron(0 8 ? * 0 *)',
    'cron(0 8 ? * 8 *)',
    'cron(0 8 1 * ? 1969)',
    'cron(0 8 1 * ? 2200)',
  ],
  'what is no field': [
    'cron(abc 8 * * ? *)',
    'cron(0 8 ? * FOO *)',
    'cron(*/0 8 * * ? *)',
    `cron(${'0,'.repeat(500)}0 8 * * ? *)`,
    'cron(, 8 * * ? *)',
    'cron(5-1 8 * * ? *)',
  ],
  'a rate faster than five minutes': [
    'cron(* * * * ? *)',
    'cron(0/4 * * * ? *)',
    'cron(0,1 8 1 1 ? 2031)',
    'cron(58,2 * * * ? *)',
  ],
};

for (const [reason, expressions] of Object.entries(REFUSED)) {
  t.test(`${reason} is no schedule`, async (t) => {
    for (const expression of expressions) t.notOk(isSchedule(expression), expression);
  });
}
