import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { startGlueTrail } from '../../src/index.js';
import { PUBLIC_KEY_FILE } from '../../src/trail/bucket/public-key-file.js';
import { fingerprintOf } from '../../src/trail/signing-keys.js';
import { cloudTrailClient, refusal } from '../server.js';

const START = '2017-10-11T22:29:49Z';

async function servedFrom(t: Test, bucketDir: string) {
  const server = await startGlueTrail({ bucketDir, now: START });
  t.after(() => server.close());
  return { server, cloudtrail: cloudTrailClient(t, server) };
}

t.test('there is a key for the present, in the form in which AWS tells it', async (t) => {
  const { cloudtrail } = await servedFrom(t, t.testdir({}));
  const { PublicKeyList = [] } = await cloudtrail.listPublicKeys({});
  t.equal(PublicKeyList.length, 1);
  const [{ Value = new Uint8Array(), Fingerprint, ValidityStartTime, ValidityEndTime } = {}] = PublicKeyList;
  t.equal(createPublicKey({ key: Buffer.from(Value), format: 'der', type: 'pkcs1' }).asymmetricKeyType, 'rsa');
  t.equal(Fingerprint, fingerprintOf(Value));
  t.same(ValidityStartTime, new Date('2017-10-11T00:00:00Z'));
  t.same(ValidityEndTime, new Date('2017-11-10T00:00:00Z'), 'thirty days later');
  const again = await cloudtrail.listPublicKeys({ NextToken: 'whatever' });
  t.same(again.PublicKeyList, PublicKeyList, 'a token is ignored');
});

t.test('a range is of keys that are valid in it, and must not end before it begins', async (t) => {
  const { server, cloudtrail } = await servedFrom(t, t.testdir({}));
  await cloudtrail.listPublicKeys({});
  await server.clock.advance('365d');
  const list = async (start: string, end: string) => {
    const range = { StartTime: new Date(start), EndTime: new Date(end) };
    return (await cloudtrail.listPublicKeys(range)).PublicKeyList?.length;
  };
  t.equal(await list('2017-10-01T00:00:00Z', '2017-10-12T00:00:00Z'), 1);
  t.equal(await list('2017-11-11T00:00:00Z', '2017-12-12T00:00:00Z'), 0);
  t.equal(await list('2017-10-01T00:00:00Z', '2018-12-12T00:00:00Z'), 2, 'the second for the present');
  t.match(await refusal(list('2017-10-12T00:00:00Z', '2017-10-11T00:00:00Z')), /^InvalidTimeRangeException: /);
});

t.test('the key that signed is listed, after a reset and by a later server on the same buckets too', async (t) => {
  const bucketDir = t.testdir({});
  const fingerprints = async ({ cloudtrail }: Awaited<ReturnType<typeof servedFrom>>) => {
    const range = { StartTime: new Date(START), EndTime: new Date('2017-10-12T22:29:49Z') };
    return (await cloudtrail.listPublicKeys(range)).PublicKeyList?.map(({ Fingerprint }) => Fingerprint);
  };
  const first = await servedFrom(t, bucketDir);
  await first.cloudtrail.describeTrails({});
  await first.server.flush();
  await first.server.clock.advance('1h');
  const { PublicKeyList } = JSON.parse(readFileSync(join(bucketDir, PUBLIC_KEY_FILE), 'utf8'));
  const signed = PublicKeyList.map(({ Fingerprint }: { Fingerprint: string }) => Fingerprint);
  t.equal(signed.length, 1);
  t.same(await fingerprints(first), signed);
  await first.server.reset();
  t.same(await fingerprints(first), signed, 'after a reset');
  await first.server.close();
  const second = await servedFrom(t, bucketDir);
  t.ok((await fingerprints(second))?.includes(signed[0]));
});
