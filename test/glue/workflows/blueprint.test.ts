import t from 'tap';
import { glueServer, refusal, START } from '../../server.js';

const BlueprintLocation = 's3://blueprints/demo/layout.zip';
const RoleArn = 'arn:aws:iam::123456789012:role/etl';

const { glue, server } = await glueServer(t, { runDuration: '10m' });

const blueprint = async (Name: string) => (await glue.getBlueprint({ Name })).Blueprint ?? {};
const active = async (Name: string) => {
  await glue.createBlueprint({ Name, BlueprintLocation });
  await server.clock.advance('10m');
};
const start = async (BlueprintName: string, Parameters?: string) =>
  (await glue.startBlueprintRun({ BlueprintName, RoleArn, Parameters })).RunId ?? '';
const run = async (BlueprintName: string, RunId: string) =>
  (await glue.getBlueprintRun({ BlueprintName, RunId })).BlueprintRun ?? {};

t.test('a blueprint is registered in time, updated in time, and deleted', async (t) => {
  const given = { Name: 'life', BlueprintLocation, Description: 'old' };
  t.equal((await glue.createBlueprint({ ...given, Tags: { team: 'x' } })).Name, 'life');
  const created = { ...given, CreatedOn: new Date(START), LastModifiedOn: new Date(START) };
  t.match(await blueprint('life'), { ...created, Status: 'CREATING', ParameterSpec: undefined });
  t.match(await refusal(start('life')), /^IllegalBlueprintStateException: .* CREATING/);
  await server.clock.advance('10m');
  t.match(await blueprint('life'), { Status: 'ACTIVE', LastActiveDefinition: undefined });
  const newer = 's3://blueprints/demo/newer.zip';
  t.equal((await glue.updateBlueprint({ Name: 'life', BlueprintLocation: newer })).Name, 'life');
  t.match(await blueprint('life'), {
    Status: 'UPDATING',
    BlueprintLocation: newer,
    Description: undefined,
    CreatedOn: new Date(START),
    LastModifiedOn: new Date('2026-01-01T00:10:00Z'),
    LastActiveDefinition: { BlueprintLocation, Description: 'old' },
  });
  const twice = glue.updateBlueprint({ Name: 'life', BlueprintLocation });
  t.match(await refusal(twice), /^IllegalBlueprintStateException: .* UPDATING/);
  await server.clock.advance('10m');
  const { Blueprint } = await glue.getBlueprint({ Name: 'life', IncludeParameterSpec: true });
  t.match(Blueprint, { Status: 'ACTIVE', ParameterSpec: '{}' });
  t.match(await refusal(glue.createBlueprint(given)), /^AlreadyExistsException/);
  t.equal((await glue.deleteBlueprint({ Name: 'life' })).Name, 'life');
  t.equal((await glue.deleteBlueprint({ Name: 'life' })).Name, 'life');
  const absent = 'EntityNotFoundException: Blueprint life not found.';
  for (const call of [
    blueprint('life'),
    start('life'),
    glue.updateBlueprint({ Name: 'life', BlueprintLocation }),
    run('life', 'br_1'),
    glue.getBlueprintRuns({ BlueprintName: 'life' }),
  ])
    t.equal(await refusal(call), absent);
});

t.test('blueprints are listed in pages, by tag, and in batches', async (t) => {
  for (const Name of ['list-a', 'list-b', 'list-c'])
    await glue.createBlueprint({ Name, BlueprintLocation, Tags: { list: Name } });
  const first = await glue.listBlueprints({ MaxResults: 2 });
  const second = await glue.listBlueprints({ MaxResults: 2, NextToken: first.NextToken });
  t.same([...(first.Blueprints ?? []), ...(second.Blueprints ?? [])], ['list-a', 'list-b', 'list-c']);
  t.same((await glue.listBlueprints({ Tags: { list: 'list-b' } })).Blueprints, ['list-b']);
  const batch = await glue.batchGetBlueprints({ Names: ['list-c', 'nope'] });
  t.same([batch.Blueprints?.map(({ Name }) => Name), batch.MissingBlueprints], [['list-c'], ['nope']]);
});

t.test('a run keeps its parameters and makes a workflow at its end', async (t) => {
  await active('made');
  const Parameters = JSON.stringify({ WorkflowName: 'flow', Days: 3 });
  const RunId = await start('made', Parameters);
  t.match(RunId, /^br_[0-9a-f]{64}$/);
  t.match(await run('made', RunId), {
    BlueprintName: 'made',
    RunId,
    Parameters,
    RoleArn,
    State: 'RUNNING',
    WorkflowName: undefined,
  });
  t.match(await refusal(glue.getWorkflow({ Name: 'flow' })), /^EntityNotFoundException/);
  await server.clock.advance('10m');
  const told = await run('made', RunId);
  t.match(told, { State: 'SUCCEEDED', WorkflowName: 'flow' });
  t.equal(Number(told.CompletedOn) - Number(told.StartedOn), 600_000);
  const { Workflow } = await glue.getWorkflow({ Name: 'flow' });
  t.same(Workflow?.BlueprintDetails, { BlueprintName: 'made', RunId });
  const failing = await start('made', Parameters);
  const unnamed = await start('made');
  await server.clock.advance('10m');
  t.match(await run('made', failing), {
    State: 'FAILED',
    ErrorMessage: /flow already exists/,
    WorkflowName: undefined,
  });
  t.match(await run('made', unnamed), { State: 'SUCCEEDED', WorkflowName: `made-${unnamed}`, Parameters: undefined });
  const first = await glue.getBlueprintRuns({ BlueprintName: 'made', MaxResults: 2 });
  const second = await glue.getBlueprintRuns({ BlueprintName: 'made', MaxResults: 2, NextToken: first.NextToken });
  const ids = [...(first.BlueprintRuns ?? []), ...(second.BlueprintRuns ?? [])].map((each) => each.RunId);
  t.same(ids, [unnamed, failing, RunId]);
});

t.test('parameters are a JSON object, and a run is of its blueprint', async (t) => {
  await active('strict');
  for (const Parameters of ['{', '[]', 'null', '1'])
    t.match(await refusal(start('strict', Parameters)), /^InvalidInputException: Parameters have to be a JSON object/);
  t.match(await refusal(run('strict', 'br_1')), /^EntityNotFoundException: Blueprint run br_1 not found/);
});

t.end();
