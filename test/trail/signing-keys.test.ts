import { createPublicKey, sign, verify } from 'node:crypto';
import t from 'tap';
import { Store } from '../../src/state/store.js';
import { fingerprintOf, type PublicKey, publicKeys, SigningKeys } from '../../src/trail/signing-keys.js';

const NOON = Date.parse('2026-03-07T12:00:00Z');
const DAY = 24 * 60 * 60_000;
const EAST = 'us-east-1';

interface Rig {
  store: Store;
  keys: SigningKeys;
  published: PublicKey[];
  list: (region: string, from: number, to: number, now: number) => Promise<PublicKey[]>;
}

function rig(folder?: string): Rig {
  const store = new Store(folder);
  t.teardown(() => store.close());
  const published: PublicKey[] = [];
  return {
    store,
    published,
    keys: new SigningKeys(store, async (key) => void published.push(key)),
    list: (...asked) => store.commit(() => publicKeys(store, ...asked)),
  };
}

t.test('a region has one key for thirty days, which is published before it is used', async (t) => {
  const { keys, published, list } = rig();
  const [first, second] = [await keys.keyFor(EAST, NOON), await keys.keyFor(EAST, NOON + 29 * DAY)];
  t.equal(second, first);
  t.not((await keys.keyFor('eu-west-1', NOON)).fingerprint, first.fingerprint);
  t.not((await keys.keyFor(EAST, NOON + 30 * DAY)).fingerprint, first.fingerprint);
  t.equal((await keys.keyFor(EAST, NOON)).fingerprint, first.fingerprint, 'the clock may go back');
  t.same(
    (await list(EAST, 0, NOON + 60 * DAY, NOON)).map(({ fingerprint }) => fingerprint),
    [...new Set(published.filter(({ region }) => region === EAST).map(({ fingerprint }) => fingerprint))],
  );
});

t.test('the public half, a PKCS#1 key known by its MD5, verifies what the private one signs', async (t) => {
  const { keys, published } = rig();
  const { fingerprint, privateKey } = await keys.keyFor(EAST, NOON);
  const der = Buffer.from(published[0]?.value ?? '', 'base64');
  const publicKey = createPublicKey({ key: der, format: 'der', type: 'pkcs1' });
  t.equal(publicKey.asymmetricKeyDetails?.modulusLength, 2048);
  t.equal(fingerprint, fingerprintOf(der));
  t.match(fingerprint, /^[0-9a-f]{32}$/);
  const text = Buffer.from('text');
  t.ok(verify('sha256', text, publicKey, sign('sha256', text, privateKey)));
});

t.test('only keys that are valid within the range are listed', async (t) => {
  const { keys, list } = rig();
  await keys.keyFor(EAST, NOON);
  t.equal((await list(EAST, NOON - DAY, NOON, NOON + 100 * DAY)).length, 1);
  t.same(await list(EAST, NOON - 9 * DAY, NOON - 2 * DAY, NOON), []);
  t.same(await list('eu-west-1', NOON - 9 * DAY, NOON - DAY, NOON), []);
});

t.test('there is always a key for the present, and it is the one that signs', async (t) => {
  const { keys, list } = rig();
  const [listed, ...others] = await list(EAST, NOON - DAY, NOON + DAY, NOON);
  t.same(others, []);
  t.equal((await keys.keyFor(EAST, NOON)).fingerprint, listed?.fingerprint);
  t.equal((await list(EAST, NOON, NOON, NOON)).length, 1);
});

t.test('keys are kept in the store, and over its being emptied', async (t) => {
  const folder = t.testdir();
  const first = rig(folder);
  const { fingerprint } = await first.keys.keyFor(EAST, NOON);
  await first.keys.keepOver(() => first.store.clear());
  await first.store.close();
  const second = rig(folder);
  t.equal((await second.keys.keyFor(EAST, NOON)).fingerprint, fingerprint);
  t.equal(second.published[0]?.fingerprint, fingerprint, 'and published again');
});

t.test('public keys of another server are listed, and sign nothing', async (t) => {
  const other = rig();
  const { fingerprint } = await other.keys.keyFor(EAST, NOON);
  const { keys, list } = rig();
  await keys.adopt(other.published);
  await keys.adopt(other.published);
  t.not((await keys.keyFor(EAST, NOON)).fingerprint, fingerprint);
  t.equal((await list(EAST, NOON, NOON, NOON)).filter((key) => key.fingerprint === fingerprint).length, 1);
});
