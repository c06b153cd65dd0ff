import t, { type Test } from 'tap';
import { Random } from '../../src/state/random.js';
import { Store } from '../../src/state/store.js';
import { LOOKUP_KEYS, summaryOf, valuesOf } from '../../src/trail/event-summary.js';
import { History } from '../../src/trail/history.js';
import { ANY, type IndexKey } from '../../src/trail/lookup-block.js';
import { type Lookup, LookupIndex } from '../../src/trail/lookup-index.js';
import type { CloudTrailRecord } from '../../src/trail/record-schema.js';
import { DEFAULT_RETENTION, type Retention } from '../../src/trail/retention.js';
import type { Stream } from '../../src/trail/stream.js';

const STREAMS: Stream[] = [
  { account: '123456789012', region: 'us-east-1' },
  { account: '123456789012', region: 'eu-west-1' },
  { account: '210987654321', region: 'us-east-1' },
];
const [EAST = { account: '', region: '' }] = STREAMS;
const START = Date.parse('2026-01-01T00:00:00Z');

function open(folder?: string, blockSize = 8, retention: Retention = DEFAULT_RETENTION) {
  const store = new Store(folder);
  t.teardown(() => store.close());
  const history = new History(store);
  return { store, history, index: new LookupIndex(store, history, retention, blockSize) };
}

type Parts = ReturnType<typeof open>;

/** The nth event: of few users, names and trails, a second after the one before it unless told. */
function recordOf(number: number, stream: Stream, random: Random, seconds = number): CloudTrailRecord {
  const userName = `user-${random.below(4)}`;
  const isTrail = random.below(4) === 0;
  return {
    eventVersion: '1.05',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDA',
      arn: `arn:aws:iam::${stream.account}:user/${userName}`,
      accountId: stream.account,
      accessKeyId: `AKIA${userName}`,
      ...(random.below(3) > 0 && { userName }),
    },
    eventTime: `${new Date(START + seconds * 1000).toISOString().slice(0, 19)}Z`,
    eventSource: isTrail ? 'cloudtrail.amazonaws.com' : 'glue.amazonaws.com',
    eventName: ['GetTable', 'CreateTable', '__proto__', 'Ü\n"'][random.below(4)] ?? '',
    awsRegion: stream.region,
    sourceIPAddress: '10.0.0.1',
    userAgent: 'test',
    requestParameters: isTrail ? { name: `trail-${random.below(3)}`, s3BucketName: 'b' } : null,
    responseElements: null,
    requestID: 'r',
    eventID: `event-${number}`,
    eventType: 'AwsApiCall',
    recipientAccountId: stream.account,
  };
}

/** Records so many events, some in each commit, with or without what they were made from. */
async function record({ store, history }: Parts, random: Random, count: number, start = 0, streams = STREAMS) {
  for (let number = start; number < start + count; ) {
    await store.commit(() => {
      for (let left = 1 + random.below(4); left > 0 && number < start + count; left -= 1, number += 1) {
        const stream = streams[random.below(streams.length)] ?? EAST;
        const made = recordOf(number, stream, random);
        history.append(stream, JSON.stringify(made), random.below(2) === 0 ? made : undefined);
      }
    });
  }
}

const everything = (stream: Stream): Lookup => ({
  ...stream,
  key: ANY,
  value: '',
  from: 0,
  to: Number.POSITIVE_INFINITY,
  before: Number.POSITIVE_INFINITY,
});

/** What a lookup has to find, worked out by looking at every event. */
function expected({ history }: Parts, { key, value, from, to, before, ...stream }: Lookup): number[] {
  const found: number[] = [];
  for (const { sequence, json } of history.read(stream, 0)) {
    const summary = summaryOf(JSON.parse(json));
    const isInTime = summary.EventTime >= from && summary.EventTime <= to;
    const hasValue = key === ANY || valuesOf(summary, key).includes(value);
    if (sequence < before && isInTime && hasValue) found.unshift(sequence);
  }
  return found;
}

const VALUES: [IndexKey, string][] = [
  [ANY, ''],
  ...['event-0', 'event-57', 'event-199', 'none'].map((value): [IndexKey, string] => ['EventId', value]),
  ...['GetTable', '__proto__', 'Ü\n"', 'Get'].map((value): [IndexKey, string] => ['EventName', value]),
  ...['true', 'false'].map((value): [IndexKey, string] => ['ReadOnly', value]),
  ...['user-1', 'constructor'].map((value): [IndexKey, string] => ['Username', value]),
  ['AccessKeyId', 'AKIAuser-2'],
  ['EventSource', 'cloudtrail.amazonaws.com'],
  ['ResourceType', 'AWS::S3::Bucket'],
  ...['trail-1', 'b', 'nothing'].map((value): [IndexKey, string] => ['ResourceName', value]),
];

function checkAll(t: Test, parts: Parts, message: string): void {
  const seconds = (number: number) => START / 1000 + number;
  for (const stream of STREAMS) {
    for (const [key, value] of VALUES) {
      for (const bounds of [
        {},
        { from: seconds(50), to: seconds(120) },
        { to: seconds(3) },
        { before: 77 },
        { before: 1 },
      ]) {
        const lookup = { ...everything(stream), key, value, ...bounds };
        t.same([...parts.index.find(lookup)], expected(parts, lookup), `${message}: ${JSON.stringify(lookup)}`);
      }
    }
  }
}

t.test('an event is found by each of its values, newest first, written or not', async (t) => {
  t.same([...new Set(VALUES.map(([key]) => key))].sort(), [ANY, ...LOOKUP_KEYS].sort());
  for (const blockSize of [1, 8, 64, 1_000]) {
    const parts = open(undefined, blockSize);
    await record(parts, new Random('lookup'), 200);
    checkAll(t, parts, `blocks of ${blockSize}`);
  }
});

t.test('after a restart everything is found as before, and what comes then', async (t) => {
  const folder = t.testdir();
  const random = new Random('restart');
  const before = open(folder);
  await record(before, random, 100);
  await before.store.close();
  const parts = open(folder);
  checkAll(t, parts, 'restarted');
  await record(parts, random, 100, 100);
  checkAll(t, parts, 'and went on');
});

t.test('a store that is emptied is found empty, also after a restart', async (t) => {
  const folder = t.testdir();
  const random = new Random('emptied');
  const emptied = open(folder);
  await record(emptied, random, 60);
  await Promise.all([record(emptied, random, 30, 60), emptied.store.clear()]);
  checkAll(t, emptied, 'emptied');
  await emptied.store.clear();
  await emptied.store.close();
  const parts = open(folder);
  checkAll(t, parts, 'restarted');
  await record(parts, random, 40);
  checkAll(t, parts, 'filled again');
});

t.test('events are in the order of their recording when the clock was set back', async (t) => {
  const parts = open(undefined, 4);
  const random = new Random('clock');
  for (const [number, seconds] of [10, 20, 30, 5, 6, 7, 40, 41, 8].entries())
    await parts.store.commit(() => parts.history.append(EAST, JSON.stringify(recordOf(number, EAST, random, seconds))));
  const lookup = { ...everything(EAST), from: START / 1000 + 6, to: START / 1000 + 30 };
  t.same([...parts.index.find(lookup)], [9, 6, 5, 3, 2, 1]);
});

t.test('what is too much or too old is forgotten as new blocks are written', async (t) => {
  const cases: Retention[] = [
    { events: 50, ms: DEFAULT_RETENTION.ms },
    { events: 1_000, ms: 50_000 },
  ];
  for (const retention of cases) {
    const parts = open(undefined, 8, retention);
    await record(parts, new Random('retention'), 400, 0, [EAST]);
    const found = [...parts.index.find(everything(EAST))];
    t.ok(found.length >= 50 && found.length <= 50 + 2 * 8, `${found.length} events are found`);
    t.equal(found[0], 400);
    const blocks = new Set(
      Array.from(parts.store.collection('lookup-rows', 'string').keys({ prefix: [] }), ([first]) => first),
    );
    t.ok(blocks.size <= 8, `and ${blocks.size} blocks are kept`);
  }
});

t.test('a lookup that is given up early leaves the store usable', async (t) => {
  const parts = open();
  await record(parts, new Random('early'), 50, 0, [EAST]);
  for (const sequence of parts.index.find(everything(EAST))) {
    t.equal(sequence, 50);
    break;
  }
  await record(parts, new Random('more'), 10, 50, [EAST]);
  t.equal([...parts.index.find(everything(EAST))].length, 60);
});
