import t from 'tap';
import { Store } from '../../src/state/store.js';
import { History, type RecordedEvent } from '../../src/trail/history.js';
import type { Stream } from '../../src/trail/stream.js';

const EAST: Stream = { account: '123456789012', region: 'us-east-1' };
const WEST: Stream = { account: '123456789012', region: 'us-west-2' };
const OTHER: Stream = { account: '210987654321', region: 'us-east-1' };

function open(folder?: string): { store: Store; history: History } {
  const store = new Store(folder);
  t.teardown(() => store.close());
  return { store, history: new History(store) };
}

/** Records in one commit: `[stream, json]`. */
function record({ store, history }: { store: Store; history: History }, ...events: [Stream, string][]): Promise<void> {
  return store.commit(() => {
    for (const [stream, json] of events) history.append(stream, json);
  });
}

const texts = (events: Iterable<RecordedEvent>) => Array.from(events, ({ json }) => json);
const sequences = (events: Iterable<RecordedEvent>) => Array.from(events, ({ sequence }) => sequence);

t.test('events are read by stream, in the order of their recording', async (t) => {
  const parts = open();
  await record(parts, [EAST, '"e1"'], [WEST, '"w1"'], [EAST, '"e2"']);
  await record(parts, [OTHER, '"o1"'], [EAST, '"e3"']);
  t.same(texts(parts.history.read(EAST, 0)), ['"e1"', '"e2"', '"e3"']);
  t.same(texts(parts.history.read(WEST, 0)), ['"w1"']);
  t.same(texts(parts.history.read(OTHER, 0)), ['"o1"']);
  t.same(parts.history.streams(), [EAST, WEST, OTHER]);
});

t.test('every event has a sequence number of its own, with no gap over all streams', async (t) => {
  const parts = open();
  await record(parts, [EAST, '"e1"'], [WEST, '"w1"'], [EAST, '"e2"']);
  await record(parts, [WEST, '"w2"']);
  t.same(sequences(parts.history.readAll()), [1, 2, 3, 4]);
  t.same(texts(parts.history.readAll()), ['"e1"', '"e2"', '"w1"', '"w2"']);
  t.same(texts(parts.history.readAll(3)), ['"w1"', '"w2"']);
  t.equal(parts.history.nextSequence, 5);
});

t.test('a range of sequence numbers may begin and end inside an entry', async (t) => {
  const parts = open();
  for (const commit of [1, 2, 3])
    await record(parts, [EAST, `"${commit}a"`], [EAST, `"${commit}b"`], [EAST, `"${commit}c"`]);
  const cases: [number, number, number[]][] = [
    [1, 10, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
    [2, 6, [2, 3, 4, 5]],
    [3, 4, [3]],
    [4, 7, [4, 5, 6]],
    [9, 100, [9]],
    [10, 100, []],
    [5, 5, []],
  ];
  for (const [from, to, expected] of cases)
    t.same(sequences(parts.history.read(EAST, from, to)), expected, `${from} to ${to}`);
});

t.test('events are picked by number, in any order; numbers of other streams and of none pick nothing', async (t) => {
  const parts = open();
  await record(parts, [EAST, '"e1"'], [EAST, '"e2"'], [WEST, '"w3"']);
  await record(parts, [EAST, '"e4"']);
  const cases: [Stream, number[], string[]][] = [
    [EAST, [4, 2, 1], ['"e4"', '"e2"', '"e1"']],
    [EAST, [1, 4, 2], ['"e1"', '"e4"', '"e2"']],
    [EAST, [5, 3, 0], []],
    [WEST, [4, 3, 2], ['"w3"']],
    [OTHER, [1], []],
  ];
  for (const [stream, numbers, expected] of cases)
    t.same(texts(parts.history.pick(stream, numbers)), expected, `${stream.region} ${numbers}`);
});

t.test('the events of a range are counted, of a stream alone and with others', async (t) => {
  const parts = open();
  await record(parts, [EAST, '"e1"'], [EAST, '"e2"'], [WEST, '"w3"']);
  await record(parts, [EAST, '"e4"']);
  const cases: [Stream[], number, number, number][] = [
    [[EAST], 0, 100, 3],
    [[EAST], 2, 4, 1],
    [[EAST], 3, 4, 0],
    [[EAST], 5, 100, 0],
    [[WEST], 0, 3, 0],
    [[WEST], 3, 4, 1],
    [[EAST, WEST], 0, Number.POSITIVE_INFINITY, 4],
    [[EAST, WEST], 2, 4, 2],
    [[EAST, WEST], 9, 12, 0],
  ];
  for (const [streams, from, to, expected] of cases) {
    const message = `${streams.map(({ region }) => region)} ${from} to ${to}`;
    t.equal(parts.history.count(streams, from, to), expected, message);
  }
});

t.test('a stream says where so many of its events end', async (t) => {
  const parts = open();
  await record(parts, [EAST, '"e1"'], [EAST, '"e2"'], [WEST, '"w3"']);
  await record(parts, [EAST, '"e4"']);
  const cases: [Stream, number, number, number][] = [
    [EAST, 0, 1, 2],
    [EAST, 0, 3, 5],
    [EAST, 2, 2, 5],
    [EAST, 3, 1, 5],
    [EAST, 0, 4, Number.POSITIVE_INFINITY],
    [WEST, 0, 1, 4],
    [WEST, 4, 1, Number.POSITIVE_INFINITY],
    [OTHER, 0, 1, Number.POSITIVE_INFINITY],
  ];
  for (const [stream, from, count, expected] of cases)
    t.equal(parts.history.behind(stream, from, count), expected, `${count} of ${stream.region} from ${from}`);
});

t.test(
  'a commit of many or long records is as many entries as they take pages, and read as it was recorded',
  async (t) => {
    const parts = open();
    const records = [900, 900, 900, 900, 900, 10, 5_000, 10, 4_000, 1, 3_999, 3_000, 990].map(
      (length, index) => `"${String.fromCharCode(97 + index).repeat(length)}"`,
    );
    await record(parts, ...records.map((json): [Stream, string] => [EAST, json]));
    t.same(texts(parts.history.read(EAST, 0)), records);
    t.same(sequences(parts.history.read(EAST, 0)), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    t.same(sequences(parts.history.heads(EAST, 100)), [1, 5, 7, 8, 9, 10, 11, 12]);
    for (const [index, json] of records.entries())
      t.same(texts(parts.history.pick(EAST, [index + 1])), [json], `record ${index + 1}`);
  },
);

t.test('the first events of a stream are announced once, in their commit and before they are numbered', async (t) => {
  const parts = open();
  const announced: [Stream, number][] = [];
  parts.history.onNewStream((stream) => announced.push([stream, parts.history.nextSequence]));
  await record(parts, [EAST, '"e1"'], [EAST, '"e2"'], [WEST, '"w3"']);
  await record(parts, [EAST, '"e4"']);
  t.same(announced, [
    [EAST, 1],
    [WEST, 3],
  ]);
  await parts.store.clear();
  await record(parts, [WEST, '"w5"']);
  t.same(announced.slice(2), [[WEST, 5]], 'and again after the store was emptied');
});

t.test('a reading that is given up early leaves the others whole', async (t) => {
  const parts = open();
  await record(parts, [EAST, '"e1"'], [WEST, '"w1"']);
  await record(parts, [EAST, '"e2"']);
  for (const { json } of parts.history.readAll()) {
    t.equal(json, '"e1"');
    break;
  }
  await record(parts, [WEST, '"w2"']);
  t.same(texts(parts.history.readAll()), ['"e1"', '"w1"', '"e2"', '"w2"']);
});

t.test('a folder that is opened again has its events, and numbers go on behind them', async (t) => {
  const folder = t.testdir();
  const store = new Store(folder);
  await record({ store, history: new History(store) }, [EAST, '"e1"'], [WEST, '"w1"'], [WEST, '"w2"']);
  await store.close();
  const parts = open(folder);
  t.equal(parts.history.nextSequence, 4);
  await record(parts, [EAST, '"e2"']);
  t.same(texts(parts.history.readAll()), ['"e1"', '"w1"', '"w2"', '"e2"']);
});

t.test('listeners are told of each event once it is stored, until they leave', async (t) => {
  const parts = open();
  const told: RecordedEvent[] = [];
  const leave = parts.history.subscribe((event) => told.push(event));
  await record(parts, [EAST, '"e1"'], [WEST, '"w1"']);
  t.same(told, [
    { ...EAST, sequence: 1, json: '"e1"' },
    { ...WEST, sequence: 2, json: '"w1"' },
  ]);
  leave();
  await record(parts, [EAST, '"e2"']);
  t.equal(told.length, 2);
});

for (const stream of [
  { account: '123456789012', region: '../../etc' },
  { account: '../..', region: 'us-east-1' },
  { account: '12345678901', region: 'us-east-1' },
  { account: '123456789012', region: `us-${'a'.repeat(300)}-1` },
]) {
  t.test(`an event of ${stream.account.slice(0, 20)} in ${stream.region.slice(0, 20)} is refused`, async (t) => {
    const parts = open();
    await t.rejects(record(parts, [stream, '"bad"']), { message: /does not have the form/ });
    t.same(parts.history.streams(), []);
    t.equal(parts.history.nextSequence, 1);
  });
}

t.test('trimming forgets whole entries before a number, and never the newest', async (t) => {
  const cases: [number, number, number[]][] = [
    [0, 10, [1, 2, 3, 4, 5, 6]],
    [2, 10, [1, 2, 3, 4, 5, 6]],
    [3, 10, [3, 4, 5, 6]],
    [4, 10, [3, 4, 5, 6]],
    [5, 10, [5, 6]],
    [5, 1, [3, 4, 5, 6]],
    [100, 10, [5, 6]],
  ];
  for (const [before, limit, expected] of cases) {
    const parts = open();
    for (const commit of [1, 2, 3]) await record(parts, [EAST, `"${commit}a"`], [EAST, `"${commit}b"`]);
    await parts.store.commit(() => parts.history.trim(EAST, before, limit));
    t.same(sequences(parts.history.read(EAST, 0)), expected, `before ${before}, ${limit} at most`);
    t.equal(parts.history.oldestSequence(), expected[0]);
  }
});

t.test('the heads of a stream are the first events of its oldest entries', async (t) => {
  const parts = open();
  for (const commit of [1, 2, 3]) await record(parts, [EAST, `"${commit}a"`], [EAST, `"${commit}b"`]);
  t.same(texts(parts.history.heads(EAST, 2)), ['"1a"', '"2a"']);
  t.same(texts(parts.history.heads(WEST, 2)), []);
});

t.test('a cleared store has no events and no streams, and numbers go on', async (t) => {
  const parts = open();
  await record(parts, [EAST, '"e1"'], [WEST, '"w1"']);
  await parts.store.clear();
  t.same(parts.history.streams(), []);
  t.same(texts(parts.history.readAll()), []);
  await record(parts, [WEST, '"w2"']);
  t.same(sequences(parts.history.readAll()), [3]);
});

t.test('of the events that share a commit with the clearing only those behind it stay', async (t) => {
  const folder = t.testdir();
  const store = new Store(folder);
  const parts = { store, history: new History(store) };
  await record(parts, [EAST, '"e1"']);
  await Promise.all([record(parts, [EAST, '"before"']), store.clear(), record(parts, [EAST, '"behind"'])]);
  t.same(texts(parts.history.readAll()), ['"behind"']);
  await store.close();
  t.same(texts(open(folder).history.readAll()), ['"behind"'], 'after a restart too');
});
