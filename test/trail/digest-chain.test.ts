import t from 'tap';
import { HOUR_MS } from '../../src/trail/digest.js';
import {
  begun,
  type Chain,
  continued,
  dueAt,
  EMPTY_HOURS,
  goneOn,
  hourOf,
  isBefore,
} from '../../src/trail/digest-chain.js';

const NOON = Date.parse('2026-03-07T12:00:00Z');
const MINUTE = 60_000;
const target = { bucket: 'trail-logs' };
const link = { bucket: 'trail-logs', key: 'k', hash: 'h', signature: 's' };
const iso = (time: number) => new Date(time).toISOString();

const BEGINNINGS: [what: string, delivered: number, oldest: number, first: string][] = [
  ['delivered at once', NOON, NOON, '2026-03-07T12:00:00.000Z'],
  ['delivered some seconds later', NOON + 6_500, NOON + 1_000, '2026-03-07T12:00:01.000Z'],
  ['delivered just when the hour is over', NOON + HOUR_MS, NOON, '2026-03-07T12:00:00.000Z'],
  ['delivered hours later', NOON + 5 * HOUR_MS + MINUTE, NOON, '2026-03-07T17:00:00.000Z'],
  ['of an unknown time', NOON + 999, Number.NaN, '2026-03-07T12:00:00.000Z'],
  ['older than the clock, which was set back', NOON, NOON + 9 * HOUR_MS, '2026-03-07T12:00:00.000Z'],
];

for (const [what, delivered, oldest, first] of BEGINNINGS) {
  t.test(`a chain whose first file is ${what} begins with the hour before that file's`, async (t) => {
    const chain = begun(target, delivered, oldest);
    t.equal(iso(chain.first), first);
    t.equal(chain.next, chain.first);
    t.equal(hourOf(chain, delivered), chain.first + HOUR_MS);
    t.equal(dueAt(chain), chain.first + HOUR_MS, 'and is due when that hour is over');
  });
}

const chain: Chain = { target, first: NOON, next: NOON + 3 * HOUR_MS, previous: link };

t.test('a file belongs to the hour in which it was delivered, and never to one that is over', async (t) => {
  t.equal(hourOf(chain, NOON + 2 * HOUR_MS + MINUTE), NOON + 3 * HOUR_MS);
  t.equal(hourOf(chain, NOON + 3 * HOUR_MS), NOON + 3 * HOUR_MS);
  t.equal(hourOf(chain, NOON + 3 * HOUR_MS + 1), NOON + 4 * HOUR_MS);
  t.equal(hourOf(chain, NOON + MINUTE), NOON + 3 * HOUR_MS, 'if the clock was set back');
});

t.test('a clock that was set back to before a chain is told from one set back within it', async (t) => {
  t.notOk(isBefore(NOON, chain));
  t.notOk(isBefore(NOON - HOUR_MS, chain));
  t.ok(isBefore(NOON - HOUR_MS - 1, chain));
});

t.test('a digest more brings the next hour', async (t) => {
  t.same(continued(begun(target, NOON, NOON), link), { target, first: NOON, next: NOON + HOUR_MS, previous: link });
});

t.test('a chain goes on over a week of empty hours, and begins anew behind more', async (t) => {
  const overEmpty = (hours: number, filed?: number) =>
    goneOn(chain, chain.next + (hours - 1) * HOUR_MS + MINUTE, filed);
  t.equal(overEmpty(EMPTY_HOURS), chain);
  const now = chain.next + EMPTY_HOURS * HOUR_MS;
  t.same(overEmpty(EMPTY_HOURS + 1), { target, first: now, next: now }, 'with the last hour that is over');
});

t.test('hours before one with a file are empty hours too', async (t) => {
  const filed = chain.next + 1_000 * HOUR_MS;
  t.same(goneOn(chain, filed + 5, filed), { target, first: filed - HOUR_MS, next: filed - HOUR_MS });
  t.equal(goneOn(chain, filed, chain.next + HOUR_MS), chain);
});
