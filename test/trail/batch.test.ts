import t from 'tap';
import { Random } from '../../src/state/random.js';
import { type BatchEvent, cutBatch } from '../../src/trail/batch.js';

const NOTHING_HELD = Number.POSITIVE_INFINITY;

function eventsOf(count: number, length = 1_000): BatchEvent[] {
  return Array.from({ length: count }, (_, index) => ({ sequence: index + 1, length }));
}

const ascending = (one: number, other: number) => one - other;
const sequencesOf = (events: BatchEvent[]) => events.map(({ sequence }) => sequence);
const isSorted = (file: number[]) => file.every((sequence, index) => index === 0 || sequence > (file[index - 1] ?? 0));

const LAWS: [events: number, perFile: number, holdFrom: number][] = [
  [0, 10, 1],
  [1, 10, 1],
  [2, 10, 1],
  [3, 10, 1],
  [10, 10, 1],
  [11, 10, NOTHING_HELD],
  [100, 10, 1],
  [100, 1, 1],
  [1_000, 100, 1],
  [1_000, 100, 990],
  [5_003, 1_000, NOTHING_HELD],
];

for (const [count, perFile, holdFrom] of LAWS) {
  t.test(`of ${count} events in files of ${perFile}, held from ${holdFrom}, none is lost or doubled`, async (t) => {
    for (const seed of ['a', 'b', 'c']) {
      const { files, held } = cutBatch(eventsOf(count), perFile, holdFrom, new Random(seed));
      t.same([...files.flat(), ...held].sort(ascending), sequencesOf(eventsOf(count)));
      t.ok(files.every((file) => file.length > 0 && file.length <= perFile));
      t.ok(held.length <= 8 && held.every((sequence) => sequence >= holdFrom && sequence < count));
      t.equal(files.length > 0, count > 0);
    }
  });
}

t.test('files are shuffled', async (t) => {
  const { files } = cutBatch(eventsOf(300), 100, NOTHING_HELD, new Random('seed'));
  t.equal(files.length, 3);
  t.notOk(files.some(isSorted));
});

t.test('neighbouring files overlap, whatever the seed', async (t) => {
  for (let seed = 0; seed < 50; seed += 1) {
    const { files } = cutBatch(eventsOf(60), 20, NOTHING_HELD, new Random(String(seed)));
    const borders = files.slice(1).map((file, index) => Math.max(...(files[index] ?? [])) - Math.min(...file));
    t.ok(borders.length === 2 && borders.every((overlap) => overlap > 0), `seed ${seed}: ${borders}`);
  }
});

t.test('what is held back is older than the newest event of its batch, so that the next file overlaps', async (t) => {
  for (let seed = 0; seed < 50; seed += 1) {
    const { files, held } = cutBatch(eventsOf(30), 100, 1, new Random(String(seed)));
    t.ok(held.includes(29), 'the last but one always waits');
    t.ok(files.flat().includes(30), 'the newest never does');
    t.ok(files.flat().includes(1), 'nor does the oldest');
  }
});

t.test('what waited once waits no more', async (t) => {
  const events = [
    ...eventsOf(8),
    { sequence: 20, length: 1 },
    { sequence: 21, length: 1 },
    { sequence: 22, length: 1 },
  ];
  for (const seed of ['a', 'b', 'c']) t.same(cutBatch(events, 100, 9, new Random(seed)).held, [21]);
});

t.test('a few events are not split up', async (t) => {
  for (const count of [1, 2]) t.same(cutBatch(eventsOf(count), 100, 1, new Random('seed')).held, []);
});

t.test('files are of like size', async (t) => {
  const { files } = cutBatch(eventsOf(1_001), 1_000, NOTHING_HELD, new Random('seed'));
  t.same(
    files.map((file) => file.length),
    [501, 500],
  );
});

t.test('long records make files of fewer events', async (t) => {
  const { files } = cutBatch(eventsOf(100, 1024 * 1024), 1_000, NOTHING_HELD, new Random('seed'));
  t.same(new Set(files.slice(0, -1).map((file) => file.length)), new Set([8]));
  const huge = cutBatch(eventsOf(3, 20 * 1024 * 1024), 1_000, NOTHING_HELD, new Random('seed'));
  t.equal(huge.files.length, 3, 'a record that is too long for any file has one for itself');
});

t.test('the same seed cuts the same way, another seed another', async (t) => {
  const cut = (seed: string) => cutBatch(eventsOf(100), 30, 1, new Random(seed));
  t.same(cut('seed'), cut('seed'));
  t.notSame(cut('seed'), cut('other'));
});
