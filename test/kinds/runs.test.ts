/** What comes one after the other: a sequence, and runs, which end and are forgotten. */
import t from 'tap';
import type { Scope } from '../../src/context.js';
import { entityNotFound } from '../../src/faults/errors.js';
import { Kind } from '../../src/kinds/kind.js';
import { type Run, Runs } from '../../src/kinds/runs.js';
import { Schedule } from '../../src/state/schedule.js';
import { Store } from '../../src/state/store.js';

const faults = { absent: (name: string) => entityNotFound(`${name} not found.`) };
const jobs = new Kind<{ name: string }>({ noun: 'testJob', faults });
const KEPT_MS = 1_000;
const runs = new Runs<Run>({ noun: 'testRun', parent: jobs, keptMs: KEPT_MS, faults });

/** Carries the work out in a commit of a store of its own. */
async function inScope(work: (scope: Scope) => void): Promise<void> {
  const store = new Store();
  t.teardown(() => store.close());
  const call = () => {
    throw new Error('runs make no calls');
  };
  const schedule = new Schedule(store);
  const scope = { account: '1', region: 'r', now: 0, newId: () => 'id', store, schedule, runMs: 0, call };
  await store.commit(() => work(scope));
}

function begin(scope: Scope, job: string, id: string): Run {
  return runs.begin(scope, [job], (number) => ({ number, id, startedAt: scope.now }));
}

const idsOf = (scope: Scope, job: string) => Array.from(runs.all(scope, [job]), ({ id }) => id);

t.test('they are numbered by parent, told newest first and found by whatever ids they have', async (t) => {
  await inScope((scope) => {
    for (const id of ['zebra', 'ape', 'ape_attempt_1']) begin(scope, 'zoo', id);
    t.equal(begin(scope, 'farm', 'ape').number, 1);
    t.strictSame(idsOf(scope, 'zoo'), ['ape_attempt_1', 'ape', 'zebra']);
    t.equal(runs.get(scope, ['zoo', 'ape']).number, 2);
    t.equal(runs.latest(scope, ['zoo'])?.id, 'ape_attempt_1');
    t.throws(() => runs.get(scope, ['farm', 'zebra']), { message: 'zebra not found.' });
  });
});

t.test('those that are under way are told oldest first, until they end, which they do once', async (t) => {
  await inScope((scope) => {
    const first = begin(scope, 'zoo', 'b');
    begin(scope, 'zoo', 'a');
    t.strictSame(
      Array.from(runs.underWay(scope, ['zoo']), ({ id }) => id),
      ['b', 'a'],
    );
    t.equal(runs.end(scope, ['zoo'], first), true);
    t.equal(runs.end(scope, ['zoo'], first), false);
    t.strictSame(
      Array.from(runs.underWay(scope, ['zoo']), ({ id }) => id),
      ['a'],
    );
  });
});

t.test('old ones are told no more, and each that comes lets two of them go', async (t) => {
  await inScope((scope) => {
    for (const id of ['a', 'b', 'c']) begin(scope, 'zoo', id);
    const later = { ...scope, now: KEPT_MS };
    t.strictSame(idsOf(later, 'zoo'), []);
    t.equal(runs.find(later, ['zoo', 'a']), undefined);
    t.equal(begin(later, 'zoo', 'd').number, 4);
    t.strictSame(idsOf(scope, 'zoo'), ['d', 'c']);
  });
});

t.test('they go with their parent', async (t) => {
  await inScope((scope) => {
    jobs.create(scope, ['zoo'], { name: 'zoo' });
    begin(scope, 'zoo', 'a');
    jobs.remove(scope, ['zoo']);
    t.strictSame([runs.find(scope, ['zoo', 'a']), ...idsOf(scope, 'zoo')], [undefined]);
    t.equal(begin(scope, 'zoo', 'b').number, 1);
  });
});
