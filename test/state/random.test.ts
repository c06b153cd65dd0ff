import t from 'tap';
import { Random } from '../../src/state/random.js';

const draws = (seed: string, count = 5) => {
  const random = new Random(seed);
  return Array.from({ length: count }, () => random.below(1_000_000));
};

t.test('a seed gives the same draws everywhere', async (t) => {
  t.same(draws('seed'), draws('seed'));
  t.same(draws('seed'), [803910, 532519, 56840, 327547, 941436]);
});

t.test('seeds that differ a little share nothing', async (t) => {
  const all = ['', 'a', 'b', 'aa', 'a '].flatMap((seed) => draws(seed));
  t.equal(new Set(all).size, all.length);
});

t.test('draws stay below their limit and reach every number', async (t) => {
  const random = new Random('dice');
  const counts = [0, 0, 0, 0, 0, 0];
  for (let throws = 0; throws < 6_000; throws += 1) {
    const side = random.below(6);
    counts[side] = (counts[side] ?? Number.NaN) + 1;
  }
  t.equal(counts.length, 6);
  t.ok(
    counts.every((count) => count > 850 && count < 1_150),
    counts.join(' '),
  );
});

t.test('shuffling keeps every item and moves them', async (t) => {
  const items = Array.from({ length: 100 }, (_, index) => index);
  const shuffled = new Random('cards').shuffle([...items]);
  t.not(shuffled.join(), items.join());
  t.same(
    [...shuffled].sort((one, other) => one - other),
    items,
  );
});

t.test('text is drawn from the alphabet', async (t) => {
  t.match(new Random('text').text(200, 'abc'), /^[abc]{200}$/);
});
