import { once } from 'node:events';
import { mock } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import t, { type Test } from 'tap';
import { type EventFormat, type EventQuery, EventStream } from '../../src/admin/event-stream.js';
import { Store } from '../../src/state/store.js';
import { History } from '../../src/trail/history.js';

const STREAM = { account: '123456789012', region: 'us-east-1' };
const LINES: EventFormat = {
  contentType: 'text/plain',
  begin: '',
  idle: ':\n',
  event: ({ json }) => `${json}\n`,
  end: () => '',
};
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

t.test('a live stream that has nothing to tell says so every twenty seconds, and goes on', async (t) => {
  mock.timers.enable({ apis: ['setInterval'] });
  t.after(() => mock.timers.reset());
  const { history, record } = await filled(t, 1);
  const stream = new EventStream(history, LINES, { ...ALL, live: true });
  const said: string[] = [];
  stream.on('data', (text: Buffer) => said.push(text.toString().slice(0, 2)));
  const settled = async () => {
    for (let turns = 0; turns < 5; turns += 1) await turn();
    return said.splice(0);
  };
  t.same(await settled(), ['{"']);
  mock.timers.tick(19_000);
  t.same(await settled(), []);
  mock.timers.tick(1_000);
  t.same(await settled(), [':\n']);
  mock.timers.tick(20_000);
  t.same(await settled(), [':\n']);
  await record(1);
  t.same(await settled(), ['{"']);
  stream.destroy();
  mock.timers.tick(60_000);
  t.same(await settled(), []);
});

t.test('a slow reader is told nothing in between', async (t) => {
  mock.timers.enable({ apis: ['setInterval'] });
  t.after(() => mock.timers.reset());
  const { history } = await filled(t, 1_000);
  const stream = new EventStream(history, LINES, { ...ALL, live: true });
  await once(stream, 'readable');
  mock.timers.tick(60_000);
  stream.finish();
  t.notMatch((await stream.toArray()).join(''), ':\n\n');
});
