import t from 'tap';
import { search } from '../../../../src/glue/crawlers/s3-target/folder-tree.js';
import { tablesIn } from '../../../../src/glue/crawlers/s3-target/grouping.js';
import { MOST_OBJECTS } from '../../../../src/glue/crawlers/s3-target/object-source.js';
import { memorySource } from './memory-source.js';

const A = '{"a":1,"b":1,"c":1,"d":1}';
const ALIKE = '{"a":1,"b":1,"c":1,"x":1}';
const OTHER = '{"x":1,"y":1}';

function found(objects: Record<string, string>, prefix = '', given: { sampleSize?: number } = {}) {
  const sought = { bucket: 'b', prefix, exclusions: [], sampleSize: given.sampleSize, classifiers: [] };
  const { folder, cut } = search(memorySource(objects), sought) ?? {};
  if (!folder) throw new Error('no such bucket');
  const tables = tablesIn(folder, { combines: false, tableLevel: 1 }, 1);
  return { cut, tables: tables.map(({ name, path, partitionKeys }) => [name, path, partitionKeys.join()]) };
}

t.test('folders make tables and partitions', async (t) => {
  for (const [what, objects, tables] of [
    ['objects at the top', { '1.json': A, '2.json': ALIKE }, [['b', '', '']]],
    ['one folder', { 'x/1.json': A }, [['x', 'x/', '']]],
    ['one folder in one', { 'x/y/1.json': A }, [['y', 'x/y/', '']]],
    ['one folder key=value', { 'x/k=1/1.json': A }, [['x', 'x/', 'k']]],
    ['folders that are alike', { 'x/1.json': A, 'y/1.json': ALIKE }, [['b', '', 'partition_0']]],
    [
      'folders that are not',
      { 'x/1.json': A, 'y/1.json': OTHER },
      [
        ['x', 'x/', ''],
        ['y', 'y/', ''],
      ],
    ],
    [
      'folders of other formats',
      { 'x/1.json': A, 'y/1.csv': 'a,b\n1,2\n' },
      [
        ['x', 'x/', ''],
        ['y', 'y/', ''],
      ],
    ],
    [
      'folders of other depths',
      { 'x/1.json': A, 'y/z/1.json': A },
      [
        ['x', 'x/', ''],
        ['z', 'y/z/', ''],
      ],
    ],
    ['keys in any case, and two levels', { 'Y=1/M=1/1.json': A, 'Y=1/M=2/1.json': A }, [['b', '', 'y,m']]],
    ['keys that differ', { 'y=1/1.json': A, 'z=1/1.json': A }, [['b', '', 'partition_0']]],
    [
      'what is no data beside it',
      { 'x/1.json': A, 'README.md': '#', 'y/bad.json': '{', '_tmp/1.json': OTHER },
      [['x', 'x/', '']],
    ],
    [
      'objects beside folders',
      { '1.json': A, 'x/1.json': A },
      [
        ['b', '', ''],
        ['x', 'x/', ''],
      ],
    ],
    [
      'quotes in one and none in the other',
      { 'x/1.csv': '"a","b"\n1,2\n', 'x/2.csv': 'a,b\n1,2\n' },
      [['x', 'x/', '']],
    ],
    ['nothing', {}, []],
  ] as const)
    t.same(found(objects).tables, tables, what);
});

t.test('below the level of tables each folder is one', async (t) => {
  const { folder } = search(memorySource({ 'x/y/1.json': A, 'x/z/1.json': A, 'w/1.json': A }), {
    ...{ bucket: 'b', prefix: '', exclusions: [], sampleSize: undefined, classifiers: [] },
  }) ?? { folder: undefined };
  const names = folder && tablesIn(folder, { combines: false, tableLevel: 3 }, 1).map(({ path }) => path);
  t.same(names, ['w/', 'x/y/', 'x/z/']);
});

t.test('an include path ends where a folder does', async (t) => {
  const objects = { 'd/1.json': A, 'd2/1.json': OTHER };
  for (const prefix of ['d', 'd/']) t.same(found(objects, prefix).tables, [['d', 'd/', '']], prefix);
});

t.test('what was not opened counts as what its ending says', async (t) => {
  const objects = { 'x/1.json': A, 'x/2.json': OTHER, 'x/3.csv': 'a,b\n1,2\n' };
  t.same(found(objects, 'x/', { sampleSize: 1 }).tables, [['x', 'x/', '']]);
  t.equal(found(objects, 'x/').tables.length, 3);
});

t.test('there is a bound, and it is told', async (t) => {
  const objects = Object.fromEntries(Array.from({ length: MOST_OBJECTS + 1 }, (_, number) => [`x/${number}.json`, A]));
  t.same(found(objects), { cut: true, tables: [['x', 'x/', '']] });
});
