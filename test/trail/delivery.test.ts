import { createHash } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { gunzipSync } from 'node:zlib';
import t from 'tap';
import { Clock } from '../../src/state/clock.js';
import { Store } from '../../src/state/store.js';
import type { Bucket } from '../../src/trail/bucket/bucket.js';
import { type Coverage, Coverages } from '../../src/trail/coverage.js';
import { Delivery, type DeliveryOptions, type LogFile } from '../../src/trail/delivery.js';
import { History } from '../../src/trail/history.js';
import type { Stream } from '../../src/trail/stream.js';

const NOON = Date.parse('2026-03-07T12:00:00Z');
const DAY = 24 * 60 * 60_000;
const EAST: Stream = { account: '123456789012', region: 'us-east-1' };
const WEST: Stream = { account: '123456789012', region: 'us-west-2' };
const OTHER: Stream = { account: '210987654321', region: 'us-east-1' };

/** Begins with the first event of an account: one for each account. */
type TestTrail = { name: string } & Pick<Coverage, 'bucket' | 'prefix' | 'selection'>;

const DEFAULT: TestTrail = { name: 'default', bucket: 'trail-logs' };

/** What the trail is called in another account than that of EAST. */
const nameIn = (account: string, name: string) => (account === EAST.account ? name : `${name} of ${account}`);

/** Keeps objects by `bucket/key`; what it does beside is set by each test. */
class TestBucket extends EventEmitter implements Bucket {
  readonly objects = new Map<string, string>();
  attempts = 0;
  refuses = (_bucket: string) => false;
  beforePut: () => Promise<void> | void = () => {};
  afterPut: () => void = () => {};

  async put(bucket: string, key: string, body: Uint8Array): Promise<void> {
    this.attempts += 1;
    await this.beforePut();
    if (this.refuses(bucket)) throw new Error(`EACCES: no way into ${bucket}`);
    this.objects.set(`${bucket}/${key}`, gunzipSync(body).toString());
    this.emit('put');
    this.afterPut();
  }

  /** The numbers of the records in each file. */
  files(under = ''): number[][] {
    return [...this.objects].filter(([path]) => path.startsWith(under)).map(([, content]) => numbersIn(content));
  }

  numbers(under = ''): number[] {
    return this.files(under).flat().sort(ascending);
  }
}

interface Rig {
  store: Store;
  history: History;
  coverages: Coverages;
  clock: Clock;
  bucket: TestBucket;
  delivery: Delivery;
  failures: string[];
}

interface RigOptions extends DeliveryOptions {
  folder?: string;
  bucket?: TestBucket;
  trails?: TestTrail[];
  clock?: Clock;
}

function rig({
  folder,
  bucket = new TestBucket(),
  trails = [DEFAULT],
  clock = new Clock(NOON),
  ...options
}: RigOptions = {}): Rig {
  const store = new Store(folder);
  t.teardown(() => store.close());
  const history = new History(store);
  const coverages = new Coverages(store, history);
  history.onNewStream(({ account }) => {
    for (const { name, ...coverage } of trails) {
      const trail = nameIn(account, name);
      if (!coverages.now(trail)) coverages.begin(trail, { account, validation: false, ...coverage });
    }
  });
  const failures: string[] = [];
  const onFailure = (error: unknown) => failures.push(String(error));
  const parts = { store, history, coverages, clock, bucket };
  return { ...parts, failures, delivery: new Delivery({ ...parts, onFailure }, { seed: 'seed', ...options }) };
}

/** Records events with the numbers from `first` to `last`, in commits of three. */
async function record({ store, history, clock }: Rig, first: number, last: number, streams = [EAST]): Promise<void> {
  const time = new Date(clock.now()).toISOString();
  for (let number = first; number <= last; ) {
    await store.commit(() => {
      for (const end = number + 3; number < end && number <= last; number += 1) {
        history.append(streams[number % streams.length] ?? EAST, `{"eventTime":"${time}","n":${number}}`);
      }
    });
  }
}

const ascending = (one: number, other: number) => one - other;
const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

function numbersIn(content: string): number[] {
  return JSON.parse(content).Records.map(({ n }: { n: number }) => n);
}

/** A gate that work waits at until it is opened. */
function gate(): { pass: () => Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { pass: () => opened, open };
}

t.test('a flush brings every event into one file and answers its key', async (t) => {
  const parts = rig();
  await record(parts, 1, 10);
  const [file, ...others] = await parts.delivery.flush();
  t.same(others, []);
  t.equal(file?.bucket, 'trail-logs');
  t.match(
    file?.key,
    /^AWSLogs\/123456789012\/CloudTrail\/us-east-1\/2026\/03\/07\/123456789012_CloudTrail_us-east-1_20260307T1200Z_\w{16}\.json\.gz$/,
  );
  t.same([...parts.bucket.objects.keys()], [`trail-logs/${file?.key}`]);
  t.same(parts.bucket.numbers(), upTo(10));
});

t.test('a record lies in its file as the text that was recorded', async (t) => {
  const parts = rig();
  const json = '{"b":1.50,"a":"\\u00e4","eventTime":"2026-03-07T12:00:00Z"}';
  await parts.store.commit(() => parts.history.append(EAST, json));
  await parts.delivery.flush();
  t.same([...parts.bucket.objects.values()], [`{"Records":[${json}]}`]);
});

t.test('a flush answers what it wrote itself, and nothing when there is nothing', async (t) => {
  const parts = rig();
  t.same(await parts.delivery.flush(), []);
  await record(parts, 1, 3);
  t.equal((await parts.delivery.flush()).length, 1);
  t.same(await parts.delivery.flush(), []);
  await record(parts, 4, 6);
  const [file] = await parts.delivery.flush();
  t.same(numbersIn(parts.bucket.objects.get(`trail-logs/${file?.key}`) ?? '').sort(ascending), [4, 5, 6]);
});

t.test('at the end of an interval a few events wait, and go with the next one', async (t) => {
  const parts = rig();
  await record(parts, 1, 12);
  await parts.delivery.tick();
  const [first = []] = parts.bucket.files();
  t.ok(first.includes(12) && !first.includes(11), 'the newest went, the one before it did not');
  t.equal(parts.delivery.status()[0]?.undelivered, 12 - first.length);
  await record(parts, 13, 20);
  await parts.delivery.tick();
  const [, second = []] = parts.bucket.files();
  t.ok(Math.min(...second) < Math.max(...first), 'neighbouring files overlap');
  await parts.delivery.tick();
  t.same(parts.bucket.numbers(), upTo(20));
  await parts.delivery.tick();
  t.equal(parts.bucket.attempts, 3, 'no empty file is written');
});

t.test('each account and region has files of its own', async (t) => {
  const parts = rig();
  await record(parts, 1, 30, [EAST, WEST, OTHER]);
  await parts.delivery.tick();
  await record(parts, 31, 60, [EAST, WEST, OTHER]);
  await parts.delivery.flush();
  for (const [remainder, { account, region }] of [EAST, WEST, OTHER].entries()) {
    const expected = upTo(60).filter((number) => number % 3 === remainder);
    t.same(parts.bucket.numbers(`trail-logs/AWSLogs/${account}/CloudTrail/${region}/`), expected);
  }
});

t.test('a large batch becomes several files, which overlap and are not in order', async (t) => {
  const parts = rig({ maxEventsPerFile: 20 });
  await record(parts, 1, 60);
  t.equal((await parts.delivery.flush()).length, 3);
  const files = parts.bucket.files();
  t.ok(files.every((file) => file.length === 20 && file.join() !== [...file].sort(ascending).join()));
  const inOrder = files.sort((one, other) => Math.min(...one) - Math.min(...other));
  for (const next of [1, 2]) t.ok(Math.min(...(inOrder[next] ?? [])) < Math.max(...(inOrder[next - 1] ?? [])));
  t.same(parts.bucket.numbers(), upTo(60));
});

t.test('a backlog is delivered batch by batch, each written before the next is planned', async (t) => {
  const parts = rig({ batchSize: 10, maxEventsPerFile: 4 });
  await record(parts, 1, 95);
  const planned: number[] = [];
  parts.bucket.afterPut = () => {
    planned.push([...parts.store.collection('delivery-plans').keys({ prefix: [] })].length);
  };
  await parts.delivery.flush();
  t.ok(planned.length > 20 && Math.max(...planned) <= 5, `planned files at a time: ${planned}`);
  t.same(parts.bucket.numbers(), upTo(95));
  t.equal(parts.delivery.status()[0]?.undelivered, 0);
});

t.test('equal seeds and records give equal files, however the streams came up', async (t) => {
  const filesOf = async (seed: string, streams: Stream[]) => {
    const parts = rig({ seed, maxEventsPerFile: 7 });
    await parts.store.commit(() => {
      for (const stream of streams) parts.history.append(stream, '{"n":0}');
    });
    await parts.delivery.flush();
    await record(parts, 1, 40, [EAST, WEST]);
    await parts.delivery.tick();
    await parts.delivery.flush();
    return [...parts.bucket.objects].filter(([, content]) => !content.includes('"n":0')).sort();
  };
  const files = await filesOf('seed', [EAST, WEST]);
  t.ok(files.length > 5);
  t.same(await filesOf('seed', [WEST, EAST]), files);
  t.notSame(await filesOf('other', [EAST, WEST]), files);
});

t.test('a server that starts over with the same seed and bucket folder overwrites no file', async (t) => {
  const bucket = new TestBucket();
  for (const first of [1, 11, 21]) {
    const parts = rig({ bucket });
    await record(parts, first, first + 9);
    await parts.delivery.flush();
  }
  t.same(bucket.numbers(), upTo(30));
});

/** A process that dies at the nth step of writing: nothing of it works from then on. */
class DyingBucket extends TestBucket {
  constructor(steps: number) {
    super();
    let left = steps;
    const step = () => {
      left -= 1;
      if (left < 0) throw new Error('killed');
    };
    this.beforePut = step;
    this.afterPut = step;
  }
}

for (const steps of upTo(14, 0)) {
  t.test(`a process killed at step ${steps} of writing leaves each record in exactly one file`, async (t) => {
    const options = { folder: t.testdir(), batchSize: 12, maxEventsPerFile: 5 };
    const dying = rig({ ...options, bucket: new DyingBucket(steps) });
    await record(dying, 1, 20, [EAST, WEST]);
    await dying.delivery.tick();
    await record(dying, 21, 30, [EAST, WEST]);
    await dying.delivery.flush().catch(() => {});
    await dying.store.close();
    const written = new Map(dying.bucket.objects);

    const restarted = rig({ ...options, seed: 'another seed' });
    await record(restarted, 31, 33);
    await restarted.delivery.flush();
    for (const [path, content] of restarted.bucket.objects) {
      if (written.has(path)) t.equal(content, written.get(path), 'a file that is written again is the same');
      written.set(path, content);
    }
    t.same([...written.values()].flatMap(numbersIn).sort(ascending), upTo(33));
    t.equal(restarted.delivery.status()[0]?.undelivered, 0);
  });
}

t.test('a batch whose planning fails midway leaves no plan and no gap', async (t) => {
  const clock = new Clock(NOON);
  const parts = rig({ clock, maxEventsPerFile: 5 });
  await record(parts, 1, 20);
  let asked = 0;
  clock.now = () => {
    asked += 1;
    if (asked === 3) throw new Error('midway');
    return NOON;
  };
  await t.rejects(parts.delivery.flush(), { message: /default: midway/ });
  t.equal(parts.bucket.attempts, 0);
  t.equal(parts.delivery.status()[0]?.undelivered, 20);
  await parts.delivery.flush();
  t.same(parts.bucket.numbers(), upTo(20));
});

t.test('a bucket that cannot be written delays delivery and says so', async (t) => {
  const parts = rig({ maxEventsPerFile: 5 });
  parts.bucket.refuses = () => true;
  await record(parts, 1, 10);
  await t.rejects(parts.delivery.flush(), {
    message: 'cannot deliver the events of trail default: EACCES: no way into trail-logs',
    cause: Error,
  });
  await record(parts, 11, 20);
  await parts.delivery.tick();
  parts.clock.advance(60_000);
  await t.rejects(parts.delivery.flush());
  t.match(parts.delivery.status(), [
    { trail: 'default', undelivered: 20, lastAttemptTime: NOON + 60_000, lastError: 'EACCES: no way into trail-logs' },
  ]);
  t.same(parts.failures, ['Error: EACCES: no way into trail-logs'], 'told once');
  t.equal(parts.bucket.attempts, 4, 'no more batches are planned, and two files at most tried at once');

  parts.bucket.refuses = () => false;
  parts.clock.advance(60_000);
  await parts.delivery.flush();
  t.same(parts.bucket.numbers(), upTo(20));
  t.same(parts.delivery.status(), [
    {
      trail: 'default',
      undelivered: 0,
      lastAttemptTime: NOON + 120_000,
      lastSuccessTime: NOON + 120_000,
    },
  ]);
});

t.test('a failing trail is tried in ever fewer rounds, but goes on being tried', async (t) => {
  const parts = rig();
  parts.bucket.refuses = () => true;
  await record(parts, 1, 3);
  const attempted: number[] = [];
  for (let round = 0; round < 50; round += 1) {
    const before = parts.bucket.attempts;
    await parts.delivery.tick();
    if (parts.bucket.attempts > before) attempted.push(round);
  }
  t.same(attempted, [0, 2, 6, 14, 26, 38]);
  parts.bucket.refuses = () => false;
  while (parts.bucket.objects.size === 0) await parts.delivery.tick();
  t.notOk(parts.delivery.status()[0]?.lastError);
});

t.test('a trail whose bucket fails does not keep back the others', async (t) => {
  const trails: TestTrail[] = [
    { name: 'a', bucket: 'broken' },
    { name: 'b', bucket: 'whole', prefix: 'some/prefix' },
  ];
  const parts = rig({ trails });
  parts.bucket.refuses = (bucket) => bucket === 'broken';
  await record(parts, 1, 10);
  await t.rejects(parts.delivery.flush(), { message: /trail a/ });
  t.same(parts.bucket.numbers('whole/some/prefix/AWSLogs/'), upTo(10));
  t.match(parts.delivery.status(), [
    { trail: 'a', undelivered: 10, lastError: String },
    { trail: 'b', undelivered: 0, lastSuccessTime: NOON },
  ]);
});

t.test('what was planned for a trail that is gone is still written', async (t) => {
  const parts = rig();
  parts.bucket.refuses = () => true;
  await record(parts, 1, 5);
  await t.rejects(parts.delivery.flush());
  await parts.store.commit(() => parts.coverages.change('default', undefined));
  parts.bucket.refuses = () => false;
  await parts.delivery.flush();
  t.same(parts.bucket.numbers(), upTo(5));
});

t.test('a flush waits for the round that is running and then makes its own', async (t) => {
  const parts = rig();
  const { pass, open } = gate();
  parts.bucket.beforePut = pass;
  await record(parts, 1, 10);
  const ticking = parts.delivery.tick();
  await record(parts, 11, 20);
  const flushes = [parts.delivery.flush(), parts.delivery.flush()];
  t.equal(parts.bucket.attempts <= 1, true);
  open();
  await ticking;
  const answers = await Promise.all(flushes);
  t.same(parts.bucket.numbers(), upTo(20));
  t.same(
    answers.map((files) => files.length),
    [1, 0],
  );
});

t.test('started, it delivers at once what an earlier process left, then by time', async (t) => {
  const parts = rig({ intervalMs: 1 });
  await record(parts, 1, 2);
  const alive = setInterval(() => {}, 1_000);
  t.teardown(() => clearInterval(alive));
  const first = once(parts.bucket, 'put');
  parts.delivery.start();
  await first;
  const second = once(parts.bucket, 'put');
  await record(parts, 3, 4);
  await second;
  await parts.delivery.stop();
  t.ok(parts.bucket.numbers().length > 2);
});

t.test('started, it delivers by size, long before the interval ends', async (t) => {
  const parts = rig({ intervalMs: DAY, batchSize: 10 });
  parts.delivery.start();
  await parts.delivery.tick();
  await record(parts, 1, 9);
  await parts.delivery.betweenRounds(async () => {});
  t.equal(parts.bucket.attempts, 0);
  const put = once(parts.bucket, 'put');
  await record(parts, 10, 12);
  await put;
  await parts.delivery.stop();
  await record(parts, 13, 40);
  await parts.delivery.betweenRounds(async () => {});
  t.ok(
    parts.bucket.numbers().every((number) => number <= 12),
    'stopped, it does not',
  );
});

t.test('stopping waits for the round that is running', async (t) => {
  const parts = rig();
  const { pass, open } = gate();
  parts.bucket.beforePut = pass;
  await record(parts, 1, 5);
  const ticking = parts.delivery.tick();
  const stopped = parts.delivery.stop().then(() => parts.bucket.objects.size);
  open();
  t.equal(await stopped, 1);
  await ticking;
});

t.test('a store that is emptied between rounds leaves nothing to deliver, and delivery goes on', async (t) => {
  const parts = rig();
  await record(parts, 1, 10);
  await parts.delivery.tick();
  parts.bucket.refuses = () => true;
  await record(parts, 11, 20);
  await parts.delivery.tick();
  await parts.delivery.betweenRounds(() => parts.store.clear());
  t.same(parts.delivery.status(), []);
  parts.bucket.refuses = () => false;
  parts.bucket.objects.clear();
  await record(parts, 21, 30);
  await parts.delivery.flush();
  t.same(parts.bucket.numbers(), upTo(30, 21));
});

t.test('history keeps the newest events and forgets the others once they are delivered', async (t) => {
  const parts = rig({ retention: { events: 10, ms: 90 * DAY } });
  await record(parts, 1, 30);
  parts.bucket.refuses = () => true;
  await parts.delivery.flush().catch(() => {});
  t.equal(parts.history.oldestSequence(), 1, 'what is planned stays');
  parts.bucket.refuses = () => false;
  await parts.delivery.flush();
  t.equal(parts.history.oldestSequence(), 19, 'in whole commits of three');
  t.same(parts.bucket.numbers(), upTo(30));
});

t.test('history forgets events that are too old once they are delivered', async (t) => {
  const trails = [DEFAULT, { name: 'late', bucket: 'late' }];
  const parts = rig({ trails, retention: { events: 1_000, ms: 90 * DAY } });
  parts.bucket.refuses = (bucket) => bucket === 'late';
  await record(parts, 1, 6);
  parts.clock.advance(60 * DAY);
  await record(parts, 7, 12);
  await parts.delivery.flush().catch(() => {});
  parts.clock.advance(31 * DAY);
  await parts.delivery.flush().catch(() => {});
  t.equal(parts.history.oldestSequence(), 1, 'another trail has yet to deliver them');
  parts.bucket.refuses = () => false;
  await parts.delivery.flush();
  t.equal(parts.history.oldestSequence(), 7);
  t.same(parts.bucket.numbers('late/'), upTo(12));
});

t.test('held back events are not forgotten', async (t) => {
  const parts = rig({ retention: { events: 0, ms: 0 } });
  await record(parts, 1, 30);
  await parts.delivery.tick();
  parts.clock.advance(DAY);
  await record(parts, 31, 40);
  await parts.delivery.tick();
  await parts.delivery.flush();
  t.same(parts.bucket.numbers(), upTo(40));
});

t.test('an event without a time is never too old', async (t) => {
  const parts = rig({ retention: { events: 1_000, ms: 1 } });
  for (const n of [1, 2]) await parts.store.commit(() => parts.history.append(EAST, `{"n":${n}}`));
  await parts.delivery.flush();
  t.equal(parts.history.oldestSequence(), 1);
});

const WRITES: Coverage['selection'] = { EventSelectors: [{ ReadWriteType: 'WriteOnly' }] };
const TAKEN: Coverage = { account: EAST.account, bucket: 'trail-logs', validation: false };

/** What the default trail takes from behind a commit on. */
function change({ store, coverages }: Rig, coverage: Coverage | undefined): Promise<void> {
  return store.commit(() => coverages.change('default', coverage));
}

/** Records events of these names, numbered from `first`. */
function recordNamed({ store, history }: Rig, first: number, ...names: string[]): Promise<void> {
  return store.commit(() => {
    for (const [index, name] of names.entries())
      history.append(EAST, `{"eventName":"${name}","eventSource":"glue.amazonaws.com","n":${first + index}}`);
  });
}

t.test('what was recorded before a trail stopped is delivered, and nothing newer', async (t) => {
  const parts = rig();
  await record(parts, 1, 12);
  await parts.delivery.tick();
  await record(parts, 13, 20);
  await change(parts, undefined);
  await record(parts, 21, 30);
  await parts.delivery.tick();
  t.same(parts.bucket.numbers(), upTo(20), 'what was held back too, without a flush');
  t.same(parts.delivery.status(), [], 'it takes nothing any more');
  await change(parts, TAKEN);
  await record(parts, 31, 35);
  await parts.delivery.flush();
  t.same(parts.bucket.numbers(), [...upTo(20), ...upTo(35, 31)]);
});

t.test('each event goes where the trail brought events when it was recorded', async (t) => {
  const parts = rig();
  await record(parts, 1, 10);
  await change(parts, { ...TAKEN, bucket: 'second', prefix: 'some/prefix' });
  await record(parts, 11, 20);
  await change(parts, { ...TAKEN, bucket: 'third', organization: 'o-exampleorgid' });
  await record(parts, 21, 40, [EAST, OTHER]);
  await parts.delivery.tick();
  await parts.delivery.flush();
  t.same(parts.bucket.numbers('trail-logs/AWSLogs/123456789012/CloudTrail/us-east-1/'), upTo(10));
  t.same(parts.bucket.numbers('second/some/prefix/AWSLogs/123456789012/CloudTrail/us-east-1/'), upTo(20, 11));
  for (const [rest, { account }] of [EAST, OTHER].entries()) {
    const expected = upTo(40, 21).filter((number) => number % 2 === rest);
    t.same(parts.bucket.numbers(`third/AWSLogs/o-exampleorgid/${account}/CloudTrail/us-east-1/`), expected);
  }
});

t.test('a trail of one region takes that alone', async (t) => {
  const parts = rig();
  await record(parts, 1, 3);
  await change(parts, { ...TAKEN, region: 'us-west-2' });
  await record(parts, 4, 23, [EAST, WEST]);
  t.equal(parts.delivery.status()[0]?.undelivered, 3 + 10);
  await parts.delivery.flush();
  t.same(
    parts.bucket.numbers(),
    upTo(23).filter((number) => number <= 3 || number % 2 === 1),
  );
});

t.test('a trail takes what its selectors take, also of a batch that was held back', async (t) => {
  const parts = rig({ batchSize: 7 });
  await recordNamed(parts, 1, 'GetTable', 'CreateTable', 'GetTable');
  await change(parts, { ...TAKEN, selection: WRITES });
  await recordNamed(parts, 4, ...Array.from({ length: 40 }, (_, index) => (index % 2 ? 'GetTables' : 'DeleteTable')));
  await parts.delivery.tick();
  await recordNamed(parts, 44, 'UpdateTable', 'GetTables');
  await parts.delivery.tick();
  await change(parts, TAKEN);
  await recordNamed(parts, 46, 'GetTables', 'UpdateTable');
  await parts.delivery.tick();
  await parts.delivery.flush();
  const writes = upTo(43, 4).filter((number) => number % 2 === 0);
  t.same(parts.bucket.numbers(), [1, 2, 3, ...writes, 44, 46, 47]);
  t.equal(parts.delivery.status()[0]?.undelivered, 0);
});

t.test('a batch of which nothing is selected writes no file', async (t) => {
  const parts = rig({ trails: [{ ...DEFAULT, selection: WRITES }] });
  await recordNamed(parts, 1, 'GetTable', 'GetTables');
  t.same(await parts.delivery.flush(), []);
  t.equal(parts.bucket.attempts, 0);
  t.equal(parts.delivery.status()[0]?.undelivered, 0);
});

t.test('a trail that takes everything looks at no record', async (t) => {
  const parts = rig();
  await parts.store.commit(() => parts.history.append(EAST, 'no JSON'));
  let content = '';
  parts.bucket.put = async (_bucket, _key, body) => {
    content = gunzipSync(body).toString();
  };
  await parts.delivery.flush();
  t.equal(content, '{"Records":[no JSON]}');
});

t.test('a file that could not be written goes to the bucket that its trail has by then', async (t) => {
  const parts = rig();
  parts.bucket.refuses = (bucket) => bucket === 'trail-logs';
  await record(parts, 1, 10);
  await t.rejects(parts.delivery.flush());
  await change(parts, { ...TAKEN, bucket: 'whole' });
  await record(parts, 11, 20);
  await parts.delivery.flush();
  t.same(parts.bucket.numbers('whole/'), upTo(20));
});

t.test('an idle account does not go through the events of busy ones', async (t) => {
  const parts = rig({ batchSize: 3 });
  await record(parts, 1, 1, [OTHER]);
  await record(parts, 2, 400);
  let commits = 0;
  parts.store.onCommit(() => () => {
    commits += 1;
  });
  await parts.store.commit(() => parts.coverages.change('default', undefined));
  await parts.delivery.flush();
  t.ok(commits > 100, 'one account has many batches');
  commits = 0;
  await record(parts, 401, 800);
  commits = 0;
  await parts.delivery.flush();
  t.ok(commits < 6, `the other one has none: ${commits} commits`);
});

for (const steps of upTo(10, 0)) {
  t.test(`a process killed at step ${steps} leaves a changed trail with what held for each event`, async (t) => {
    const options = { folder: t.testdir(), batchSize: 6, maxEventsPerFile: 3 };
    const dying = rig({ ...options, bucket: new DyingBucket(steps) });
    await record(dying, 1, 10);
    await dying.delivery.tick();
    await change(dying, { ...TAKEN, bucket: 'second' });
    await record(dying, 11, 15);
    await change(dying, undefined);
    await record(dying, 16, 20);
    await dying.delivery.flush().catch(() => {});
    await dying.store.close();
    const written = new Map(dying.bucket.objects);
    const restarted = rig(options);
    await restarted.delivery.flush();
    for (const [path, content] of restarted.bucket.objects) written.set(path, content);
    const numbers = (bucket: string) =>
      [...written].filter(([path]) => path.startsWith(bucket)).flatMap(([, content]) => numbersIn(content));
    t.same(numbers('trail-logs').sort(ascending), upTo(10));
    t.same(numbers('second').sort(ascending), upTo(15, 11));
  });
}

t.test('a file that is marked as delivered is told of in the same commit, with its hash', async (t) => {
  const parts = rig();
  const told: LogFile[] = [];
  const { store, history, coverages, clock, bucket } = parts;
  const onDelivered = (file: LogFile) => told.push(file);
  const delivery = new Delivery({ store, history, coverages, clock, bucket, onDelivered }, { seed: 'seed' });
  await record(parts, 1, 3);
  const files = await delivery.flush();
  const [path, content = ''] = [...bucket.objects][0] ?? [];
  const { records, hashValue, ...file } = told[0] ?? { records: [] };
  t.same(file, { ...EAST, ...files[0], trail: 'default', lowest: 1 });
  t.equal(path, `${files[0]?.bucket}/${files[0]?.key}`);
  t.equal(hashValue, createHash('sha256').update(content).digest('hex'));
  t.equal(`{"Records":[${records.join()}]}`, content);
});
