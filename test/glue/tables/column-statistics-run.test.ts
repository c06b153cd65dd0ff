import {
  CreateDatabaseCommand,
  CreateTableCommand,
  DeleteTableCommand,
  GetColumnStatisticsForTableCommand,
  GetColumnStatisticsTaskRunCommand,
  GetColumnStatisticsTaskRunsCommand,
  ListColumnStatisticsTaskRunsCommand,
  paginateGetColumnStatisticsTaskRuns,
  StartColumnStatisticsTaskRunCommand,
  StopColumnStatisticsTaskRunCommand,
  UpdateColumnStatisticsForTableCommand,
} from '@aws-sdk/client-glue';
import t, { type Test } from 'tap';
import type { GlueTrailOptions } from '../../../src/index.js';
import { glueServer, refusal, START } from '../../server.js';

const TABLE = { DatabaseName: 'sales', TableName: 'orders' };
const Columns = [
  { Name: 'id', Type: 'bigint' },
  { Name: 'price', Type: 'decimal(10,2)' },
  { Name: 'note', Type: 'varchar(20)' },
  { Name: 'tags', Type: 'array<string>' },
];

async function withTable(t: Test, options: GlueTrailOptions = {}) {
  const { glue, server } = await glueServer(t, options);
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: 'sales' } }));
  for (const Name of ['orders', 'other'])
    await glue.send(
      new CreateTableCommand({ DatabaseName: 'sales', TableInput: { Name, StorageDescriptor: { Columns } } }),
    );
  const start = async (input: Partial<StartColumnStatisticsTaskRunCommand['input']> = {}) =>
    (await glue.send(new StartColumnStatisticsTaskRunCommand({ ...TABLE, Role: 'r', ...input })))
      .ColumnStatisticsTaskRunId;
  const stop = () => glue.send(new StopColumnStatisticsTaskRunCommand(TABLE));
  const run = async (ColumnStatisticsTaskRunId: string | undefined) =>
    (await glue.send(new GetColumnStatisticsTaskRunCommand({ ColumnStatisticsTaskRunId }))).ColumnStatisticsTaskRun;
  const statistics = async (...ColumnNames: string[]) =>
    (await glue.send(new GetColumnStatisticsForTableCommand({ ...TABLE, ColumnNames }))).ColumnStatisticsList;
  return { glue, clock: server.clock, start, stop, run, statistics };
}

t.test(
  'a run is over at once unless it is given time, and leaves statistics of the columns it was asked for',
  async (t) => {
    const { start, run, statistics } = await withTable(t);
    const id = await start({ ColumnNameList: ['ID', 'price'], SampleSize: 50 });
    const time = new Date(START);
    t.same(await run(id), {
      CustomerId: '123456789012',
      ColumnStatisticsTaskRunId: id,
      ...TABLE,
      CatalogID: '123456789012',
      ColumnNameList: ['ID', 'price'],
      Role: 'r',
      SampleSize: 50,
      NumberOfWorkers: 1,
      WorkerType: 'G.1X',
      ComputationType: 'FULL',
      Status: 'SUCCEEDED',
      CreationTime: time,
      LastUpdated: time,
      StartTime: time,
      EndTime: time,
      DPUSeconds: 0,
    });
    const counted = { NumberOfNulls: 0, NumberOfDistinctValues: 0 };
    t.same(await statistics('id', 'price', 'note'), [
      {
        ColumnName: 'id',
        ColumnType: 'bigint',
        AnalyzedTime: time,
        StatisticsData: { Type: 'LONG', LongColumnStatisticsData: counted },
      },
      {
        ColumnName: 'price',
        ColumnType: 'decimal(10,2)',
        AnalyzedTime: time,
        StatisticsData: { Type: 'DECIMAL', DecimalColumnStatisticsData: counted },
      },
    ]);
  },
);

t.test('a run that takes time goes through its states, and has its effect at its end', async (t) => {
  const { glue, clock, start, run, statistics } = await withTable(t, { runDuration: '10m' });
  const LongColumnStatisticsData = { MinimumValue: 1, MaximumValue: 2, NumberOfNulls: 3, NumberOfDistinctValues: 4 };
  const StatisticsData = { Type: 'LONG' as const, LongColumnStatisticsData };
  const kept = { ColumnName: 'id', ColumnType: 'bigint', AnalyzedTime: new Date(START), StatisticsData };
  await glue.send(new UpdateColumnStatisticsForTableCommand({ ...TABLE, ColumnStatisticsList: [kept] }));
  const id = await start();
  t.match(await run(id), { Status: 'STARTING', EndTime: undefined });
  await clock.advance('2m');
  t.match(await run(id), { Status: 'RUNNING', EndTime: undefined });
  const running = 'ColumnStatisticsTaskRunningException: A column statistics task is already running for table orders.';
  t.equal(await refusal(start()), running);
  t.equal((await statistics('note'))?.length, 0);
  await clock.advance('8m');
  const EndTime = new Date('2026-01-01T00:10:00Z');
  t.match(await run(id), { Status: 'SUCCEEDED', EndTime, LastUpdated: EndTime, DPUSeconds: 600 });
  const [first, ...others] = (await statistics('id', 'note', 'tags')) ?? [];
  t.same(first, { ...kept, AnalyzedTime: EndTime }, 'what is known of a column stays, and is analyzed now');
  t.same(
    others.map(({ ColumnName }) => ColumnName),
    ['note'],
    'a column of a complex type gets none',
  );
});

t.test('a run is stopped once, in its time, and has no effect then', async (t) => {
  const { clock, start, stop, run, statistics } = await withTable(t, { runDuration: '10m' });
  const notRunning = 'ColumnStatisticsTaskNotRunningException: No column statistics task is running for table orders.';
  t.equal(await refusal(stop()), notRunning);
  const id = await start();
  await clock.advance('2m');
  await stop();
  t.match(await run(id), { Status: 'RUNNING', LastUpdated: new Date('2026-01-01T00:02:00Z') });
  t.match(await refusal(stop()), /^ColumnStatisticsTaskStoppingException/);
  await clock.advance('1m');
  t.match(await run(id), { Status: 'STOPPED', EndTime: new Date('2026-01-01T00:03:00Z') });
  t.equal(await refusal(stop()), notRunning);
  await clock.advance('1h');
  t.equal((await statistics('id'))?.length, 0);
});

t.test('runs are listed newest first, of one table and of all, in pages', async (t) => {
  const { glue, start } = await withTable(t);
  const first = await start();
  const other = await start({ TableName: 'Other' });
  const last = await start();
  const all = await glue.send(new ListColumnStatisticsTaskRunsCommand({ MaxResults: 2 }));
  t.same(all.ColumnStatisticsTaskRunIds, [last, other]);
  const rest = await glue.send(new ListColumnStatisticsTaskRunsCommand({ MaxResults: 2, NextToken: all.NextToken }));
  t.same([rest.ColumnStatisticsTaskRunIds, rest.NextToken], [[first], undefined]);
  const seen: unknown[] = [];
  for await (const page of paginateGetColumnStatisticsTaskRuns({ client: glue, pageSize: 1 }, TABLE))
    seen.push(page.ColumnStatisticsTaskRuns?.map((run) => run.ColumnStatisticsTaskRunId));
  t.same(seen, [[last], [first]]);
  const nowhere = new GetColumnStatisticsTaskRunsCommand({ DatabaseName: 'sales', TableName: 'nope' });
  t.same((await glue.send(nowhere)).ColumnStatisticsTaskRuns, []);
});

t.test('what is absent is refused, and a run whose table goes fails', async (t) => {
  const { glue, clock, start, run } = await withTable(t, { runDuration: '10m' });
  t.equal(await refusal(start({ TableName: 'nope' })), 'EntityNotFoundException: Table nope not found.');
  const unknown = 'InvalidInputException: Column x is not a column of the table.';
  t.equal(await refusal(start({ ColumnNameList: ['id', 'x'] })), unknown);
  t.equal(await refusal(run('x')), 'EntityNotFoundException: Column statistics task run x not found.');
  const id = await start();
  await glue.send(new DeleteTableCommand({ DatabaseName: 'sales', Name: 'orders' }));
  await clock.advance('10m');
  const EndTime = new Date('2026-01-01T00:10:00Z');
  t.match(await run(id), { Status: 'FAILED', ErrorMessage: 'Table orders not found.', EndTime });
});
