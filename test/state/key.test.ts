import t from 'tap';
import { isShortened, type Key, storedKey } from '../../src/state/key.js';
import { Store } from '../../src/state/store.js';

const PARTS = [
  '',
  ' ',
  'a',
  'a/b',
  '\u0000',
  'a\u0001b',
  `${'a'.repeat(64)}\u0002`,
  '\u0004'.repeat(255),
  '\t',
  '\u001b',
  '語'.repeat(255),
  `${'語'.repeat(254)}a`,
  '🗄'.repeat(255),
  'x'.repeat(1024),
  `${'x'.repeat(1023)}y`,
];

const PAIRS: Key[] = PARTS.flatMap((one) => PARTS.map((other) => ['123456789012', 'us-east-1', one, other]));
const TWENTIES: Key[] = PARTS.flatMap((part) => [Array(20).fill(part), [...Array(19).fill(part), 'z']]);
const KEYS = [...PAIRS, ...TWENTIES];

t.test('different keys are stored as different keys, short enough for LMDB', async (t) => {
  const stored = KEYS.map((key) => storedKey(key));
  t.equal(new Set(stored.map((key) => JSON.stringify(key))).size, KEYS.length);
  for (const key of stored) t.ok(Buffer.byteLength(JSON.stringify(key)) < 1_978);
});

t.test('a stored key is its own stored key', async (t) => {
  for (const key of KEYS) t.same(storedKey(storedKey(key)), storedKey(key));
});

t.test('short parts of plain characters stay as they are', async (t) => {
  const key = ['123456789012', 'us-east-1', 'table', 'sales', 'orders/2026', 7];
  t.equal(storedKey(key), key);
  t.notOk(key.some(isShortened));
});

t.test('a walk over keys of all sorts, each from behind the last one, meets every key once', async (t) => {
  const store = new Store();
  t.after(() => store.close());
  const things = store.collection<number>('things');
  await store.commit(() => {
    for (const [index, key] of KEYS.entries()) things.put(key, index);
  });
  const met: number[] = [];
  let after: Key | undefined;
  do {
    const [entry] = [...things.range({ prefix: [], after, limit: 1 })];
    if (entry) met.push(entry.value);
    after = entry?.key;
  } while (after);
  t.same(
    met.sort((a, b) => a - b),
    [...KEYS.keys()],
  );
});
