import { createPublicKey, verify } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import t from 'tap';
import { Clock } from '../../src/state/clock.js';
import { Store } from '../../src/state/store.js';
import type { Bucket, UserMetadata } from '../../src/trail/bucket/bucket.js';
import { digestFigures } from '../../src/trail/delivery-figures.js';
import { type DigestContent, type DigestTarget, HOUR_MS, hashOf, stringToSign } from '../../src/trail/digest.js';
import { DigestWriter } from '../../src/trail/digest-writer.js';
import { type PublicKey, SigningKeys } from '../../src/trail/signing-keys.js';

const NOON = Date.parse('2026-03-07T12:00:00Z');
const MINUTE = 60_000;
const ACCOUNT = '123456789012';
const TRAIL = `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/main`;
const OTHER = `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/other`;
const EAST = { account: ACCOUNT, region: 'us-east-1' };
const WEST = { account: ACCOUNT, region: 'us-west-2' };
const everyTrail = () => true;

interface StoredDigest {
  key: string;
  text: string;
  content: DigestContent;
  metadata: UserMetadata | undefined;
}

/** Keeps digests in the order in which they came. */
class TestBucket implements Bucket {
  readonly digests: StoredDigest[] = [];
  refuses = (_bucket: string) => false;

  async put(bucket: string, key: string, body: Uint8Array, metadata?: UserMetadata): Promise<void> {
    if (this.refuses(bucket)) throw new Error(`EACCES: no way into ${bucket}`);
    const text = gunzipSync(body).toString();
    this.digests.push({ key, text, content: JSON.parse(text), metadata });
  }

  /** What the digests say of their hours and log files. */
  hours(region = 'us-east-1'): string[] {
    const ofRegion = this.digests.filter(({ key }) => key.includes(`/${region}/`));
    return ofRegion.map(({ content }) => {
      const files = content.logFiles.map(({ s3Object }) => s3Object).join();
      const begins = content.previousDigestS3Object === null ? 'begins ' : '';
      return `${begins}${content.digestEndTime.slice(8, 16)} ${files}`.trim();
    });
  }
}

interface Rig {
  store: Store;
  clock: Clock;
  bucket: TestBucket;
  writer: DigestWriter;
  /** Where digests go now, by trail. */
  targets: Map<string, DigestTarget>;
  published: PublicKey[];
  failures: string[];
}

function rig({
  folder,
  bucket = new TestBucket(),
  at = NOON,
}: {
  folder?: string;
  bucket?: TestBucket;
  at?: number;
} = {}): Rig {
  const store = new Store(folder);
  t.teardown(() => store.close());
  const clock = new Clock(at);
  const published: PublicKey[] = [];
  const failures: string[] = [];
  const targets = new Map<string, DigestTarget>([[TRAIL, { bucket: 'trail-logs' }]]);
  const writer = new DigestWriter({
    store,
    clock,
    bucket,
    keys: new SigningKeys(store, async (key) => void published.push(key)),
    targets: { trails: () => [...targets.keys()], of: (trail) => targets.get(trail) },
    onFailure: (error) => failures.push(String(error)),
  });
  return { store, clock, bucket, writer, targets, published, failures };
}

let lowest = 0;

/** A log file is delivered now, with records of so many minutes ago. */
async function deliver(
  { store, clock, writer }: Rig,
  name: string,
  { trail = TRAIL, stream = EAST, minutesAgo = [0] } = {},
) {
  const times = minutesAgo.map((minutes) => new Date(clock.now() - minutes * MINUTE).toISOString().slice(0, 19));
  const records = times.map((time) => Buffer.from(`{"userIdentity":{"eventTime":1},"eventTime":"${time}Z"}`));
  lowest += 1;
  const file = { trail, ...stream, bucket: 'trail-logs', key: name, lowest, hashValue: hashOf(name), records };
  await store.commit(() => writer.note(file));
}

async function advance({ clock, writer }: Rig, hours: number): Promise<void> {
  clock.advance(hours * HOUR_MS);
  await writer.carryOut(everyTrail);
}

t.test('every hour has its digest, a starting one before the first, empty ones between', async (t) => {
  const parts = rig();
  await deliver(parts, 'a', { minutesAgo: [5, 1, 3] });
  await parts.writer.carryOut(everyTrail);
  await advance(parts, 0.5);
  t.same(parts.bucket.hours(), [], 'nothing before the hour is over');
  t.same(parts.published, [], 'and no key is made');
  await deliver(parts, 'b');
  await advance(parts, 0.5);
  t.same(parts.bucket.hours(), ['begins 07T11:55', '07T12:55 b,a'], 'the newest file first');
  await advance(parts, 3);
  await deliver(parts, 'c');
  await advance(parts, 1);
  t.same(parts.bucket.hours().slice(2), ['07T13:55', '07T14:55', '07T15:55', '07T16:55 c']);
  const { content } = parts.bucket.digests[1] ?? {};
  t.match(content?.logFiles[1], {
    newestEventTime: '2026-03-07T11:59:00Z',
    oldestEventTime: '2026-03-07T11:55:00Z',
    hashValue: hashOf('a'),
  });
  t.match(content, { newestEventTime: '2026-03-07T12:30:00Z', oldestEventTime: '2026-03-07T11:55:00Z' });
});

t.test('in its home region a trail has digests from its start on, elsewhere from the first log file on', async (t) => {
  const parts = rig();
  await parts.writer.carryOut(everyTrail);
  await advance(parts, 2);
  await deliver(parts, 'a');
  await deliver(parts, 'b', { stream: WEST });
  await advance(parts, 1);
  t.same(parts.bucket.hours(), ['begins 07T12:00', '07T13:00', '07T14:00', '07T15:00 a']);
  t.same(parts.bucket.hours('us-west-2'), ['begins 07T14:00', '07T15:00 b']);
});

t.test('each digest names the one before it, and its signature verifies', async (t) => {
  const parts = rig();
  await deliver(parts, 'a');
  await advance(parts, 4);
  const { digests } = parts.bucket;
  t.equal(digests.length, 5);
  const key = { key: Buffer.from(parts.published[0]?.value ?? '', 'base64'), format: 'der', type: 'pkcs1' } as const;
  for (const [index, { key: name, text, content, metadata }] of digests.entries()) {
    const before = digests[index - 1];
    t.same(
      [content.previousDigestS3Object, content.previousDigestHashValue, content.previousDigestSignature],
      before ? [before.key, hashOf(before.text), before.metadata?.signature] : [null, null, null],
    );
    t.same([content.digestS3Bucket, content.digestS3Object], ['trail-logs', name]);
    t.equal(content.digestPublicKeyFingerprint, parts.published[0]?.fingerprint);
    t.same(Object.keys(metadata ?? {}), ['signature', 'signature-algorithm']);
    const signature = Buffer.from(metadata?.signature ?? '', 'hex');
    t.ok(verify('sha256', Buffer.from(stringToSign(content, hashOf(text))), createPublicKey(key), signature));
  }
});

t.test('accounts, regions and trails have chains and hours of their own', async (t) => {
  const parts = rig();
  parts.targets.set(OTHER, { bucket: 'other-logs', prefix: 'p' });
  await deliver(parts, 'east');
  parts.clock.advance(10 * MINUTE);
  await deliver(parts, 'west', { stream: WEST });
  await deliver(parts, 'of the other', { trail: OTHER });
  await advance(parts, 1);
  t.same(parts.bucket.hours('us-west-2'), ['begins 07T12:10', '07T13:10 west']);
  const folders = parts.bucket.digests.map(
    ({ content, key }) => `${content.digestS3Bucket} ${key.slice(0, key.indexOf('AWS'))}`,
  );
  t.same([...new Set(folders)], ['trail-logs ', 'other-logs p/']);
  t.same(
    parts.published.map(({ region }) => region),
    ['us-east-1', 'us-west-2'],
    'a key for each region',
  );
});

t.test(
  'a trail that is stopped gets a last digest for what it delivered, and begins anew when it delivers again',
  async (t) => {
    const parts = rig();
    const target = parts.targets.get(TRAIL) ?? { bucket: '' };
    await deliver(parts, 'a');
    await advance(parts, 1);
    await deliver(parts, 'b');
    parts.targets.delete(TRAIL);
    await deliver(parts, 'c');
    await deliver(parts, 'never digested', { stream: WEST });
    await advance(parts, 3);
    t.same(parts.bucket.hours(), ['begins 07T12:00', '07T13:00 a', '07T14:00 c,b']);
    await deliver(parts, 'unseen');
    parts.targets.set(TRAIL, target);
    await deliver(parts, 'd');
    await advance(parts, 1);
    t.same(parts.bucket.hours().slice(3), ['begins 07T16:00', '07T17:00 d']);
    t.same(parts.bucket.hours('us-west-2'), []);
  },
);

t.test('a trail that moves to another bucket leaves its chain whole', async (t) => {
  const parts = rig();
  await deliver(parts, 'a');
  await advance(parts, 1);
  parts.targets.set(TRAIL, { bucket: 'second', prefix: 'p' });
  await advance(parts, 1);
  const { content } = parts.bucket.digests[2] ?? {};
  t.match(content, { digestS3Bucket: 'second', digestS3Object: /^p\/AWSLogs/, previousDigestS3Bucket: 'trail-logs' });
});

t.test('a leap of the clock over more than a week of empty hours breaks the chain', async (t) => {
  const parts = rig();
  await deliver(parts, 'a');
  await advance(parts, 1_000);
  t.same(parts.bucket.hours(), ['begins 07T12:00', '07T13:00 a', 'begins 18T04:00']);
  await deliver(parts, 'b');
  await advance(parts, 1);
  t.same(parts.bucket.hours().slice(3), ['18T05:00 b']);
  await advance(parts, 168);
  t.equal(parts.bucket.digests.length, 4 + 168, 'a week is filled with empty hours');
});

t.test(
  'a clock that is set back within a chain writes no hour twice, and one set back further begins anew',
  async (t) => {
    const parts = rig();
    await deliver(parts, 'a');
    await advance(parts, 2);
    await advance(parts, -1.5);
    await deliver(parts, 'b');
    await advance(parts, 2.5);
    t.same(parts.bucket.hours(), ['begins 07T12:00', '07T13:00 a', '07T14:00', '07T15:00 b']);
    await deliver(parts, 'c');
    await advance(parts, -24 * 3_000);
    await deliver(parts, 'd');
    await advance(parts, 1);
    t.same(parts.bucket.hours().slice(4), ['begins 19T15:00', '19T16:00 d,c']);
    t.equal(new Set(parts.bucket.digests.map(({ key }) => key)).size, 6);
  },
);

t.test('a bucket that cannot be written delays digests, is told once, and loses none', async (t) => {
  const parts = rig();
  parts.targets.set(OTHER, { bucket: 'other-logs' });
  await deliver(parts, 'a');
  await deliver(parts, 'b', { trail: OTHER });
  parts.bucket.refuses = (bucket) => bucket === 'trail-logs';
  await advance(parts, 1);
  await advance(parts, 1);
  t.equal(parts.bucket.digests.length, 3, 'the other trail has its own');
  t.same(parts.failures, ['Error: EACCES: no way into trail-logs']);
  const figures = digestFigures(parts.store);
  t.match(figures.get([TRAIL]), { lastError: /EACCES/, lastErrorCode: 'InternalError', lastSuccessTime: undefined });
  t.match(figures.get([OTHER]), { lastError: undefined, lastSuccessTime: NOON + 2 * HOUR_MS });
  parts.bucket.refuses = () => false;
  await parts.writer.carryOut((trail) => trail === OTHER);
  t.equal(parts.bucket.digests.length, 3, 'a trail that rests is not tried');
  await parts.writer.carryOut(everyTrail);
  t.same(parts.bucket.hours().slice(3), ['begins 07T12:00', '07T13:00 a', '07T14:00']);
  t.match(figures.get([TRAIL]), { lastError: undefined, lastSuccessTime: NOON + 2 * HOUR_MS });
});

t.test('whenever the process dies, digests go on where they were', async (t) => {
  const folder = t.testdir();
  const bucket = new TestBucket();
  const first = rig({ folder, bucket });
  await deliver(first, 'a');
  await advance(first, 1);
  await deliver(first, 'b');
  await first.store.close();

  // Dies between the writing of a digest and the commit behind it.
  const second = rig({ folder, bucket, at: NOON + HOUR_MS });
  second.store.commit = () => Promise.reject(new Error('killed'));
  await t.rejects(advance(second, 1), { message: 'killed' });
  await second.store.close();

  const third = rig({ folder, bucket, at: NOON + 2 * HOUR_MS + 1 });
  await advance(third, 0);
  t.same(bucket.hours(), ['begins 07T12:00', '07T13:00 a', '07T14:00 b', '07T14:00 b']);
  t.same(bucket.digests[3], bucket.digests[2], 'the same digest again');
});

t.test('after the store was emptied chains begin anew', async (t) => {
  const parts = rig();
  await deliver(parts, 'a');
  await advance(parts, 1);
  await deliver(parts, 'lost');
  await parts.store.clear();
  await advance(parts, 5);
  t.equal(parts.bucket.digests.length, 2);
  await deliver(parts, 'b');
  await advance(parts, 1);
  t.same(parts.bucket.hours().slice(2), ['begins 07T18:00', '07T19:00 b']);
});
