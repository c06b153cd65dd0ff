import { open, type RootDatabase } from 'lmdb';
import t from 'tap';
import type { Key } from '../../src/state/key.js';
import { type Collection, type Range, Store } from '../../src/state/store.js';

function openStore(folder?: string): Store {
  const store = new Store(folder);
  t.teardown(() => store.close());
  return store;
}

async function filled(keys: Key[]): Promise<Collection<string>> {
  const store = openStore();
  const collection = store.collection<string>('things');
  await store.commit(() => {
    for (const key of keys) collection.put(key, key.join('/'));
  });
  return collection;
}

t.test('work of one turn of the event loop is one commit, and each sees the writes of those before it', async (t) => {
  const store = openStore();
  const counts = store.collection<number>('counts');
  let commits = 0;
  store.onCommit(() => {
    commits += 1;
    return () => {};
  });
  const count = () => {
    const next = (counts.get(['n']) ?? 0) + 1;
    counts.put(['n'], next);
    return next;
  };
  t.same(await Promise.all([store.commit(count), store.commit(count), store.commit(count)]), [1, 2, 3]);
  t.equal(commits, 1);
  t.equal(await store.commit(count), 4);
  t.equal(commits, 2);
});

t.test(
  'what a commit hook writes is stored when the work is answered, and its follow-up comes after the commit',
  async (t) => {
    const store = openStore();
    const log = store.collection<string>('log');
    let told = false;
    store.onCommit(() => {
      log.put(['hook'], 'written');
      return () => {
        told = true;
      };
    });
    await store.commit(() => t.notOk(told));
    t.equal(log.get(['hook']), 'written');
    t.ok(told);
  },
);

t.test('work that throws leaves no writes, rejects, and spares the work beside it', async (t) => {
  const store = openStore();
  const things = store.collection<string>('things');
  await store.commit(() => things.put(['old'], 'before'));
  const failing = store.commit(() => {
    things.put(['old'], 'changed');
    things.put(['new'], 'added');
    throw new Error('refused');
  });
  const beside = store.commit(() => things.put(['beside'], 'kept'));
  await t.rejects(failing, { message: 'refused' });
  await beside;
  t.same(
    ['old', 'new', 'beside'].map((name) => things.get([name])),
    ['before', undefined, 'kept'],
  );
});

t.test('an attempt that throws takes back its own writes only', async (t) => {
  const store = openStore();
  const things = store.collection<{ n: number }>('things');
  await store.commit(() => {
    for (const n of [1, 2, 3]) things.put(['kept', n], { n });
  });
  await store.commit(() => {
    things.put(['outer'], { n: 10 });
    t.throws(() =>
      store.attempt(() => {
        things.removeAll(['kept']);
        things.put(['kept', 2], { n: 99 });
        things.put(['outer'], { n: 11 });
        things.remove(['absent']);
        throw new Error('refused');
      }),
    );
  });
  t.same(
    [...things.range({ prefix: [] })].map(({ key, value }) => [key, value.n]),
    [
      [['kept', 1], 1],
      [['kept', 2], 2],
      [['kept', 3], 3],
      [['outer'], 10],
    ],
  );
});

t.test(
  'attempts nest: an inner one that throws leaves the outer one whole, an outer one takes back the inner',
  async (t) => {
    const store = openStore();
    const things = store.collection<string>('things');
    const outcomes = await store.commit(() => {
      store.attempt(() => {
        things.put(['a'], 'outer');
        t.throws(() =>
          store.attempt(() => {
            things.put(['a'], 'inner');
            throw new Error('inner');
          }),
        );
      });
      const afterInner = things.get(['a']);
      t.throws(() =>
        store.attempt(() => {
          store.attempt(() => things.put(['a'], 'inner'));
          throw new Error('outer');
        }),
      );
      return [afterInner, things.get(['a'])];
    });
    t.same(outcomes, ['outer', 'outer']);
  },
);

const KEYS: Key[] = [
  ['a'],
  ['a', -5],
  ['a', 2],
  ['a', 10],
  ['a', ''],
  ['a', 'b'],
  ['a', 'b', 'c'],
  ['a', '\uffff'],
  ['a', '\u{10ffff}'],
  ['ab'],
  ['b', 'a'],
];

const RANGES: [string, Range, Key[]][] = [
  ['everything in order, numbers before text', { prefix: [] }, KEYS],
  ['everything backwards', { prefix: [], reverse: true }, [...KEYS].reverse()],
  ['a prefix, part by part', { prefix: ['a'] }, KEYS.slice(0, 9)],
  ['a prefix of two parts', { prefix: ['a', 'b'] }, KEYS.slice(5, 7)],
  ['no more than the limit', { prefix: ['a'], limit: 2 }, KEYS.slice(0, 2)],
  ['behind a key', { prefix: ['a'], after: ['a', 'b'] }, KEYS.slice(6, 9)],
  ['behind a key that does not exist', { prefix: ['a'], after: ['a', 2.5] }, KEYS.slice(3, 9)],
  ['behind a key, with a limit', { prefix: ['a'], after: ['a', 2], limit: 1 }, KEYS.slice(3, 4)],
  ['the last ones first', { prefix: ['a'], limit: 2, reverse: true }, [KEYS[8] as Key, KEYS[7] as Key]],
  ['before a key', { prefix: ['a'], after: ['a', 10], reverse: true, limit: 2 }, [KEYS[2] as Key, KEYS[1] as Key]],
  ['behind the last', { prefix: ['b'], after: ['b', 'a'] }, []],
  ['an absent prefix', { prefix: ['c'] }, []],
];

for (const [what, range, expected] of RANGES) {
  t.test(`a range reads ${what}`, async (t) => {
    const collection = await filled(KEYS);
    t.same([...collection.keys(range)], expected);
    t.same(
      [...collection.range(range)].map(({ value }) => value),
      expected.map((key) => key.join('/')),
    );
  });
}

t.test('a count is that of a prefix', async (t) => {
  const collection = await filled(KEYS);
  t.equal(collection.count(['a']), 9);
  t.equal(collection.count([]), KEYS.length);
  t.equal(collection.count(['c']), 0);
});

const LONG_PARTS: [string, string][] = [
  ['1,024 letters', 'x'.repeat(1024)],
  ['1,024 characters of three bytes', '語'.repeat(1024)],
  ['1,024 emoji', '🙂'.repeat(1024)],
  ['a NUL', 'a\0b'],
];

for (const [what, part] of LONG_PARTS) {
  t.test(`a key part of ${what} is found, told apart and in a range`, async (t) => {
    const store = openStore();
    const things = store.collection<string>('things');
    await store.commit(() => {
      things.put(['p', part, part], 'one');
      things.put(['p', part, `${part}!`], 'other');
      things.put(['p', `${part}!`, part], 'elsewhere');
    });
    t.equal(things.get(['p', part, part]), 'one');
    t.equal(things.get(['p', part, `${part}!`]), 'other');
    t.ok(things.has(['p', part, part]));
    t.notOk(things.has(['p', part, `${part}?`]));
    t.same([...things.range({ prefix: ['p', part] })].map(({ value }) => value).sort(), ['one', 'other']);
    await store.commit(() => things.remove(['p', part, part]));
    t.notOk(things.has(['p', part, part]));
  });
}

t.test('a folder that is closed and opened again has what was stored', async (t) => {
  const folder = t.testdir();
  const first = new Store(folder);
  const queued = first.commit(() => {
    first.collection<{ a: number[] }>('things').put(['k'], { a: [1, 2] });
    first.collection<string>('texts', 'string').put(['k'], 'täxt');
  });
  await first.close();
  await queued;
  const second = openStore(folder);
  t.same(second.collection<{ a: number[] }>('things').get(['k']), { a: [1, 2] });
  t.equal(second.collection<string>('texts', 'string').get(['k']), 'täxt');
});

const FOREIGN: [string, (root: RootDatabase) => unknown][] = [
  ['of another format', (root) => root.openDB('format', { encoding: 'json' }).putSync('number', 99)],
  ['from before formats had numbers', (root) => root.openDB('format', { encoding: 'json' }).removeSync('number')],
];

for (const [what, change] of FOREIGN) {
  t.test(`a folder ${what} is refused and left as it is`, async (t) => {
    const folder = t.testdir();
    const store = new Store(folder);
    await store.commit(() => store.collection<string>('things').put(['k'], 'v'));
    await store.close();
    const root = open({ path: folder, noSubdir: false, maxDbs: 32 });
    change(root);
    await root.close();
    for (const _ of ['once', 'and again'])
      t.throws(() => new Store(folder), { name: 'DataFolderError', message: /another version of gluetrail/ });
  });
}

t.test('a store that is cleared is empty, tells it inside that commit, and goes on', async (t) => {
  const store = openStore();
  const things = store.collection<string>('things');
  await store.commit(() => things.put(['k'], 'v'));
  let seen: string | undefined = 'not told';
  store.onClear(() => {
    seen = things.get(['k']);
  });
  const cleared = store.clear();
  const after = store.commit(() => things.put(['later'], 'v'));
  await Promise.all([cleared, after]);
  t.equal(seen, undefined);
  t.same([...things.keys({ prefix: [] })], [['later']]);
});

t.test('a closed store refuses work', async (t) => {
  const store = new Store();
  await store.close();
  await t.rejects(store.commit(() => 1));
});
