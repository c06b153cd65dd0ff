import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import {
  addPublicKey,
  PUBLIC_KEY_FILE,
  readPublicKeys,
  verifyingKeys,
} from '../../../src/trail/bucket/public-key-file.js';
import { fingerprintOf, type PublicKey } from '../../../src/trail/signing-keys.js';

function madeKey(region: string): PublicKey {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 512 });
  const der = publicKey.export({ type: 'pkcs1', format: 'der' });
  return { region, fingerprint: fingerprintOf(der), value: der.toString('base64'), validFrom: 0, validTo: 86_400_000 };
}

const [east, west] = [madeKey('us-east-1'), madeKey('us-west-2')];

t.test('keys that are added are read, each once', async (t) => {
  const root = join(t.testdir({}), 'buckets');
  t.same(await readPublicKeys(root), []);
  for (const key of [east, west, east]) await addPublicKey(root, key);
  t.same(await readPublicKeys(root), [east, west]);
  const keys = await verifyingKeys(join(root, PUBLIC_KEY_FILE));
  t.same([...keys.keys()], [east.fingerprint, west.fingerprint]);
});

t.test('entries that somebody else wrote are kept, and read as far as they can be', async (t) => {
  const root = t.testdir({});
  const path = join(root, PUBLIC_KEY_FILE);
  const foreign = { Value: west.value, ValidityStartTime: '2026-03-07T12:00:00Z', Fingerprint: west.fingerprint };
  writeFileSync(path, JSON.stringify({ PublicKeyList: [foreign, { Value: 'AAAA', Region: 'us-east-1' }] }));
  await addPublicKey(root, east);
  t.same(await readPublicKeys(root), [east]);
  t.same(JSON.parse(readFileSync(path, 'utf8')).PublicKeyList[0], foreign);
});

t.test('a file that is none of keys is begun anew', async (t) => {
  const root = t.testdir({ [PUBLIC_KEY_FILE]: 'no JSON' });
  t.same(await readPublicKeys(root), []);
  await addPublicKey(root, east);
  t.same(await readPublicKeys(root), [east]);
});
