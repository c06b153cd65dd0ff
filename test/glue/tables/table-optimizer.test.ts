import {
  BatchGetTableOptimizerCommand,
  CreateDatabaseCommand,
  CreateTableCommand,
  CreateTableOptimizerCommand,
  DeleteTableCommand,
  DeleteTableOptimizerCommand,
  GetTableOptimizerCommand,
  ListTableOptimizerRunsCommand,
  type TableOptimizerConfiguration,
  type TableOptimizerType,
  UpdateCatalogCommand,
  UpdateTableOptimizerCommand,
} from '@aws-sdk/client-glue';
import t, { type Test } from 'tap';
import type { GlueTrailOptions } from '../../../src/index.js';
import { glueServer, refusal, START } from '../../server.js';

const CatalogId = '123456789012';
const TABLE = { CatalogId, DatabaseName: 'lake', TableName: 'events' };
const ICEBERG = { Name: 'events', Parameters: { table_type: 'ICEBERG' } };
const roleArn = 'arn:aws:iam::123456789012:role/r';
const COMPACTION: TableOptimizerConfiguration = { roleArn, enabled: true };
const RETENTION: TableOptimizerConfiguration = {
  ...COMPACTION,
  retentionConfiguration: { icebergConfiguration: { snapshotRetentionPeriodInDays: 7, runRateInHours: 3 } },
};

async function withTables(t: Test, options: GlueTrailOptions = {}) {
  const { glue, server } = await glueServer(t, options);
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: 'lake' } }));
  for (const TableInput of [ICEBERG, { Name: 'plain' }])
    await glue.send(new CreateTableCommand({ DatabaseName: 'lake', TableInput }));
  const given = (Type: TableOptimizerType, TableName = 'events') => ({ ...TABLE, TableName, Type });
  return {
    glue,
    clock: server.clock,
    create: (Type: TableOptimizerType, TableOptimizerConfiguration = COMPACTION, TableName = 'events') =>
      glue.send(new CreateTableOptimizerCommand({ ...given(Type, TableName), TableOptimizerConfiguration })),
    update: (Type: TableOptimizerType, TableOptimizerConfiguration: TableOptimizerConfiguration) =>
      glue.send(new UpdateTableOptimizerCommand({ ...given(Type), TableOptimizerConfiguration })),
    get: async (Type: TableOptimizerType) =>
      (await glue.send(new GetTableOptimizerCommand(given(Type)))).TableOptimizer,
    remove: (Type: TableOptimizerType) => glue.send(new DeleteTableOptimizerCommand(given(Type))),
    runs: async (Type: TableOptimizerType, more: { MaxResults?: number; NextToken?: string } = {}) =>
      await glue.send(new ListTableOptimizerRunsCommand({ ...given(Type), ...more })),
  };
}

const ABSENT = 'EntityNotFoundException: Table optimizer compaction of table events not found.';

t.test('an optimizer is created, read, changed and deleted', async (t) => {
  const { create, get, update, remove } = await withTables(t);
  const disabled = { ...COMPACTION, enabled: false };
  await create('compaction', disabled);
  t.same(await get('compaction'), { type: 'compaction', configuration: disabled, configurationSource: 'table' });
  const compactionConfiguration = { icebergConfiguration: { strategy: 'sort' as const, minInputFiles: 5 } };
  await update('compaction', { ...COMPACTION, compactionConfiguration });
  t.match(await get('compaction'), {
    configuration: { enabled: true, compactionConfiguration },
    lastRun: { eventType: 'completed', compactionStrategy: 'sort' },
  });
  await remove('compaction');
  t.equal(await refusal(get('compaction')), ABSENT);
});

t.test('what is absent, there already or not fitting is refused', async (t) => {
  const { create, get, update, remove, runs } = await withTables(t);
  for (const call of [get, remove, runs]) t.equal(await refusal(call('compaction')), ABSENT);
  t.equal(await refusal(update('compaction', COMPACTION)), ABSENT);
  const refused: Record<string, Promise<unknown>> = {
    'EntityNotFoundException: Table nope not found.': create('compaction', COMPACTION, 'nope'),
    'InvalidInputException: Table plain is not an Iceberg table.': create('compaction', COMPACTION, 'plain'),
    'InvalidInputException: roleArn has to be given.': create('compaction', { enabled: true }),
    'InvalidInputException: retentionConfiguration has to be given for an optimizer of type retention.':
      create('retention'),
    'InvalidInputException: retentionConfiguration cannot be given for an optimizer of type compaction.': create(
      'compaction',
      RETENTION,
    ),
    'InvalidInputException: runRateInHours has to be between 3 and 168.': create('retention', {
      ...COMPACTION,
      retentionConfiguration: { icebergConfiguration: { runRateInHours: 2 } },
    }),
  };
  for (const [text, call] of Object.entries(refused)) t.equal(await refusal(call), text);
  await create('compaction');
  const twice = 'AlreadyExistsException: Table optimizer compaction of table events already exists.';
  t.equal(await refusal(create('compaction')), twice);
  await create('retention', RETENTION);
});

t.test('an enabled optimizer runs in its time, and again at its rate until it is disabled', async (t) => {
  const { clock, create, get, update, runs } = await withTables(t, { runDuration: '1h' });
  await create('retention', RETENTION);
  await create('compaction');
  t.match((await get('retention'))?.lastRun, { eventType: 'starting', startTimestamp: new Date(START) });
  await clock.advance('30m');
  t.match((await get('retention'))?.lastRun, { eventType: 'in_progress', endTimestamp: undefined });
  await clock.advance('30m');
  const IcebergMetrics = { NumberOfDataFilesDeleted: 0, JobDurationInHour: 1 };
  const endTimestamp = new Date('2026-01-01T01:00:00Z');
  t.match((await get('retention'))?.lastRun, {
    eventType: 'completed',
    endTimestamp,
    retentionMetrics: { IcebergMetrics },
  });
  await clock.advance('6h');
  const { TableOptimizerRuns } = await runs('retention');
  const hours = TableOptimizerRuns?.map(({ startTimestamp }) => startTimestamp?.getUTCHours());
  t.same(hours, [6, 3, 0]);
  t.equal((await runs('compaction')).TableOptimizerRuns?.length, 1, 'compaction waits for changes');
  const first = await runs('retention', { MaxResults: 2 });
  t.same([first.TableName, first.TableOptimizerRuns?.length], ['events', 2]);
  const rest = await runs('retention', { MaxResults: 2, NextToken: first.NextToken ?? '' });
  t.same([rest.TableOptimizerRuns?.length, rest.NextToken], [1, undefined]);
  await update('retention', { ...RETENTION, enabled: false });
  await clock.advance('1d');
  t.equal((await runs('retention')).TableOptimizerRuns?.length, 3);
  await update('retention', RETENTION);
  t.equal((await runs('retention')).TableOptimizerRuns?.length, 4);
});

t.test('a batch tells those that are there and what is wrong with the others', async (t) => {
  const { glue, create } = await withTables(t);
  await create('compaction');
  const entry = { catalogId: CatalogId, databaseName: 'lake', tableName: 'events', type: 'compaction' as const };
  const retention = { ...entry, type: 'retention' as const };
  const Entries = [entry, retention, { catalogId: CatalogId }];
  const { TableOptimizers, Failures } = await glue.send(new BatchGetTableOptimizerCommand({ Entries }));
  t.match(TableOptimizers, [
    { tableName: 'events', tableOptimizer: { type: 'compaction', configuration: COMPACTION } },
  ]);
  t.match(Failures, [
    { ...retention, error: { ErrorCode: 'EntityNotFoundException' } },
    { catalogId: CatalogId, error: { ErrorCode: 'InvalidInputException' } },
  ]);
});

t.test('an Iceberg table has the optimizers of its catalog until it has its own', async (t) => {
  const { glue, create, get } = await withTables(t);
  const IcebergOptimizationProperties = { RoleArn: roleArn, Compaction: { enabled: 'true' } };
  const CatalogInput = { CatalogProperties: { IcebergOptimizationProperties } };
  await glue.send(new UpdateCatalogCommand({ CatalogId, CatalogInput }));
  t.same(await get('compaction'), { type: 'compaction', configuration: COMPACTION, configurationSource: 'catalog' });
  t.match(await refusal(get('retention')), /^EntityNotFoundException/);
  await create('compaction', { ...COMPACTION, enabled: false });
  t.match(await get('compaction'), { configuration: { enabled: false }, configurationSource: 'table' });
});

t.test('optimizers and their runs go with their table', async (t) => {
  const { glue, clock, create, get, runs } = await withTables(t);
  await create('retention', RETENTION);
  await glue.send(new DeleteTableCommand({ DatabaseName: 'lake', Name: 'events' }));
  await glue.send(new CreateTableCommand({ DatabaseName: 'lake', TableInput: ICEBERG }));
  t.match(await refusal(get('retention')), /^EntityNotFoundException/);
  await clock.advance('1h');
  await create('retention', RETENTION);
  await clock.advance('2h');
  t.equal((await runs('retention')).TableOptimizerRuns?.length, 1, 'the schedule of the old one is no more');
});
