import {
  CreateColumnStatisticsTaskSettingsCommand,
  CreateDatabaseCommand,
  CreateTableCommand,
  DeleteColumnStatisticsTaskSettingsCommand,
  DeleteTableCommand,
  GetColumnStatisticsTaskRunsCommand,
  GetColumnStatisticsTaskSettingsCommand,
  StartColumnStatisticsTaskRunScheduleCommand,
  StopColumnStatisticsTaskRunScheduleCommand,
  UpdateCatalogCommand,
  UpdateColumnStatisticsTaskSettingsCommand,
} from '@aws-sdk/client-glue';
import t, { type Test } from 'tap';
import type { GlueTrailOptions } from '../../../src/index.js';
import { glueServer, refusal } from '../../server.js';

const TABLE = { DatabaseName: 'sales', TableName: 'orders' };
const TableInput = { Name: 'orders', StorageDescriptor: { Columns: [{ Name: 'id', Type: 'int' }] } };
const HOURLY = 'cron(0 * * * ? *)';
const ABSENT = 'EntityNotFoundException: Column statistics task settings of table orders not found.';

async function withTable(t: Test, options: GlueTrailOptions = {}) {
  const { glue, server } = await glueServer(t, options);
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: 'sales' } }));
  await glue.send(new CreateTableCommand({ DatabaseName: 'sales', TableInput }));
  return {
    glue,
    clock: server.clock,
    create: (input: Partial<CreateColumnStatisticsTaskSettingsCommand['input']> = {}) =>
      glue.send(new CreateColumnStatisticsTaskSettingsCommand({ ...TABLE, Role: 'r', ...input })),
    update: (input: Partial<UpdateColumnStatisticsTaskSettingsCommand['input']> = {}) =>
      glue.send(new UpdateColumnStatisticsTaskSettingsCommand({ ...TABLE, ...input })),
    get: async () => (await glue.send(new GetColumnStatisticsTaskSettingsCommand(TABLE))).ColumnStatisticsTaskSettings,
    remove: () => glue.send(new DeleteColumnStatisticsTaskSettingsCommand(TABLE)),
    startSchedule: () => glue.send(new StartColumnStatisticsTaskRunScheduleCommand(TABLE)),
    stopSchedule: () => glue.send(new StopColumnStatisticsTaskRunScheduleCommand(TABLE)),
    runs: async () => (await glue.send(new GetColumnStatisticsTaskRunsCommand(TABLE))).ColumnStatisticsTaskRuns,
  };
}

t.test('settings are created, changed in part and deleted', async (t) => {
  const { create, update, get, remove } = await withTable(t);
  await create({ DatabaseName: 'SALES', ColumnNameList: ['id'], SampleSize: 10, Tags: { a: '1' } });
  const settings = {
    ...TABLE,
    CatalogID: '123456789012',
    Role: 'r',
    ColumnNameList: ['id'],
    SampleSize: 10,
    SettingSource: 'TABLE',
  };
  t.same(await get(), settings);
  await update({ Role: 'other', Schedule: HOURLY });
  const Schedule = { ScheduleExpression: HOURLY, State: 'SCHEDULED' };
  t.same(await get(), { ...settings, Role: 'other', Schedule, ScheduleType: 'CRON' });
  await update({ Schedule: '' });
  t.same(await get(), { ...settings, Role: 'other' });
  await remove();
  t.equal(await refusal(get()), ABSENT);
});

t.test('what is absent, there already or wrong is refused', async (t) => {
  const { glue, create, update, get, remove, startSchedule, stopSchedule } = await withTable(t);
  for (const call of [get, update, remove, startSchedule, stopSchedule]) t.equal(await refusal(call()), ABSENT);
  t.equal(await refusal(create({ TableName: 'nope' })), 'EntityNotFoundException: Table nope not found.');
  t.match(await refusal(create({ ColumnNameList: ['x'] })), /^InvalidInputException: Column x/);
  t.equal(await refusal(create({ Schedule: 'hourly' })), 'InvalidInputException: Invalid cron expression: hourly');
  await create();
  t.match(await refusal(create()), /^AlreadyExistsException: Column statistics task settings of table orders/);
  t.match(await refusal(startSchedule()), /^InvalidInputException: .* have no schedule/);
  t.match(await refusal(stopSchedule()), /^InvalidInputException: .* is not running/);
  await update({ Schedule: HOURLY });
  t.match(await refusal(startSchedule()), /^InvalidInputException: .* is already running/);
  await glue.send(new DeleteTableCommand({ DatabaseName: 'sales', Name: 'orders' }));
  await glue.send(new CreateTableCommand({ DatabaseName: 'sales', TableInput }));
  t.equal(await refusal(get()), ABSENT, 'settings go with their table');
});

t.test('a schedule starts runs while it is on, each at its time', async (t) => {
  const { clock, create, get, runs, startSchedule, stopSchedule } = await withTable(t);
  await create({ Schedule: HOURLY, SampleSize: 10 });
  await clock.advance('150m');
  t.match(await runs(), [
    { Status: 'SUCCEEDED', SampleSize: 10, StartTime: new Date('2026-01-01T02:00:00Z') },
    { Status: 'SUCCEEDED', StartTime: new Date('2026-01-01T01:00:00Z') },
  ]);
  const attempt = { Status: 'STARTED', ColumnStatisticsTaskRunId: (await runs())?.[0]?.ColumnStatisticsTaskRunId };
  t.match((await get())?.LastExecutionAttempt, { ...attempt, ExecutionTimestamp: new Date('2026-01-01T02:00:00Z') });
  await stopSchedule();
  t.equal((await get())?.Schedule?.State, 'NOT_SCHEDULED');
  await clock.advance('5h');
  t.equal((await runs())?.length, 2);
  await startSchedule();
  await clock.advance('1h');
  t.equal((await runs())?.length, 3);
});

t.test('a run that is still at work makes the next attempt fail', async (t) => {
  const { clock, create, get, runs } = await withTable(t, { runDuration: '90m' });
  await create({ Schedule: HOURLY });
  await clock.advance('2h');
  t.equal((await runs())?.length, 1);
  t.match((await get())?.LastExecutionAttempt, { Status: 'FAILED', ErrorMessage: /already running/ });
});

t.test('a table without settings has those of a catalog that has them enabled', async (t) => {
  const { glue, create, get } = await withTable(t);
  const CustomProperties = { 'ColumnStatistics.Enabled': 'true', 'ColumnStatistics.RoleArn': 'arn:aws:iam::1:role/r' };
  const CatalogInput = { CatalogProperties: { CustomProperties } };
  await glue.send(new UpdateCatalogCommand({ CatalogId: '123456789012', CatalogInput }));
  const inherited = { Role: 'arn:aws:iam::1:role/r', ScheduleType: 'AUTO', SettingSource: 'CATALOG' };
  t.same(await get(), { ...TABLE, CatalogID: '123456789012', ...inherited });
  await create();
  t.match(await get(), { Role: 'r', SettingSource: 'TABLE', ScheduleType: undefined });
});
