import {
  CreateDatabaseCommand,
  CreatePartitionIndexCommand,
  CreateTableCommand,
  DeletePartitionIndexCommand,
  DeleteTableCommand,
  GetPartitionIndexesCommand,
  GetTableCommand,
  type GlueClient,
  type PartitionIndex,
} from '@aws-sdk/client-glue';
import t, { type Test } from 'tap';
import type { GlueTrail, GlueTrailOptions } from '../../../src/index.js';
import { glueServer, refusal } from '../../server.js';

const named = { DatabaseName: 'sales', TableName: 'orders' };

const TableInput = {
  Name: 'orders',
  PartitionKeys: [{ Name: 'Year', Type: 'int' }, { Name: 'month', Type: 'string' }, { Name: 'day' }],
};

async function withTable(t: Test, options: GlueTrailOptions = {}): Promise<{ server: GlueTrail; glue: GlueClient }> {
  const { server, glue } = await glueServer(t, options);
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: 'sales' } }));
  await glue.send(new CreateTableCommand({ DatabaseName: 'sales', TableInput }));
  return { server, glue };
}

function create(glue: GlueClient, IndexName: string, ...Keys: string[]): Promise<unknown> {
  return glue.send(new CreatePartitionIndexCommand({ ...named, PartitionIndex: { IndexName, Keys } }));
}

function remove(glue: GlueClient, IndexName: string): Promise<unknown> {
  return glue.send(new DeletePartitionIndexCommand({ ...named, IndexName }));
}

async function list(glue: GlueClient) {
  return (await glue.send(new GetPartitionIndexesCommand(named))).PartitionIndexDescriptorList;
}

async function states(glue: GlueClient) {
  return (await list(glue))?.map(({ IndexName, IndexStatus }) => `${IndexName} ${IndexStatus}`);
}

t.test('an index is answered with the names and types of its keys, in its order', async (t) => {
  const { glue } = await withTable(t);
  await create(glue, 'By_Month', 'month', 'YEAR');
  t.same(await list(glue), [
    {
      IndexName: 'By_Month',
      Keys: [
        { Name: 'month', Type: 'string' },
        { Name: 'Year', Type: 'int' },
      ],
      IndexStatus: 'ACTIVE',
      BackfillErrors: [],
    },
  ]);
});

t.test('keys that are no partition keys are refused and named', async (t) => {
  const { glue } = await withTable(t);
  const text = 'InvalidInputException: IndexKeys not a part of PartitionColumns. Verify the indexKeys : ';
  t.equal(await refusal(create(glue, 'a', 'year', 'x', 'y')), `${text}[x, y]`);
  t.match(await refusal(create(glue, 'a')), /^ValidationException: .* at 'partitionIndex.keys' failed/);
  t.same(await list(glue), []);
});

t.test('a name and a list of keys are taken once', async (t) => {
  const { glue } = await withTable(t);
  await create(glue, 'dup', 'year');
  const exists = 'AlreadyExistsException: Partition Index';
  t.equal(await refusal(create(glue, 'dup', 'month')), `${exists} dup already exists with the same name.`);
  t.equal(await refusal(create(glue, 'DUP', 'month')), `${exists} DUP already exists with the same name.`);
  t.equal(await refusal(create(glue, 'other', 'YEAR')), `${exists} dup already exists with the same keys.`);
  await create(glue, 'other', 'year', 'month');
  await create(glue, 'turned', 'month', 'year');
  t.same(await states(glue), ['dup ACTIVE', 'other ACTIVE', 'turned ACTIVE']);
});

t.test('a table has at most three', async (t) => {
  const { glue } = await withTable(t);
  for (const [name, key] of Object.entries({ a: 'year', b: 'month', c: 'day' })) await create(glue, name, key);
  const text = 'ResourceNumberLimitExceededException: Partition index limit exceeded. Maximum: 3';
  t.equal(await refusal(create(glue, 'd', 'year', 'month')), text);
  t.equal(await refusal(create(glue, 'a', 'year')), text);
  await remove(glue, 'B');
  await create(glue, 'd', 'year', 'month');
  t.same(await states(glue), ['a ACTIVE', 'c ACTIVE', 'd ACTIVE']);
});

t.test('an index that is not there cannot be deleted', async (t) => {
  const { glue } = await withTable(t);
  const text = 'EntityNotFoundException: Index with the given indexName : nope does not exist.';
  t.equal(await refusal(remove(glue, 'nope')), text);
  await create(glue, 'a', 'year');
  await remove(glue, 'a');
  t.match(await refusal(remove(glue, 'a')), /^EntityNotFoundException: /);
  t.same(await list(glue), []);
});

t.test('a table can come with its indexes, and does not come at all when one of them is wrong', async (t) => {
  const { glue } = await withTable(t);
  const createWith = (...PartitionIndexes: PartitionIndex[]) =>
    glue.send(
      new CreateTableCommand({ DatabaseName: 'sales', TableInput: { ...TableInput, Name: 't' }, PartitionIndexes }),
    );
  const wrong = createWith({ IndexName: 'a', Keys: ['year'] }, { IndexName: 'b', Keys: ['nope'] });
  t.match(await refusal(wrong), /^InvalidInputException: IndexKeys not a part of PartitionColumns/);
  const table = glue.send(new GetTableCommand({ DatabaseName: 'sales', Name: 't' }));
  t.equal(await refusal(table), 'EntityNotFoundException: Entity Not Found');
  await createWith({ IndexName: 'a', Keys: ['year'] }, { IndexName: 'b', Keys: ['month'] });
  const indexes = await glue.send(new GetPartitionIndexesCommand({ DatabaseName: 'sales', TableName: 't' }));
  t.same(
    indexes.PartitionIndexDescriptorList?.map(({ IndexName, IndexStatus }) => `${IndexName} ${IndexStatus}`),
    ['a ACTIVE', 'b ACTIVE'],
  );
});

t.test('building and deleting take time, during which no other index can be built or deleted', async (t) => {
  const { server, glue } = await withTable(t, { runDuration: '1m' });
  await create(glue, 'a', 'year');
  t.same(await states(glue), ['a CREATING']);
  const busy = (state: string) =>
    `ResourceNumberLimitExceededException: Index a is in ${state} state. Only 1 index can be created or deleted simultaneously per table.`;
  t.equal(await refusal(create(glue, 'b', 'month')), busy('CREATING'));
  const absent = 'EntityNotFoundException: Index with the given indexName : a does not exist.';
  t.equal(await refusal(remove(glue, 'a')), absent);
  await server.clock.advance('59s');
  t.same(await states(glue), ['a CREATING']);
  await server.clock.advance('1s');
  t.same(await states(glue), ['a ACTIVE']);
  await remove(glue, 'a');
  t.same(await states(glue), ['a DELETING']);
  t.equal(await refusal(create(glue, 'b', 'month')), busy('DELETING'));
  t.equal(await refusal(remove(glue, 'a')), absent);
  await server.clock.advance('1m');
  t.same(await states(glue), []);
  await create(glue, 'a', 'year');
  t.same(await states(glue), ['a CREATING']);
});

t.test('indexes go with their table', async (t) => {
  const { glue } = await withTable(t);
  await create(glue, 'a', 'year');
  await glue.send(new DeleteTableCommand({ DatabaseName: 'sales', Name: 'orders' }));
  await glue.send(new CreateTableCommand({ DatabaseName: 'sales', TableInput }));
  t.same(await list(glue), []);
});

t.test('every operation says that the table is not there', async (t) => {
  const { glue } = await withTable(t);
  const where = { DatabaseName: 'sales', TableName: 'Nope' };
  const calls = [
    glue.send(new CreatePartitionIndexCommand({ ...where, PartitionIndex: { IndexName: 'a', Keys: ['year'] } })),
    glue.send(new GetPartitionIndexesCommand(where)),
    glue.send(new DeletePartitionIndexCommand({ ...where, IndexName: 'a' })),
  ];
  for (const call of calls) t.equal(await refusal(call), 'EntityNotFoundException: Table Nope not found.');
});
