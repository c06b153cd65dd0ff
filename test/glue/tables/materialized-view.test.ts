import {
  CreateDatabaseCommand,
  CreateTableCommand,
  DeleteTableCommand,
  GetMaterializedViewRefreshTaskRunCommand,
  GetTableCommand,
  ListMaterializedViewRefreshTaskRunsCommand,
  StartMaterializedViewRefreshTaskRunCommand,
  StopMaterializedViewRefreshTaskRunCommand,
} from '@aws-sdk/client-glue';
import t, { type Test } from 'tap';
import type { GlueTrailOptions } from '../../../src/index.js';
import { glueServer, refusal, START } from '../../server.js';

const CatalogId = '123456789012';
const VIEW = { CatalogId, DatabaseName: 'sales', TableName: 'daily' };
const ViewDefinition = { Definer: 'arn:aws:iam::123456789012:role/definer', RefreshSeconds: 3600 };

async function withViews(t: Test, options: GlueTrailOptions = {}) {
  const { glue, server } = await glueServer(t, options);
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: 'sales' } }));
  for (const TableInput of [{ Name: 'daily', ViewDefinition }, { Name: 'hourly', ViewDefinition }, { Name: 'plain' }])
    await glue.send(new CreateTableCommand({ DatabaseName: 'sales', TableInput }));
  return {
    glue,
    clock: server.clock,
    start: async (input: Partial<StartMaterializedViewRefreshTaskRunCommand['input']> = {}) =>
      (await glue.send(new StartMaterializedViewRefreshTaskRunCommand({ ...VIEW, ...input })))
        .MaterializedViewRefreshTaskRunId,
    stop: (TableName = 'daily') => glue.send(new StopMaterializedViewRefreshTaskRunCommand({ ...VIEW, TableName })),
    run: async (MaterializedViewRefreshTaskRunId: string | undefined, catalog = CatalogId) => {
      const input = { CatalogId: catalog, MaterializedViewRefreshTaskRunId };
      return (await glue.send(new GetMaterializedViewRefreshTaskRunCommand(input))).MaterializedViewRefreshTaskRun;
    },
    list: (input: Partial<ListMaterializedViewRefreshTaskRunsCommand['input']> = {}) =>
      glue.send(new ListMaterializedViewRefreshTaskRunsCommand({ CatalogId, ...input })),
  };
}

t.test('a refresh is over at once unless it is given time, and leaves its kind in the view', async (t) => {
  const { glue, start, run } = await withViews(t);
  const view = async () => (await glue.send(new GetTableCommand({ DatabaseName: 'sales', Name: 'daily' }))).Table;
  t.match(await view(), { IsMaterializedView: true, IsMultiDialectView: false, ViewDefinition });
  const id = await start({ FullRefresh: true });
  const time = new Date(START);
  t.same(await run(id), {
    CustomerId: CatalogId,
    MaterializedViewRefreshTaskRunId: id,
    ...VIEW,
    Role: ViewDefinition.Definer,
    Status: 'SUCCEEDED',
    CreationTime: time,
    LastUpdated: time,
    StartTime: time,
    EndTime: time,
    DPUSeconds: 0,
    RefreshType: 'FULL',
    ProcessedBytes: 0,
  });
  t.equal((await view())?.ViewDefinition?.LastRefreshType, 'FULL');
  t.equal((await run(await start()))?.RefreshType, 'INCREMENTAL');
  t.equal((await view())?.ViewDefinition?.LastRefreshType, 'INCREMENTAL');
});

t.test('a refresh that takes time is one for its view, and can be stopped', async (t) => {
  const { clock, start, stop, run } = await withViews(t, { runDuration: '10m' });
  const id = await start();
  t.match(await run(id), { Status: 'STARTING', EndTime: undefined });
  await clock.advance('2m');
  t.match(await run(id), { Status: 'RUNNING' });
  t.match(await refusal(start()), /^MaterializedViewRefreshTaskRunningException: A refresh task is already running/);
  await start({ TableName: 'hourly' });
  await stop();
  t.match(await refusal(stop()), /^MaterializedViewRefreshTaskStoppingException/);
  await clock.advance('1m');
  t.match(await run(id), { Status: 'STOPPED', EndTime: new Date('2026-01-01T00:03:00Z') });
  t.match(await refusal(stop()), /^MaterializedViewRefreshTaskNotRunningException/);
  t.match(await refusal(stop('nope')), /^MaterializedViewRefreshTaskNotRunningException/);
});

t.test('refreshes are listed newest first, of a view, a database or a catalog, in pages', async (t) => {
  const { glue, start, list } = await withViews(t);
  const ids = [await start(), await start({ TableName: 'hourly' }), await start()];
  const listed = async (input: Parameters<typeof list>[0] = {}) =>
    (await list(input)).MaterializedViewRefreshTaskRuns?.map((run) => run.MaterializedViewRefreshTaskRunId);
  t.same(await listed(), ids.toReversed());
  t.same(await listed({ DatabaseName: 'Sales' }), ids.toReversed());
  t.same(await listed({ DatabaseName: 'sales', TableName: 'Daily' }), [ids[2], ids[0]]);
  t.same(await listed({ DatabaseName: 'nope' }), []);
  t.same(await listed({ CatalogId: '210987654321' }), []);
  const { NextToken } = await list({ MaxResults: 2 });
  t.same(await listed({ MaxResults: 2, NextToken }), [ids[0]]);
  await glue.send(new DeleteTableCommand({ DatabaseName: 'sales', Name: 'daily' }));
  t.same(await listed({ DatabaseName: 'sales', TableName: 'daily' }), []);
});

t.test('only a materialized view that is there is refreshed', async (t) => {
  const { start, run } = await withViews(t);
  t.equal(await refusal(start({ TableName: 'nope' })), 'EntityNotFoundException: Table nope not found.');
  const plain = 'InvalidInputException: Table plain is not a materialized view.';
  t.equal(await refusal(start({ TableName: 'plain' })), plain);
  const id = '00000000-0000-4000-8000-000000000000';
  const absent = `EntityNotFoundException: Materialized view refresh task run ${id} not found.`;
  t.equal(await refusal(run(id)), absent);
  t.match(await refusal(run(await start(), '210987654321')), /^EntityNotFoundException/);
});
