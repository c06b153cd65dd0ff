import { once } from 'node:events';
import t, { type Test } from 'tap';
import { type EventFormat, type EventQuery, EventStream } from '../../src/admin/event-stream.js';
import { Store } from '../../src/state/store.js';
import { History } from '../../src/trail/history.js';

const STREAM = { account: '123456789012', region: 'us-east-1' };
const LINES: EventFormat = { contentType: 'text/plain', begin: '', event: ({ json }) => `${json}\n`, end: () => '' };
const ALL: EventQuery = { filter: {}, after: 0, limit: Number.POSITIVE_INFINITY, live: false };

async function filled(
  t: Test,
  events: number,
): Promise<{ history: History; record: (count: number) => Promise<void> }> {
  const store = new Store();
  t.after(() => store.close());
  const history = new History(store);
  const record = (count: number) =>
    store.commit(() => {
      for (let each = 0; each < count; each += 1) history.append(STREAM, JSON.stringify({ text: 'x'.repeat(1000) }));
    });
  await record(events);
  return { history, record };
}

t.test('a reader that takes nothing makes the stream read no further', async (t) => {
  const { history, record } = await filled(t, 5_000);
  const stream = new EventStream(history, LINES, { ...ALL, live: true });
  await once(stream, 'readable');
  for (let more = 0; more < 20; more += 1) await record(100);
  t.ok(stream.readableLength < 1_000_000, `${stream.readableLength} of 7,000,000 bytes are in memory`);
  stream.finish();
  const lines = (await stream.toArray()).join('').split('\n');
  t.equal(lines.length, 7_001, 'and all are there when it goes on');
});

t.test('a stream of the past ends with what there was when it began', async (t) => {
  const { history, record } = await filled(t, 10);
  const stream = new EventStream(history, LINES, ALL);
  await record(10);
  t.equal((await stream.toArray()).join('').split('\n').length, 11);
});
