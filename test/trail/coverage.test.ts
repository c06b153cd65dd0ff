import t from 'tap';
import { Store } from '../../src/state/store.js';
import { type Coverage, Coverages, covers } from '../../src/trail/coverage.js';
import { History } from '../../src/trail/history.js';

const EAST = { account: '123456789012', region: 'us-east-1' };
const OTHER = { account: '210987654321', region: 'eu-west-1' };

const into = (bucket: string): Coverage => ({ account: EAST.account, bucket, validation: false });

function open() {
  const store = new Store();
  t.teardown(() => store.close());
  const history = new History(store);
  const coverages = new Coverages(store, history);
  /** In one commit: some events, and work beside them. */
  const commit = (events: number, work: () => void = () => {}) =>
    store.commit(() => {
      for (let event = 0; event < events; event += 1) history.append(EAST, '{}');
      work();
    });
  return { store, history, coverages, commit };
}

t.test(
  'a trail covers from the commit in which it begins, and is changed behind the commit that changes it',
  async (t) => {
    const { coverages, commit } = open();
    await commit(2);
    await commit(3, () => coverages.begin('trail', into('first')));
    await commit(2, () => coverages.change('trail', into('second')));
    await commit(1, () => coverages.change('trail', undefined));
    const expected: [number, string | undefined, number][] = [
      [1, undefined, 3],
      [2, undefined, 3],
      [3, 'first', 8],
      [7, 'first', 8],
      [8, 'second', 9],
      [9, undefined, Number.POSITIVE_INFINITY],
    ];
    for (const [sequence, bucket, until] of expected) {
      const at = coverages.at('trail', sequence);
      t.same([at.coverage?.bucket, at.until], [bucket, until], `at ${sequence}`);
    }
    t.equal(coverages.now('trail'), undefined);
    t.equal(coverages.first('trail'), 3);
    t.same(coverages.trails(), ['trail']);
  },
);

t.test('of the changes in one commit the last one holds', async (t) => {
  const { coverages, commit } = open();
  await commit(1, () => {
    coverages.change('trail', into('first'));
    coverages.change('trail', into('second'));
  });
  t.match(coverages.at('trail', 2), { coverage: { bucket: 'second' }, until: Number.POSITIVE_INFINITY });
  t.equal(coverages.at('trail', 1).coverage, undefined);
});

t.test('a change of a call that fails does not come to be', async (t) => {
  const { coverages, commit } = open();
  await commit(1, () => coverages.begin('trail', into('first')));
  const failing = commit(0, () => {
    coverages.change('trail', undefined);
    throw new Error('refused');
  });
  await t.rejects(failing, { message: 'refused' });
  await commit(1);
  t.match(coverages.now('trail'), { bucket: 'first' });
});

t.test('what is past is forgotten, and a trail that takes nothing any more altogether', async (t) => {
  const { coverages, commit } = open();
  await commit(2, () => coverages.begin('trail', into('first')));
  await commit(2, () => coverages.change('trail', into('second')));
  t.equal(await forgotten(4), false);
  t.equal(coverages.first('trail'), 1, 'the first still holds at 4');
  t.equal(await forgotten(5), false);
  t.equal(coverages.first('trail'), 5);
  await commit(1, () => coverages.change('trail', undefined));
  t.equal(await forgotten(5), false, 'its last event is not past');
  t.equal(await forgotten(6), true);
  t.same(coverages.trails(), []);

  async function forgotten(before: number): Promise<boolean> {
    let isOver = false;
    await commit(0, () => {
      isOver = coverages.forget('trail', before);
    });
    return isOver;
  }
});

t.test('a coverage is of an account or of all, and of a region or of all', async (t) => {
  const cases: [Partial<Coverage>, boolean, boolean][] = [
    [{}, true, false],
    [{ region: 'us-east-1' }, true, false],
    [{ region: 'eu-west-1' }, false, false],
    [{ organization: 'o-exampleorgid' }, true, true],
    [{ organization: 'o-exampleorgid', region: 'eu-west-1' }, false, true],
  ];
  for (const [given, east, other] of cases) {
    const coverage = { ...into('bucket'), ...given };
    t.same([covers(coverage, EAST), covers(coverage, OTHER)], [east, other], JSON.stringify(given));
  }
});
