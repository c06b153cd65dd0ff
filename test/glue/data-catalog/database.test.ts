import {
  CreateDatabaseCommand,
  CreatePartitionCommand,
  CreatePartitionIndexCommand,
  CreateTableCommand,
  CreateUserDefinedFunctionCommand,
  type DatabaseInput,
  DeleteDatabaseCommand,
  GetDatabaseCommand,
  GetDatabasesCommand,
  GetPartitionIndexesCommand,
  GetPartitionsCommand,
  GetTablesCommand,
  GetTableVersionsCommand,
  GetUserDefinedFunctionsCommand,
  type GlueClient,
  paginateGetDatabases,
  UpdateDatabaseCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-glue';
import t from 'tap';
import { glueClient, glueServer, refusal, START } from '../../server.js';

const ACCOUNT = '123456789012';

function create(glue: GlueClient, Name: string, input: Partial<DatabaseInput> = {}): Promise<unknown> {
  return glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name, ...input } }));
}

async function get(glue: GlueClient, Name: string, CatalogId?: string) {
  return (await glue.send(new GetDatabaseCommand({ Name, ...(CatalogId && { CatalogId }) }))).Database;
}

async function names(glue: GlueClient, input: GetDatabasesCommand['input'] = {}) {
  return (await glue.send(new GetDatabasesCommand(input))).DatabaseList?.map(({ Name }) => Name);
}

const OPEN = [{ Principal: { DataLakePrincipalIdentifier: 'IAM_ALLOWED_PRINCIPALS' }, Permissions: ['ALL'] }];

t.test('a database is answered with its catalog, its time and the default permissions filled in', async (t) => {
  const { glue } = await glueServer(t);
  await create(glue, 'sales');
  t.same(await get(glue, 'sales'), {
    Name: 'sales',
    CatalogId: ACCOUNT,
    CreateTime: new Date(START),
    CreateTableDefaultPermissions: OPEN,
  });
});

t.test('what the caller describes is answered as it was given', async (t) => {
  const { glue } = await glueServer(t);
  const described = {
    Description: 'of last year',
    LocationUri: 's3://lake/sales',
    Parameters: { Owner: 'me' },
    CreateTableDefaultPermissions: [],
  };
  await create(glue, 'sales', described);
  t.same(await get(glue, 'sales'), {
    ...described,
    Name: 'sales',
    CatalogId: ACCOUNT,
    CreateTime: new Date(START),
  });
});

t.test('a name is kept in lower case and found in any', async (t) => {
  const { glue } = await glueServer(t);
  await create(glue, 'Sales_2026');
  for (const name of ['sales_2026', 'SALES_2026', 'Sales_2026']) t.equal((await get(glue, name))?.Name, 'sales_2026');
  t.equal(await refusal(create(glue, 'SALES_2026')), 'AlreadyExistsException: Database already exists.');
  await glue.send(new DeleteDatabaseCommand({ Name: 'sALES_2026' }));
  t.same(await names(glue), []);
});

t.test('an update replaces the description and keeps the time of creation', async (t) => {
  const { glue } = await glueServer(t);
  await create(glue, 'sales', { Description: 'old', Parameters: { a: '1' } });
  await glue.send(
    new UpdateDatabaseCommand({ Name: 'SALES', DatabaseInput: { Name: 'Sales', LocationUri: 's3://b' } }),
  );
  t.same(await get(glue, 'sales'), {
    Name: 'sales',
    LocationUri: 's3://b',
    CatalogId: ACCOUNT,
    CreateTime: new Date(START),
    CreateTableDefaultPermissions: OPEN,
  });
});

t.test('an update cannot rename', async (t) => {
  const { glue } = await glueServer(t);
  await create(glue, 'sales');
  const renaming = glue.send(new UpdateDatabaseCommand({ Name: 'sales', DatabaseInput: { Name: 'other' } }));
  t.equal(await refusal(renaming), 'InvalidInputException: Database cannot be renamed');
  t.same(await names(glue), ['sales']);
});

t.test('every operation says that a database is not there', async (t) => {
  const { glue } = await glueServer(t);
  const calls = [
    get(glue, 'Nope'),
    glue.send(new UpdateDatabaseCommand({ Name: 'Nope', DatabaseInput: { Name: 'Nope' } })),
    glue.send(new DeleteDatabaseCommand({ Name: 'Nope' })),
    glue.send(new GetTablesCommand({ DatabaseName: 'Nope' })),
    glue.send(new CreateTableCommand({ DatabaseName: 'Nope', TableInput: { Name: 't' } })),
  ];
  for (const call of calls) t.equal(await refusal(call), 'EntityNotFoundException: Database Nope not found.');
});

t.test('all pages of a list are complete and disjoint, and the last has no token', async (t) => {
  const { glue } = await glueServer(t);
  const all = Array.from({ length: 25 }, (_, index) => `db${String(index).padStart(2, '0')}`);
  for (const name of all) await create(glue, name);
  const pages: (string | undefined)[][] = [];
  for await (const page of paginateGetDatabases({ client: glue, pageSize: 10 }, {}))
    pages.push(page.DatabaseList?.map(({ Name }) => Name) ?? []);
  t.same(
    pages.map((page) => page.length),
    [10, 10, 5],
  );
  t.same(pages.flat(), all);
});

t.test('a page goes on where the one before it ended, though what stood there is gone', async (t) => {
  const { glue } = await glueServer(t);
  for (const name of ['a', 'b', 'c', 'd']) await create(glue, name);
  const { NextToken } = await glue.send(new GetDatabasesCommand({ MaxResults: 2 }));
  for (const Name of ['a', 'b', 'c']) await glue.send(new DeleteDatabaseCommand({ Name }));
  await create(glue, 'aa');
  t.same(await names(glue, { MaxResults: 2, NextToken }), ['d']);
});

t.test('a token is refused that is broken, of another query, operation, account or region', async (t) => {
  const { glue, server } = await glueServer(t);
  for (const name of ['a', 'b', 'c']) await create(glue, name);
  const { NextToken = '' } = await glue.send(new GetDatabasesCommand({ MaxResults: 1 }));
  const tokens = ['', 'x', '!', 'null', 'e30', NextToken.slice(0, -3), NextToken.slice(3), `x${NextToken}`];
  const forged = Buffer.from(`${Buffer.from(NextToken, 'base64url').toString().slice(0, 12)}[{"a":[null]}]`);
  const calls = [
    ...[...tokens, forged.toString('base64url')].map((token) => names(glue, { NextToken: token })),
    names(glue, { NextToken, ResourceShareType: 'FEDERATED' }),
    glue.send(new GetTablesCommand({ DatabaseName: 'a', NextToken })),
    names(glueClient(t, server, { accessKeyId: '210987654321' }), { NextToken }),
    names(glueClient(t, server, { region: 'eu-west-1' }), { NextToken }),
  ];
  for (const call of calls) t.equal(await refusal(call), 'InvalidInputException: Invalid pagination token provided.');
  t.same(await names(glue, { NextToken }), ['b', 'c'], 'while the token itself is good for a page of any size');
});

t.test('accounts and regions do not see each other', async (t) => {
  const { glue, server } = await glueServer(t);
  const others = [
    glueClient(t, server, { accessKeyId: '210987654321' }),
    glueClient(t, server, { region: 'eu-west-1' }),
  ];
  await create(glue, 'sales', { Description: 'mine' });
  for (const other of others) {
    t.equal(await refusal(get(other, 'sales')), 'EntityNotFoundException: Database sales not found.');
    await create(other, 'sales', { Description: 'theirs' });
    await other.send(new DeleteDatabaseCommand({ Name: 'sales' }));
  }
  t.equal((await get(glue, 'sales'))?.Description, 'mine');
});

t.test("the caller's account, named as the catalog, is the catalog that it calls without a name", async (t) => {
  const { glue } = await glueServer(t);
  await glue.send(new CreateDatabaseCommand({ CatalogId: ACCOUNT, DatabaseInput: { Name: 'sales' } }));
  t.equal((await get(glue, 'sales'))?.CatalogId, ACCOUNT);
  await create(glue, 'returns');
  t.equal((await get(glue, 'returns', ACCOUNT))?.Name, 'returns');
  t.same(await names(glue, { CatalogId: ACCOUNT }), ['returns', 'sales']);
  await glue.send(new DeleteDatabaseCommand({ CatalogId: ACCOUNT, Name: 'sales' }));
  t.same(await names(glue), ['returns']);
  const other = glue.send(new GetDatabaseCommand({ CatalogId: '999999999999', Name: 'returns' }));
  t.equal(await refusal(other), 'EntityNotFoundException: Database returns not found.');
});

t.test('a list can be narrowed to federated databases and to names', async (t) => {
  const { glue } = await glueServer(t);
  await create(glue, 'local');
  await create(glue, 'federated', { FederatedDatabase: { Identifier: 'arn:x', ConnectionName: 'c' } });
  await create(glue, 'link', { TargetDatabase: { CatalogId: '999999999999', DatabaseName: 'far' } });
  t.same(await names(glue, { ResourceShareType: 'FEDERATED' }), ['federated']);
  t.same(await names(glue, { ResourceShareType: 'ALL' }), ['federated', 'link', 'local']);
  const { DatabaseList } = await glue.send(new GetDatabasesCommand({ AttributesToGet: ['NAME'] }));
  t.same(DatabaseList, [{ Name: 'federated' }, { Name: 'link' }, { Name: 'local' }]);
});

t.test('deleting a database deletes all that is in it: one of the same names has nothing old', async (t) => {
  const { glue } = await glueServer(t);
  const named = { DatabaseName: 'sales', TableName: 'orders' };
  const fill = async (TableInput: object) => {
    await create(glue, 'sales');
    const Name = 'orders';
    await glue.send(new CreateTableCommand({ DatabaseName: 'sales', TableInput: { Name, ...TableInput } }));
  };
  const PartitionKeys = [{ Name: 'day', Type: 'string' }];
  await fill({ PartitionKeys });
  await glue.send(new UpdateTableCommand({ DatabaseName: 'sales', TableInput: { Name: 'orders', PartitionKeys } }));
  await glue.send(new CreatePartitionCommand({ ...named, PartitionInput: { Values: ['1'] } }));
  const PartitionIndex = { IndexName: 'byday', Keys: ['day'] };
  await glue.send(new CreatePartitionIndexCommand({ ...named, PartitionIndex }));
  await glue.send(
    new CreateUserDefinedFunctionCommand({ DatabaseName: 'sales', FunctionInput: { FunctionName: 'f' } }),
  );
  await create(glue, 'sales2');
  await glue.send(new CreateTableCommand({ DatabaseName: 'sales2', TableInput: { Name: 'orders' } }));

  await glue.send(new DeleteDatabaseCommand({ Name: 'SALES' }));
  await fill({ PartitionKeys });
  const versions = await glue.send(new GetTableVersionsCommand(named));
  t.same(
    versions.TableVersions?.map(({ VersionId }) => VersionId),
    ['0'],
  );
  t.same((await glue.send(new GetPartitionsCommand(named))).Partitions, []);
  t.same((await glue.send(new GetPartitionIndexesCommand(named))).PartitionIndexDescriptorList, []);
  const functions = new GetUserDefinedFunctionsCommand({ DatabaseName: 'sales', Pattern: '.*' });
  t.same((await glue.send(functions)).UserDefinedFunctions, []);
  const { TableList } = await glue.send(new GetTablesCommand({ DatabaseName: 'sales2' }));
  t.equal(TableList?.length, 1, 'while a database whose name begins alike keeps its tables');
});

const UNUSUAL_NAMES = {
  'of 255 characters of one byte': 'a'.repeat(255),
  'of 255 characters of three bytes': '売'.repeat(255),
  'of 255 characters outside the basic plane': '🗄'.repeat(255),
  'that differs from it in its last character only': `${'🗄'.repeat(254)}a`,
  'with slashes and dots': '../../etc/passwd',
  'with spaces, a tab and quotes': ' a\tb "c" \'d\' ',
  'that looks like a number': '42',
  'that JavaScript gives a meaning': '__proto__',
  'that every object has': 'constructor',
};

t.test('databases of unusual names are all kept apart, found, listed and deleted', async (t) => {
  const { glue } = await glueServer(t);
  for (const [index, name] of Object.values(UNUSUAL_NAMES).entries())
    await create(glue, name, { Description: String(index) });
  for (const [index, [which, name]] of Object.entries(UNUSUAL_NAMES).entries())
    t.equal((await get(glue, name))?.Description, String(index), `a name ${which}`);
  const listed: (string | undefined)[] = [];
  for await (const page of paginateGetDatabases({ client: glue, pageSize: 2 }, {}))
    listed.push(...(page.DatabaseList?.map(({ Name }) => Name) ?? []));
  t.same(listed.sort(), Object.values(UNUSUAL_NAMES).sort());
  for (const Name of Object.values(UNUSUAL_NAMES)) await glue.send(new DeleteDatabaseCommand({ Name }));
  t.same(await names(glue), []);
});

const PATTERN = '[\\u0020-\\uD7FF\\uE000-\\uFFFD\\uD800\\uDC00-\\uDBFF\\uDFFF\\t]*';

const REFUSED_NAMES: [name: string, constraint: string][] = [
  ['', 'Member must have length greater than or equal to 1'],
  ['n'.repeat(300), 'Member must have length less than or equal to 255'],
  ['a\u0000b', `Member must satisfy regular expression pattern: ${PATTERN}`],
  ['a\nb', `Member must satisfy regular expression pattern: ${PATTERN}`],
];

t.test('names that the model refuses are refused, with the value and the constraint', async (t) => {
  const { glue } = await glueServer(t);
  for (const [name, constraint] of REFUSED_NAMES) {
    const at = `Value '${name}' at 'databaseInput.name' failed to satisfy constraint: ${constraint}`;
    t.equal(await refusal(create(glue, name)), `ValidationException: 1 validation error detected: ${at}`);
  }
  t.same(await names(glue), []);
});
