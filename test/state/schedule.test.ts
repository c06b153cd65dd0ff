import t from 'tap';
import { type Due, Schedule } from '../../src/state/schedule.js';
import { Store } from '../../src/state/store.js';

const due = (at: number, subject = 'crawler'): Due => ({
  at,
  task: 'end-crawl',
  account: '123456789012',
  region: 'us-east-1',
  subject: [subject],
});

function takeAll(schedule: Schedule, now: number): Due[] {
  const taken: Due[] = [];
  for (let next = schedule.take(now); next; next = schedule.take(now)) taken.push(next);
  return taken;
}

async function scheduled(...entries: Due[]): Promise<{ store: Store; schedule: Schedule }> {
  const store = new Store();
  t.teardown(() => store.close());
  const schedule = new Schedule(store);
  await store.commit(() => {
    for (const entry of entries) schedule.add(entry);
  });
  return { store, schedule };
}

t.test('entries come when they are due, earliest first', async (t) => {
  const { store, schedule } = await scheduled(due(30), due(10), due(20));
  t.equal(schedule.nextAt, 10);
  t.same(await store.commit(() => takeAll(schedule, 9)), []);
  t.same(await store.commit(() => takeAll(schedule, 20)), [due(10), due(20)]);
  t.equal(schedule.nextAt, 30);
  t.same(await store.commit(() => takeAll(schedule, 1000)), [due(30)]);
  t.equal(schedule.nextAt, Number.POSITIVE_INFINITY);
});

t.test('the same task for the same subject at the same time is one entry', async (t) => {
  const { store, schedule } = await scheduled(due(10), due(10), due(10, 'other'));
  t.same(await store.commit(() => takeAll(schedule, 10)), [due(10), due(10, 'other')]);
});

t.test('an entry that is added while others are taken comes in its turn', async (t) => {
  const { store, schedule } = await scheduled(due(10), due(30));
  const taken = await store.commit(() => {
    const first = schedule.take(40);
    schedule.add(due(20));
    return [first, ...takeAll(schedule, 40)];
  });
  t.same(taken, [due(10), due(20), due(30)]);
});

t.test('entries outlive the process', async (t) => {
  const folder = t.testdir();
  const first = new Store(folder);
  const schedule = new Schedule(first);
  await first.commit(() => schedule.add(due(10)));
  await first.close();
  const second = new Store(folder);
  t.teardown(() => second.close());
  const reopened = new Schedule(second);
  t.equal(reopened.nextAt, 10);
  t.same(await second.commit(() => takeAll(reopened, 10)), [due(10)]);
});

t.test('a store that was cleared has nothing due', async (t) => {
  const { store, schedule } = await scheduled(due(10));
  await store.clear();
  t.same(await store.commit(() => takeAll(schedule, 10)), []);
  t.equal(schedule.nextAt, Number.POSITIVE_INFINITY);
});
