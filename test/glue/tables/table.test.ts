import {
  BatchDeleteTableCommand,
  CreateDatabaseCommand,
  CreatePartitionCommand,
  CreateTableCommand,
  DeleteTableCommand,
  GetPartitionsCommand,
  GetTableCommand,
  GetTablesCommand,
  GetTableVersionsCommand,
  type GlueClient,
  type IcebergInput,
  paginateGetTables,
  type TableInput,
  UpdateTableCommand,
} from '@aws-sdk/client-glue';
import t, { type Test } from 'tap';
import type { GlueTrail } from '../../../src/index.js';
import { glueClient, glueServer, refusal, START } from '../../server.js';

const DatabaseName = 'sales';

async function withDatabase(t: Test): Promise<{ server: GlueTrail; glue: GlueClient }> {
  const { server, glue } = await glueServer(t);
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: DatabaseName } }));
  return { server, glue };
}

function create(glue: GlueClient, Name: string, input: Partial<TableInput> = {}): Promise<unknown> {
  return glue.send(new CreateTableCommand({ DatabaseName, TableInput: { Name, ...input } }));
}

function update(glue: GlueClient, Name: string, input: Partial<TableInput>, options = {}): Promise<unknown> {
  return glue.send(new UpdateTableCommand({ DatabaseName, TableInput: { Name, ...input }, ...options }));
}

async function get(glue: GlueClient, Name: string, options: Partial<GetTableCommand['input']> = {}) {
  return (await glue.send(new GetTableCommand({ DatabaseName, Name, ...options }))).Table;
}

async function names(glue: GlueClient, input: Partial<GetTablesCommand['input']> = {}) {
  const { TableList } = await glue.send(new GetTablesCommand({ DatabaseName, ...input }));
  return TableList?.map(({ Name }) => Name);
}

const FILLED = {
  DatabaseName,
  CatalogId: '123456789012',
  CreateTime: new Date(START),
  UpdateTime: new Date(START),
  CreatedBy: 'arn:aws:iam::123456789012:user/johndoe',
  Retention: 0,
  VersionId: '0',
  IsRegisteredWithLakeFormation: false,
  IsMultiDialectView: false,
  IsMaterializedView: false,
};

const FILLED_DESCRIPTOR = {
  Columns: [],
  Compressed: false,
  NumberOfBuckets: 0,
  SortColumns: [],
  StoredAsSubDirectories: false,
};

t.test('a table is answered with what Glue fills in', async (t) => {
  const { glue } = await withDatabase(t);
  await create(glue, 'orders');
  t.same(await get(glue, 'orders'), { ...FILLED, Name: 'orders' });
  await create(glue, 'lines', { StorageDescriptor: { Location: 's3://lake/lines' } });
  const StorageDescriptor = { ...FILLED_DESCRIPTOR, Location: 's3://lake/lines' };
  t.same(await get(glue, 'lines'), { ...FILLED, Name: 'lines', StorageDescriptor });
});

t.test('what the caller describes is answered as it was given', async (t) => {
  const { glue } = await withDatabase(t);
  const described = {
    Description: 'of last year',
    Owner: 'me',
    LastAccessTime: new Date('2025-06-01T12:00:00Z'),
    Retention: 7,
    StorageDescriptor: {
      Columns: [
        { Name: 'ID', Type: 'bigint', Comment: 'ключ', Parameters: { 'iceberg.field.id': '1' } },
        { Name: 'amount' },
      ],
      Location: 's3://lake/orders',
      InputFormat: 'in',
      OutputFormat: 'out',
      Compressed: true,
      NumberOfBuckets: -1,
      SerdeInfo: { SerializationLibrary: 'serde', Parameters: { 'field.delim': ',' } },
      BucketColumns: ['ID'],
      SortColumns: [{ Column: 'amount', SortOrder: 1 }],
      StoredAsSubDirectories: true,
    },
    PartitionKeys: [{ Name: 'day', Type: 'date' }],
    TableType: 'EXTERNAL_TABLE',
    Parameters: { EXTERNAL: 'TRUE', classification: 'csv' },
  };
  await create(glue, 'orders', described);
  t.same(await get(glue, 'orders'), { ...FILLED, Name: 'orders', ...described });
});

t.test('a name is kept in lower case and found in any', async (t) => {
  const { glue } = await withDatabase(t);
  await create(glue, 'Orders_2026');
  for (const name of ['orders_2026', 'ORDERS_2026']) t.equal((await get(glue, name))?.Name, 'orders_2026');
  t.equal((await get(glue, 'orders_2026', { DatabaseName: 'SALES' }))?.DatabaseName, 'sales');
  t.equal(await refusal(create(glue, 'ORDERS_2026')), 'AlreadyExistsException: Table already exists.');
  await update(glue, 'oRDERS_2026', { Owner: 'me' });
  t.equal((await get(glue, 'orders_2026'))?.Owner, 'me');
  await glue.send(new DeleteTableCommand({ DatabaseName: 'Sales', Name: 'OrderS_2026' }));
  t.same(await names(glue), []);
});

t.test('an update replaces the description, counts the version up and keeps the creation', async (t) => {
  const { server, glue } = await withDatabase(t);
  await create(glue, 'orders', { Description: 'old', Parameters: { a: '1' } });
  await server.clock.advance('1h');
  await update(glue, 'orders', { Owner: 'me' });
  const UpdateTime = new Date('2026-01-01T01:00:00Z');
  t.same(await get(glue, 'orders'), { ...FILLED, Name: 'orders', Owner: 'me', UpdateTime, VersionId: '1' });
});

t.test('an update of the latest version succeeds, of any other it is refused', async (t) => {
  const { glue } = await withDatabase(t);
  await create(glue, 'orders');
  await update(glue, 'orders', { Owner: 'first' }, { VersionId: '0' });
  const stale = 'ConcurrentModificationException: Update table failed due to concurrent modifications.';
  for (const VersionId of ['0', '2', '01', 'x'])
    t.equal(await refusal(update(glue, 'orders', { Owner: 'second' }, { VersionId })), stale, VersionId);
  t.match(await get(glue, 'orders'), { Owner: 'first', VersionId: '1' });
  await update(glue, 'orders', { Owner: 'third' }, { VersionId: '1' });
  t.match(await get(glue, 'orders'), { Owner: 'third', VersionId: '2' });
});

t.test('of many updates of one version at once exactly one succeeds', async (t) => {
  const { glue } = await withDatabase(t);
  await create(glue, 'orders');
  const attempts = Array.from({ length: 20 }, (_, index) =>
    update(glue, 'orders', { Owner: String(index) }, { VersionId: '0' }).then(
      () => index,
      () => undefined,
    ),
  );
  const [winner, ...others] = (await Promise.all(attempts)).filter((index) => index !== undefined);
  t.same(others, []);
  t.match(await get(glue, 'orders'), { Owner: String(winner), VersionId: '1' });
});

t.test('an update cannot rename', async (t) => {
  const { glue } = await withDatabase(t);
  await create(glue, 'orders');
  const renaming = update(glue, 'other', {}, { Name: 'orders' });
  t.equal(await refusal(renaming), 'InvalidInputException: Table cannot be renamed');
  t.same(await names(glue), ['orders']);
});

t.test('parameters of partition columns are refused', async (t) => {
  const { glue } = await withDatabase(t);
  const PartitionKeys = [{ Name: 'day', Parameters: { a: 'b' } }];
  const text = 'InvalidInputException: Parameters not supported for partition columns';
  t.equal(await refusal(create(glue, 'orders', { PartitionKeys })), text);
  await create(glue, 'orders');
  t.equal(await refusal(update(glue, 'orders', { PartitionKeys })), text);
  t.match(await get(glue, 'orders'), { VersionId: '0' });
});

t.test('a table that is not there is told in the words of each operation', async (t) => {
  const { glue } = await withDatabase(t);
  const bare = 'EntityNotFoundException: Entity Not Found';
  t.equal(await refusal(get(glue, 'Nope')), bare);
  t.equal(await refusal(update(glue, 'Nope', {})), bare);
  const named = { DatabaseName, TableName: 'Nope' };
  const calls = [
    glue.send(new DeleteTableCommand({ DatabaseName, Name: 'Nope' })),
    glue.send(new GetTableVersionsCommand(named)),
    glue.send(new GetPartitionsCommand(named)),
    glue.send(new CreatePartitionCommand({ ...named, PartitionInput: { Values: ['1'] } })),
  ];
  for (const call of calls) t.equal(await refusal(call), 'EntityNotFoundException: Table Nope not found.');
});

t.test('every operation says that the database is not there', async (t) => {
  const { glue } = await glueServer(t);
  const calls = [
    create(glue, 'orders'),
    get(glue, 'orders'),
    names(glue),
    update(glue, 'orders', {}),
    glue.send(new DeleteTableCommand({ DatabaseName, Name: 'orders' })),
    glue.send(new BatchDeleteTableCommand({ DatabaseName, TablesToDelete: ['orders'] })),
  ];
  for (const call of calls) t.equal(await refusal(call), 'EntityNotFoundException: Database sales not found.');
});

t.test('a batch deletes what is there and tells the rest', async (t) => {
  const { glue } = await withDatabase(t);
  for (const name of ['a', 'b', 'c']) await create(glue, name);
  const remove = async (TablesToDelete: string[]) =>
    (await glue.send(new BatchDeleteTableCommand({ DatabaseName, TablesToDelete }))).Errors;
  const absent = (TableName: string) => ({
    TableName,
    ErrorDetail: { ErrorCode: 'EntityNotFoundException', ErrorMessage: `Table ${TableName} not found` },
  });
  t.same(await remove(['Nope', 'A', 'b', 'a']), [absent('Nope'), absent('a')]);
  t.same(await names(glue), ['c']);
  t.same(await remove(['c']), [], 'an answer without errors says so');
  t.same(await remove([]), []);
});

t.test('a batch takes 100 names', async (t) => {
  const { glue } = await withDatabase(t);
  const remove = (count: number) =>
    glue.send(new BatchDeleteTableCommand({ DatabaseName, TablesToDelete: Array(count).fill('t') }));
  t.equal((await remove(100)).Errors?.length, 100);
  const constraint =
    "at 'tablesToDelete' failed to satisfy constraint: Member must have length less than or equal to 100";
  const text = await refusal(remove(101));
  t.ok(text.startsWith("ValidationException: 1 validation error detected: Value '[t, t, "), text);
  t.ok(text.endsWith(constraint), text);
});

t.test('a table that is deleted and created again has nothing old', async (t) => {
  const { glue } = await withDatabase(t);
  const PartitionKeys = [{ Name: 'day', Type: 'string' }];
  const named = { DatabaseName, TableName: 'orders' };
  await create(glue, 'orders', { PartitionKeys });
  await update(glue, 'orders', { PartitionKeys });
  await glue.send(new CreatePartitionCommand({ ...named, PartitionInput: { Values: ['1'] } }));
  await glue.send(new DeleteTableCommand({ DatabaseName, Name: 'orders' }));
  await create(glue, 'orders', { PartitionKeys });
  t.match(await get(glue, 'orders'), { VersionId: '0' });
  t.same((await glue.send(new GetPartitionsCommand(named))).Partitions, []);
  t.equal((await glue.send(new GetTableVersionsCommand(named))).TableVersions?.length, 1);
});

t.test('all pages of a list are complete and disjoint, with an expression too', async (t) => {
  const { glue } = await withDatabase(t);
  const all = Array.from({ length: 25 }, (_, index) => `${index % 2 === 0 ? 'even' : 'odd'}_${10 + index}`).sort();
  for (const name of all) await create(glue, name);
  const pages = async (Expression?: string) => {
    const lengths: (number | undefined)[] = [];
    const listed: (string | undefined)[] = [];
    const input = { DatabaseName, ...(Expression && { Expression }) };
    for await (const { TableList = [] } of paginateGetTables({ client: glue, pageSize: 10 }, input)) {
      lengths.push(TableList.length);
      listed.push(...TableList.map(({ Name }) => Name));
    }
    return { lengths, listed };
  };
  t.same(await pages(), { lengths: [10, 10, 5], listed: all });
  const odd = all.filter((name) => name.startsWith('odd'));
  t.same(await pages('odd.*'), { lengths: [10, 2], listed: odd });
  t.same(await pages('even_1[0-8]'), { lengths: [5], listed: all.slice(0, 5) }, 'no token behind the last match');
});

t.test('a token is refused by a list of another expression or database', async (t) => {
  const { glue } = await withDatabase(t);
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: 'other' } }));
  for (const name of ['a', 'b']) await create(glue, name);
  const { NextToken } = await glue.send(new GetTablesCommand({ DatabaseName, MaxResults: 1 }));
  const calls = [names(glue, { NextToken, Expression: '.*' }), names(glue, { NextToken, DatabaseName: 'other' })];
  for (const call of calls) t.equal(await refusal(call), 'InvalidInputException: Invalid pagination token provided.');
  t.same(await names(glue, { NextToken }), ['b']);
});

const EXPRESSIONS: [expression: string, names: string[]][] = [
  ['', ['orders', 'orders_2025', 'orders_2026', 'returns']],
  ['.*', ['orders', 'orders_2025', 'orders_2026', 'returns']],
  ['orders', ['orders']],
  ['ORDERS', ['orders']],
  ['orders.*', ['orders', 'orders_2025', 'orders_2026']],
  ['orders_\\d+', ['orders_2025', 'orders_2026']],
  ['orders|returns', ['orders', 'returns']],
  ['.*[56]', ['orders_2025', 'orders_2026']],
  ['order', []],
  ['^returns$', ['returns']],
  ['ret', []],
  ['*', ['orders', 'orders_2025', 'orders_2026', 'returns']],
  ['order*', ['orders', 'orders_2025', 'orders_2026']],
  ['*2025', ['orders_2025']],
  ['*E*s', ['orders', 'returns']],
  ['ret*|*2026', ['orders_2026', 'returns']],
  ['(*5|ret*)', ['orders_2025', 'returns']],
  ['**', ['orders', 'orders_2025', 'orders_2026', 'returns']],
  ['.*r*s', ['orders', 'returns']],
  ['.*orders', ['orders']],
  ['orders_\\d*', ['orders_2025', 'orders_2026']],
  ['orders_\\d*2*', ['orders_2025', 'orders_2026']],
  ['orders[_0-6*]*', ['orders', 'orders_2025', 'orders_2026']],
  ['[[:alpha:]]*', ['orders', 'returns']],
  ['(or|d|ers)*', ['orders']],
  ['o\\x{72}*d.{2}*', ['orders', 'orders_2025', 'orders_2026']],
  ['orders\\*', []],
];

t.test(
  'an expression has to match the whole name, in any case; a star that repeats no class is a wildcard',
  async (t) => {
    const { glue } = await withDatabase(t);
    for (const name of ['orders', 'orders_2025', 'orders_2026', 'returns']) await create(glue, name);
    for (const [Expression, expected] of EXPRESSIONS) t.same(await names(glue, { Expression }), expected, Expression);
  },
);

/** Each takes a backtracking matcher years on a name of 200 letters, or a compiler gigabytes. */
const STALLING = [
  '(a+)+$',
  '(a|a)*$',
  '(.*)*x',
  '(a*)*(b*)*(c*)*x',
  '((a{1,100}){1,100}){1,100}',
  '(((((a{30}){30}){30}){30}){30}){30}',
  '(((((a*)*)*)*)*)*x',
  `${'(a?){50}'.repeat(20)}${'a'.repeat(50)}`,
  `${'(?:a|aa)'.repeat(200)}x`,
  `${'('.repeat(1000)}a${')'.repeat(1000)}`,
  '\\p{L}{1000}x',
  `${'*'.repeat(2000)}x`,
  '['.repeat(2048),
];

t.test('no expression can stall the server: each is answered or refused at once', async (t) => {
  const { glue } = await withDatabase(t);
  await create(glue, 'a'.repeat(200));
  for (const Expression of STALLING) {
    const began = performance.now();
    const answer = await names(glue, { Expression }).catch((error) => error.name);
    t.ok(performance.now() - began < 1000, `${Expression.slice(0, 40)}: ${performance.now() - began} ms`);
    t.match(JSON.stringify(answer), /^\[("a+")?\]$|InvalidInputException/);
  }
});

t.test('an expression that is none is refused', async (t) => {
  const { glue } = await withDatabase(t);
  await create(glue, 'a');
  for (const Expression of ['(', '[', 'a{2,1}', '[*', '(?<=a)b', '(a)\\1', '\\'])
    t.match(await refusal(names(glue, { Expression })), /^InvalidInputException: /, Expression);
});

t.test('AttributesToGet narrows what is answered of a table', async (t) => {
  const { glue } = await withDatabase(t);
  await create(glue, 'orders', { TableType: 'EXTERNAL_TABLE', Owner: 'me' });
  const named = { Name: 'orders', DatabaseName, CatalogId: '123456789012' };
  const list = async (AttributesToGet: ('NAME' | 'TABLE_TYPE')[]) =>
    (await glue.send(new GetTablesCommand({ DatabaseName, AttributesToGet }))).TableList;
  t.same(await list(['NAME']), [named]);
  t.same(await list(['NAME', 'TABLE_TYPE']), [{ ...named, TableType: 'EXTERNAL_TABLE' }]);
  t.same(await get(glue, 'orders', { AttributesToGet: ['NAME'] }), named);
});

t.test('catalogs of two accounts and two regions are apart, and each is found by its id', async (t) => {
  const { server, glue } = await withDatabase(t);
  await create(glue, 'orders');
  const other = glueClient(t, server, { accessKeyId: '210987654321' });
  const west = glueClient(t, server, { region: 'us-west-2' });
  for (const stranger of [other, west])
    t.equal(await refusal(get(stranger, 'orders')), 'EntityNotFoundException: Database sales not found.');
  t.equal((await get(glue, 'orders', { CatalogId: '123456789012' }))?.Name, 'orders');
  await update(glue, 'orders', { Owner: 'me' }, { CatalogId: '123456789012' });
  t.match(await get(glue, 'orders'), { Owner: 'me', VersionId: '1' });
});

t.test('tables of unusual names are all kept apart, found and deleted', async (t) => {
  const { glue } = await withDatabase(t);
  const all = [
    '表'.repeat(255),
    `${'表'.repeat(254)}a`,
    '🗄'.repeat(255),
    '../../x',
    '__proto__',
    'constructor',
    '7',
    ' ',
  ];
  for (const [index, name] of all.entries()) await create(glue, name, { Description: String(index) });
  for (const [index, name] of all.entries())
    t.equal((await get(glue, name))?.Description, String(index), name.slice(0, 9));
  const listed: (string | undefined)[] = [];
  for await (const { TableList = [] } of paginateGetTables({ client: glue, pageSize: 1 }, { DatabaseName }))
    listed.push(...TableList.map(({ Name }) => Name));
  t.same(listed.sort(), all.toSorted());
  const { Errors } = await glue.send(new BatchDeleteTableCommand({ DatabaseName, TablesToDelete: all }));
  t.same(Errors, []);
  t.same(await names(glue), []);
});

t.test('maps keep keys that JavaScript gives a meaning', async (t) => {
  const { glue } = await withDatabase(t);
  const Parameters = Object.fromEntries(
    ['__proto__', 'constructor', 'toString', 'hasOwnProperty'].map((key) => [key, key]),
  );
  await create(glue, 'orders', { Parameters, StorageDescriptor: { Parameters, SerdeInfo: { Parameters } } });
  const table = await get(glue, 'orders');
  const entries = Object.entries(Parameters).sort();
  for (const map of [
    table?.Parameters,
    table?.StorageDescriptor?.Parameters,
    table?.StorageDescriptor?.SerdeInfo?.Parameters,
  ])
    t.same(Object.entries(map ?? {}).sort(), entries);
});

const ICEBERG_SCHEMA = {
  Type: 'struct' as const,
  Fields: [
    { Id: 1, Name: 'id', Type: 'long', Required: true },
    { Id: 2, Name: 'note', Type: 'string', Required: false, Doc: 'free text' },
  ],
};

t.test('a table in an open format shows its schema, place and properties', async (t) => {
  const { glue } = await withDatabase(t);
  const CreateIcebergTableInput = {
    Location: 's3://lake/ice',
    Schema: ICEBERG_SCHEMA,
    Properties: { 'format-version': '2' },
  };
  const OpenTableFormatInput = { IcebergInput: { MetadataOperation: 'CREATE' as const, CreateIcebergTableInput } };
  await glue.send(new CreateTableCommand({ DatabaseName, Name: 'Ice', OpenTableFormatInput }));
  const table = await get(glue, 'ice');
  const { metadata_location = '' } = table?.Parameters ?? {};
  t.match(metadata_location, /^s3:\/\/lake\/ice\/metadata\/00000-[0-9a-f-]{36}\.metadata\.json$/);
  t.same(table, {
    ...FILLED,
    Name: 'ice',
    TableType: 'EXTERNAL_TABLE',
    Parameters: { 'format-version': '2', table_type: 'ICEBERG', metadata_location },
    StorageDescriptor: {
      ...FILLED_DESCRIPTOR,
      Location: 's3://lake/ice',
      Columns: [
        { Name: 'id', Type: 'long' },
        { Name: 'note', Type: 'string', Comment: 'free text' },
      ],
    },
  });
});

const ICEBERG: TableInput = {
  Name: 'ice',
  TableType: 'EXTERNAL_TABLE',
  StorageDescriptor: { Location: 's3://lake/ice/', Columns: [{ Name: 'id', Type: 'bigint' }] },
};

function createIceberg(glue: GlueClient, input: Partial<TableInput>, iceberg: Partial<IcebergInput> = {}) {
  const IcebergInput = { MetadataOperation: 'CREATE' as const, ...iceberg };
  const TableInput = { ...ICEBERG, ...input };
  return glue.send(new CreateTableCommand({ DatabaseName, TableInput, OpenTableFormatInput: { IcebergInput } }));
}

t.test('a description with an open format beside it gets the place of its metadata', async (t) => {
  const { glue } = await withDatabase(t);
  await createIceberg(glue, { Parameters: { owner: 'me' } });
  const { Parameters, StorageDescriptor } = (await get(glue, 'ice')) ?? {};
  t.match(Parameters, { owner: 'me', table_type: 'ICEBERG', metadata_location: /^s3:\/\/lake\/ice\/metadata\/00000-/ });
  t.match(StorageDescriptor, ICEBERG.StorageDescriptor ?? {});
});

const NO_ICEBERG: [string, Partial<TableInput>, Partial<IcebergInput>][] = [
  ['Iceberg table type has to be EXTERNAL_TABLE', { TableType: undefined }, {}],
  ['Location information cannot be null while creating an iceberg table', { StorageDescriptor: {} }, {}],
  ...['table_type', 'metadata_location'].map((name): (typeof NO_ICEBERG)[number] => [
    'Cannot use reserved parameters table_type or metadata_location while creating an iceberg table',
    { Parameters: { [name]: 'x' } },
    {},
  ]),
  [
    'Table metadata information present at multiple parts of input request',
    {},
    { CreateIcebergTableInput: { Location: 's3://lake/ice', Schema: ICEBERG_SCHEMA } },
  ],
];

for (const [text, input, iceberg] of NO_ICEBERG) {
  t.test(`an open table is refused: ${text}, ${Object.keys({ ...input, ...iceberg })}`, async (t) => {
    const { glue } = await withDatabase(t);
    t.equal(await refusal(createIceberg(glue, input, iceberg)), `InvalidInputException: ${text}`);
    t.same(await names(glue), []);
  });
}

t.test('a table without a name is refused', async (t) => {
  const { glue } = await withDatabase(t);
  t.match(await refusal(glue.send(new CreateTableCommand({ DatabaseName }))), /^InvalidInputException: /);
  t.match(await refusal(glue.send(new UpdateTableCommand({ DatabaseName }))), /^InvalidInputException: /);
});

t.test('an update in an open format changes what it names and keeps the rest', async (t) => {
  const { glue } = await withDatabase(t);
  const Parameters = { table_type: 'ICEBERG', owner: 'me' };
  await create(glue, 'ice', {
    TableType: 'EXTERNAL_TABLE',
    Owner: 'me',
    Parameters,
    StorageDescriptor: { Location: 's3://a' },
  });
  const Updates = [{ Schema: ICEBERG_SCHEMA, Location: 's3://b', Properties: { note: 'new' } }];
  const UpdateOpenTableFormatInput = { UpdateIcebergInput: { UpdateIcebergTableInput: { Updates } } };
  await glue.send(new UpdateTableCommand({ DatabaseName, Name: 'ICE', UpdateOpenTableFormatInput }));
  t.match(await get(glue, 'ice'), {
    VersionId: '1',
    TableType: 'EXTERNAL_TABLE',
    Owner: 'me',
    Parameters: { ...Parameters, note: 'new' },
    StorageDescriptor: { Location: 's3://b', Columns: [{ Name: 'id' }, { Name: 'note', Comment: 'free text' }] },
  });
});

t.test('an update that describes nothing is refused', async (t) => {
  const { glue } = await withDatabase(t);
  await create(glue, 'orders', { Owner: 'me' });
  const nothing = glue.send(new UpdateTableCommand({ DatabaseName, Name: 'orders' }));
  t.match(await refusal(nothing), /^InvalidInputException: /);
  t.match(await get(glue, 'orders'), { Owner: 'me', VersionId: '0' });
});
