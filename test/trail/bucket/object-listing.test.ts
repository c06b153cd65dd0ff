import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { ObjectListing } from '../../../src/trail/bucket/object-listing.js';

function buckets(t: Test) {
  const root = t.testdir({
    outside: { 'secret.csv': 'a,b' },
    buckets: {
      lake: {
        'a-b': 'x',
        a: { '1.csv': 'one', deep: { '2.csv': 'two' }, '2.csv.metadata.json': '{}', '1.csv.metadata.json': '{}' },
        '.b.partial': 'half',
        c: 'cc',
      },
      'not A Bucket': { x: '' },
      file: 'no folder',
    },
  });
  symlinkSync(join(root, 'outside'), join(root, 'buckets/lake/link'));
  symlinkSync(join(root, 'outside/secret.csv'), join(root, 'buckets/lake/secret.csv'));
  symlinkSync(join(root, 'outside'), join(root, 'buckets/linked'));
  return new ObjectListing(join(root, 'buckets'));
}

t.test('objects are listed in the order of S3, with their sizes', async (t) => {
  const listing = buckets(t);
  const keys = (prefix: string, limit = 100) => listing.list('lake', prefix, limit)?.map(({ key }) => key);
  t.same(keys(''), ['a-b', 'a/1.csv', 'a/2.csv.metadata.json', 'a/deep/2.csv', 'c']);
  t.same(listing.list('lake', 'a/1', 9), [{ key: 'a/1.csv', size: 3 }]);
  t.same(keys('a'), ['a-b', 'a/1.csv', 'a/2.csv.metadata.json', 'a/deep/2.csv']);
  t.same(keys('a/deep/'), ['a/deep/2.csv']);
  t.same(keys('', 2), ['a-b', 'a/1.csv']);
  t.same(keys('none/'), []);
});

t.test('nothing leads out of the folder of buckets', async (t) => {
  const listing = buckets(t);
  for (const bucket of ['none', 'file', '..', '.', 'linked', 'lake/a', '', 'not A Bucket'])
    t.equal(listing.list(bucket, '', 9), undefined, bucket);
  for (const prefix of ['../', '../lake/', '/', 'link/', './a/']) t.same(listing.list('lake', prefix, 9), [], prefix);
  for (const key of ['secret.csv', 'link/secret.csv', '../lake/c', 'a/../c', '/c', 'a', '', 'none', 'a\\1.csv'])
    t.equal(listing.read('lake', key, 0, 9), undefined, key);
});

t.test('bytes of an object are read, as far as there are any', async (t) => {
  const listing = buckets(t);
  const text = (from: number, length: number) =>
    Buffer.from(listing.read('lake', 'a/1.csv', from, length) ?? '').toString();
  t.same([text(0, 2), text(1, 99), text(3, 1), text(9, 1)], ['on', 'ne', '', '']);
});

const AS_ROOT = process.getuid?.() === 0 && 'no folder is shut to root';

t.test('a folder that cannot be read holds nothing', { skip: AS_ROOT }, async (t) => {
  const root = t.testdir({ lake: { open: { x: '1' } } });
  mkdirSync(join(root, 'lake/shut'), { mode: 0o000 });
  writeFileSync(join(root, 'lake/z'), 'z');
  t.same(
    new ObjectListing(root).list('lake', '', 9)?.map(({ key }) => key),
    ['open/x', 'z'],
  );
});
