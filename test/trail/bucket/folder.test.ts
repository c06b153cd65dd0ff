import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import t from 'tap';
import { FolderBucket } from '../../../src/trail/bucket/folder.js';

const body = Buffer.from('content');

t.test('an object lies at the path of its key, in the folder of its bucket, and nothing beside it', async (t) => {
  const root = join(t.testdir(), 'buckets');
  const folder = new FolderBucket(root);
  await folder.put('trail-logs', 'AWSLogs/123456789012/a.json.gz', body);
  await folder.put('trail-logs', 'AWSLogs/123456789012/b.json.gz', Buffer.from('other'));
  await folder.put('another.bucket', 'top', body);
  t.same(readdirSync(root, { recursive: true }).sort(), [
    'another.bucket',
    'another.bucket/top',
    'trail-logs',
    'trail-logs/AWSLogs',
    'trail-logs/AWSLogs/123456789012',
    'trail-logs/AWSLogs/123456789012/a.json.gz',
    'trail-logs/AWSLogs/123456789012/b.json.gz',
  ]);
  t.same(readFileSync(join(root, 'trail-logs/AWSLogs/123456789012/a.json.gz')), body);
});

t.test('the same key again replaces the object, and a partial one of a killed process', async (t) => {
  const root = t.testdir({ 'trail-logs': { '.key.partial': 'half of something longer than that' } });
  const folder = new FolderBucket(root);
  await folder.put('trail-logs', 'key', Buffer.from('first'));
  await folder.put('trail-logs', 'key', body);
  t.same(readdirSync(join(root, 'trail-logs')), ['key']);
  t.same(readFileSync(join(root, 'trail-logs/key')), body);
});

t.test('a folder that was deleted meanwhile is made again', async (t) => {
  const root = t.testdir();
  const folder = new FolderBucket(root);
  await folder.put('trail-logs', 'a/b', body);
  await rm(join(root, 'trail-logs'), { recursive: true });
  await folder.put('trail-logs', 'a/b', body);
  t.same(readFileSync(join(root, 'trail-logs/a/b')), body);
});

for (const key of ['../x', 'a/../../x', '/etc/x', 'a//b', '', 'a/', '.', './a', 'a/./b', 'a\0b', 'a\\..\\b', '..']) {
  t.test(`the key ${JSON.stringify(key)} is refused`, async (t) => {
    const root = join(t.testdir(), 'buckets');
    await t.rejects(new FolderBucket(root).put('trail-logs', key, body), { message: /is no path inside/ });
    t.notOk(existsSync(root));
  });
}

for (const bucket of ['..', '.', '', 'a/b', '../..', 'ab', 'Trail-Logs', 'a\0b', '-ab', 'x'.repeat(64)]) {
  t.test(`the bucket name ${JSON.stringify(bucket).slice(0, 20)} is refused`, async (t) => {
    const root = join(t.testdir(), 'buckets');
    await t.rejects(new FolderBucket(root).put(bucket, 'key', body), { message: /is no bucket name/ });
    t.notOk(existsSync(root));
  });
}

t.test('a folder that cannot be written rejects and leaves nothing', async (t) => {
  const root = join(t.testdir(), 'buckets');
  writeFileSync(root, 'a file in its place');
  await t.rejects(new FolderBucket(root).put('trail-logs', 'a/b', body), { code: /ENOTDIR|EEXIST/ });
});
