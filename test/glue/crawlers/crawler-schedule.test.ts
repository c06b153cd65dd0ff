import {
  CreateCrawlerCommand,
  DeleteCrawlerCommand,
  GetCrawlerCommand,
  type GlueClient,
  ListCrawlsCommand,
  StartCrawlerCommand,
  StartCrawlerScheduleCommand,
  StopCrawlerScheduleCommand,
  UpdateCrawlerCommand,
  UpdateCrawlerScheduleCommand,
} from '@aws-sdk/client-glue';
import t from 'tap';
import { glueServer, refusal } from '../../server.js';

const DAILY = 'cron(0 12 * * ? *)';
const HOURLY = 'cron(30 * * * ? *)';

function create(glue: GlueClient, Schedule?: string): Promise<unknown> {
  const crawler = { Name: 'a', Role: 'r', DatabaseName: 'db', Targets: { S3Targets: [{ Path: 's3://b/' }] } };
  return glue.send(new CreateCrawlerCommand({ ...crawler, ...(Schedule !== undefined && { Schedule }) }));
}

const schedule = async (glue: GlueClient) => (await glue.send(new GetCrawlerCommand({ Name: 'a' }))).Crawler?.Schedule;
const startSchedule = (glue: GlueClient) => glue.send(new StartCrawlerScheduleCommand({ CrawlerName: 'a' }));
const stopSchedule = (glue: GlueClient) => glue.send(new StopCrawlerScheduleCommand({ CrawlerName: 'a' }));

function reschedule(glue: GlueClient, Schedule?: string): Promise<unknown> {
  return glue.send(new UpdateCrawlerScheduleCommand({ CrawlerName: 'a', ...(Schedule !== undefined && { Schedule }) }));
}

/** When the crawler's crawls began, oldest first, as day and hour. */
async function starts(glue: GlueClient): Promise<(string | undefined)[]> {
  const { Crawls = [] } = await glue.send(new ListCrawlsCommand({ CrawlerName: 'a', MaxResults: 100 }));
  return Crawls.map(({ StartTime }) => StartTime?.toISOString().slice(5, 16)).reverse();
}

t.test('a scheduled crawler crawls at its times, however far the clock moves at once', async (t) => {
  const { glue, server } = await glueServer(t);
  await create(glue, DAILY);
  await server.clock.advance('11h');
  t.same(await starts(glue), []);
  await server.clock.advance('1h');
  t.same(await starts(glue), ['01-01T12:00']);
  await server.clock.advance('3d');
  t.same(await starts(glue), ['01-01T12:00', '01-02T12:00', '01-03T12:00', '01-04T12:00']);
});

t.test('a schedule fires no more once it is stopped, and again once it is started', async (t) => {
  const { glue, server } = await glueServer(t);
  await create(glue, DAILY);
  await stopSchedule(glue);
  t.same(await schedule(glue), { ScheduleExpression: DAILY, State: 'NOT_SCHEDULED' });
  await server.clock.advance('2d');
  t.same(await starts(glue), []);
  await startSchedule(glue);
  t.same(await schedule(glue), { ScheduleExpression: DAILY, State: 'SCHEDULED' });
  await server.clock.advance('1d');
  t.same(await starts(glue), ['01-03T12:00']);
});

t.test('a schedule that is stopped and started in between fires once', async (t) => {
  const { glue, server } = await glueServer(t);
  await create(glue, DAILY);
  await stopSchedule(glue);
  await startSchedule(glue);
  await reschedule(glue, HOURLY);
  await reschedule(glue, DAILY);
  await server.clock.advance('1d');
  t.same(await starts(glue), ['01-01T12:00']);
});

t.test('another schedule takes the place of the one before', async (t) => {
  const { glue, server } = await glueServer(t);
  await create(glue, DAILY);
  await reschedule(glue, HOURLY);
  t.same(await schedule(glue), { ScheduleExpression: HOURLY, State: 'SCHEDULED' });
  await server.clock.advance('2h');
  t.same(await starts(glue), ['01-01T00:30', '01-01T01:30']);
  await glue.send(new UpdateCrawlerCommand({ Name: 'a', Schedule: DAILY }));
  await server.clock.advance('1d');
  t.same(await starts(glue), ['01-01T00:30', '01-01T01:30', '01-01T12:00']);
  await reschedule(glue);
  t.equal(await schedule(glue), undefined, 'no schedule takes the schedule away');
  await server.clock.advance('2d');
  t.equal((await starts(glue)).length, 3);
});

t.test(
  'a stopped schedule stays stopped when its times change, and a crawler without one gets one that runs',
  async (t) => {
    const { glue } = await glueServer(t);
    await create(glue);
    await reschedule(glue, DAILY);
    t.same(await schedule(glue), { ScheduleExpression: DAILY, State: 'SCHEDULED' });
    await stopSchedule(glue);
    await reschedule(glue, HOURLY);
    t.same(await schedule(glue), { ScheduleExpression: HOURLY, State: 'NOT_SCHEDULED' });
  },
);

t.test('a crawler that is still at work when its schedule fires is left to it', async (t) => {
  const { glue, server } = await glueServer(t, { runDuration: '100m' });
  await create(glue, HOURLY);
  await glue.send(new StartCrawlerCommand({ Name: 'a' }));
  await server.clock.advance('5h');
  t.same(await starts(glue), ['01-01T00:00', '01-01T02:30', '01-01T04:30']);
});

t.test('the schedule of a deleted crawler is gone, also for one that is made anew', async (t) => {
  const { glue, server } = await glueServer(t);
  await create(glue, DAILY);
  await glue.send(new DeleteCrawlerCommand({ Name: 'a' }));
  await create(glue);
  await server.clock.advance('2d');
  t.same(await starts(glue), []);
});

t.test('a schedule that never fires is kept and does nothing', async (t) => {
  const { glue, server } = await glueServer(t);
  await create(glue, 'cron(0 12 1 1 ? 2020)');
  await server.clock.advance('400d');
  t.same(await starts(glue), []);
});

t.test('schedules outlive the server', async (t) => {
  const dataDir = t.testdir();
  const first = await glueServer(t, { dataDir });
  await create(first.glue, DAILY);
  await first.server.close();
  const second = await glueServer(t, { dataDir, now: '2026-01-03T00:00:00Z' });
  t.same(await starts(second.glue), ['01-01T12:00', '01-02T12:00']);
});

t.test('what a schedule does not allow is refused', async (t) => {
  const { glue } = await glueServer(t);
  const absent = 'EntityNotFoundException: Crawler entry with name a does not exist';
  for (const call of [startSchedule(glue), stopSchedule(glue), reschedule(glue, DAILY)])
    t.equal(await refusal(call), absent);
  await create(glue);
  t.equal(await refusal(startSchedule(glue)), 'NoScheduleException: Crawler with name a has no schedule');
  const notRunning = 'SchedulerNotRunningException: The schedule of crawler with name a is not running';
  t.equal(await refusal(stopSchedule(glue)), notRunning);
  await reschedule(glue, DAILY);
  const running = 'SchedulerRunningException: The schedule of crawler with name a is already running';
  t.equal(await refusal(startSchedule(glue)), running);
  await stopSchedule(glue);
  t.equal(await refusal(stopSchedule(glue)), notRunning);
  const fast = await refusal(reschedule(glue, 'cron(0/1 * * * ? *)'));
  t.equal(fast, 'InvalidInputException: Invalid cron expression: cron(0/1 * * * ? *)');
});
