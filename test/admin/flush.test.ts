import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { GetDatabasesCommand } from '@aws-sdk/client-glue';
import t from 'tap';
import type { CloudTrailRecord, DeliveredFile } from '../../src/index.js';
import { glueServer } from '../server.js';
import { ask } from './ask.js';

async function recordsOf(bucketDir: string, files: DeliveredFile[]): Promise<CloudTrailRecord[]> {
  const contents = await Promise.all(files.map(({ bucket, key }) => readFile(join(bucketDir, bucket, key))));
  return contents.flatMap((content) => JSON.parse(gunzipSync(content).toString()).Records);
}

t.test('flush answers when every call before it is in a file, with the files', async (t) => {
  const { server, glue } = await glueServer(t);
  for (let call = 0; call < 20; call += 1) await glue.send(new GetDatabasesCommand({}));
  const { status, body } = await ask(server, '/flush', '');
  t.equal(status, 200);
  const ids = (records: CloudTrailRecord[]) => records.map(({ eventID }) => eventID).sort();
  t.same(ids(await recordsOf(server.bucketDir, body.files)), ids(server.events()));
  t.same((await ask(server, '/flush', '')).body, { files: [] }, 'there is nothing left to write');
});

t.test('flush fails while the bucket cannot be written, says why, and succeeds once it can', async (t) => {
  const folder = join(t.testdir({}), 'buckets');
  await writeFile(folder, 'a file where the folder should be');
  const { server, glue } = await glueServer(t, { bucketDir: folder });
  await glue.send(new GetDatabasesCommand({}));
  for (const attempt of ['first', 'second']) {
    const { status, body } = await ask(server, '/flush', '');
    t.equal(status, 503, attempt);
    t.match(body, {
      error: {
        code: 'BucketUnavailable',
        message: /events of trail arn:aws:cloudtrail:us-east-1:123456789012:trail\/default: .*buckets/,
      },
    });
  }
  await rm(folder);
  const { status, body } = await ask(server, '/flush', '');
  t.equal(status, 200);
  t.same(await recordsOf(folder, body.files), server.events());
});
