import type { DatabaseInput, Glue, PartitionInput, Table, TableInput } from '@aws-sdk/client-glue';
import t, { type Test } from 'tap';
import { glueClient, glueServer, refusal } from '../../server.js';

const ACCOUNT = '123456789012';
const OTHER_ACCOUNT = '999999999999';
const COLUMNS = [{ Name: 'id', Type: 'bigint' }];

const descriptor = (Location: string) => ({ Columns: COLUMNS, Location });

const orders: TableInput = {
  Name: 'orders',
  Description: 'what was ordered',
  TableType: 'EXTERNAL_TABLE',
  Parameters: { table_type: 'ICEBERG' },
  StorageDescriptor: descriptor('s3://b/orders/'),
  PartitionKeys: [
    { Name: 'day', Type: 'string' },
    { Name: 'hour', Type: 'int' },
  ],
};

const partition = (day: string): PartitionInput => ({
  Values: [day, '1'],
  StorageDescriptor: descriptor(`s3://b/orders/${day}/1/`),
});

const statistics = {
  ColumnName: 'id',
  ColumnType: 'bigint',
  AnalyzedTime: new Date('2026-01-01T00:00:00Z'),
  StatisticsData: {
    Type: 'LONG' as const,
    LongColumnStatisticsData: { NumberOfNulls: 0, NumberOfDistinctValues: 3 },
  },
};

const OPTIMIZER = {
  Type: 'compaction' as const,
  TableOptimizerConfiguration: { roleArn: 'arn:aws:iam::123456789012:role/r', enabled: false },
};

interface Naming {
  CatalogId?: string;
  DatabaseName: string;
  TableName: string;
}

/** A database with a table that has of everything that a table can have. */
async function fill(glue: Glue, CatalogId: string | undefined): Promise<void> {
  const named = { CatalogId, DatabaseName: 'sales', TableName: 'orders' };
  await glue.createDatabase({ CatalogId, DatabaseInput: { Name: 'sales' } });
  await glue.createTable({ ...named, TableInput: { ...orders, Owner: 'before' } });
  await glue.updateTable({ ...named, TableInput: orders });
  for (const day of ['a', 'b']) await glue.createPartition({ ...named, PartitionInput: partition(day) });
  await glue.createPartitionIndex({ ...named, PartitionIndex: { IndexName: 'byDay', Keys: ['day'] } });
  const ColumnStatisticsList = [statistics];
  await glue.updateColumnStatisticsForTable({ ...named, ColumnStatisticsList });
  const PartitionValues = ['a', '1'];
  await glue.updateColumnStatisticsForPartition({ ...named, PartitionValues, ColumnStatisticsList });
  await glue.createTableOptimizer({ ...named, CatalogId: CatalogId ?? ACCOUNT, ...OPTIMIZER });
  const { CatalogId: CatalogID, ...names } = named;
  await glue.createColumnStatisticsTaskSettings({ CatalogID, ...names, Role: 'r', ColumnNameList: ['id'] });
  const function_ = { FunctionName: 'f', ClassName: 'c', FunctionType: 'REGULAR_FUNCTION' as const };
  await glue.createUserDefinedFunction({ ...named, FunctionInput: function_ });
}

interface Targets {
  TargetDatabase: DatabaseInput['TargetDatabase'];
  TargetTable: TableInput['TargetTable'];
}

function targetsIn(CatalogId?: string, Region?: string): Targets {
  const place = { DatabaseName: 'sales', ...(CatalogId && { CatalogId }), ...(Region && { Region }) };
  return { TargetDatabase: place, TargetTable: { ...place, Name: 'orders' } };
}

/** The database link `linked`, and in the database `local` the table link `mine`. */
async function link(glue: Glue, { TargetDatabase, TargetTable }: Targets): Promise<void> {
  await glue.createDatabase({ DatabaseInput: { Name: 'linked', TargetDatabase } });
  await glue.createDatabase({ DatabaseInput: { Name: 'local' } });
  await glue.createTable({ DatabaseName: 'local', TableInput: { Name: 'mine', TargetTable } });
}

async function linked(t: Test): Promise<Glue> {
  const { glue } = await glueServer(t);
  await fill(glue, undefined);
  await link(glue, targetsIn());
  return glue;
}

const IN_LINK = { DatabaseName: 'linked', TableName: 'orders' };
const TABLE_LINK = { DatabaseName: 'local', TableName: 'mine' };
const LINK_IN_LINK = { DatabaseName: 'linked', TableName: 'again' };

const THROUGH_TWO = 'InvalidInputException: The operation is not supported through more than one resource link.';

/** What reads a table or what it has: answers the same through a link. */
const READS: Record<string, (glue: Glue, named: Naming) => Promise<object>> = {
  GetPartition: (glue, named) => glue.getPartition({ ...named, PartitionValues: ['a', '1'] }),
  GetPartitions: (glue, named) => glue.getPartitions({ ...named, Expression: "day = 'b'" }),
  BatchGetPartition: (glue, named) => glue.batchGetPartition({ ...named, PartitionsToGet: [{ Values: ['b', '1'] }] }),
  GetPartitionIndexes: (glue, named) => glue.getPartitionIndexes(named),
  GetColumnStatisticsForTable: (glue, named) => glue.getColumnStatisticsForTable({ ...named, ColumnNames: ['id'] }),
  GetColumnStatisticsForPartition: (glue, named) =>
    glue.getColumnStatisticsForPartition({ ...named, PartitionValues: ['a', '1'], ColumnNames: ['id'] }),
  GetTableOptimizer: (glue, { CatalogId = ACCOUNT, ...named }) =>
    glue.getTableOptimizer({ CatalogId, ...named, Type: OPTIMIZER.Type }),
  GetColumnStatisticsTaskSettings: (glue, { CatalogId: CatalogID, ...named }) =>
    glue.getColumnStatisticsTaskSettings({ CatalogID, ...named }),
  GetUnfilteredPartitionMetadata: (glue, { CatalogId = ACCOUNT, ...named }) =>
    glue.getUnfilteredPartitionMetadata({
      ...named,
      CatalogId,
      PartitionValues: ['a', '1'],
      SupportedPermissionTypes: ['COLUMN_PERMISSION'],
    }),
};

/** What reads a table: through a link of its database it answers the same. */
const READS_OF_TABLE: typeof READS = {
  ...READS,
  GetTable: (glue, { TableName: Name, ...named }) => glue.getTable({ ...named, Name }),
  GetTables: (glue, named) => glue.getTables(named),
  GetTableVersion: (glue, named) => glue.getTableVersion({ ...named, VersionId: '0' }),
  GetTableVersions: (glue, named) => glue.getTableVersions(named),
  GetUserDefinedFunction: (glue, named) => glue.getUserDefinedFunction({ ...named, FunctionName: 'f' }),
  GetUserDefinedFunctions: (glue, named) => glue.getUserDefinedFunctions({ ...named, Pattern: '*' }),
};

async function answer(call: Promise<object>): Promise<object> {
  const { $metadata: _, NextToken: __, ...rest } = (await call) as Record<string, unknown>;
  return rest;
}

const PLACES: [name: string, CatalogId: string | undefined, Region: string | undefined][] = [
  ['the same catalog', undefined, undefined],
  ['the catalog of another account', OTHER_ACCOUNT, undefined],
  ['another region', undefined, 'eu-west-1'],
  ['the catalog of another account in another region', OTHER_ACCOUNT, 'eu-west-1'],
];

for (const [place, CatalogId, Region] of PLACES) {
  t.test(`what is read through a link is that of its target in ${place}`, async (t) => {
    const { server, glue } = await glueServer(t);
    const there = glueClient(t, server, { ...(Region && { region: Region }) });
    await fill(there, CatalogId);
    await link(glue, targetsIn(CatalogId, Region));
    const target = { ...(CatalogId && { CatalogId }), DatabaseName: 'sales', TableName: 'orders' };
    for (const [operation, read] of Object.entries(READS_OF_TABLE))
      t.same(await answer(read(glue, IN_LINK)), await answer(read(there, target)), `${operation}, database link`);
    for (const [operation, read] of Object.entries(READS))
      t.same(await answer(read(glue, TABLE_LINK)), await answer(read(there, target)), `${operation}, table link`);
  });
}

t.test('a table that is a link has the properties of its target under its own name', async (t) => {
  const glue = await linked(t);
  const { TargetTable } = targetsIn();
  const own = { Name: 'mine', DatabaseName: 'local', CatalogId: ACCOUNT, TargetTable };
  const { Table: target } = await glue.getTable({ DatabaseName: 'sales', Name: 'orders' });
  const expected = { ...target, ...own };
  t.same((await glue.getTable({ DatabaseName: 'local', Name: 'mine' })).Table, expected);
  t.same((await glue.getTables({ DatabaseName: 'local' })).TableList, [expected]);
  const { TableVersion } = await glue.getTableVersion(TABLE_LINK);
  t.same(TableVersion, { Table: expected, VersionId: '1' });
  const { TableVersions = [] } = await glue.getTableVersions(TABLE_LINK);
  t.match(TableVersions, [{ Table: expected }, { Table: { ...own, Owner: 'before' }, VersionId: '0' }]);
});

t.test('a search tells links as they were made', async (t) => {
  const glue = await linked(t);
  const { TableList = [] } = await glue.searchTables({});
  const found = TableList.map(({ Name, StorageDescriptor }: Table) => [Name, StorageDescriptor?.Location]);
  t.same(found, [
    ['mine', undefined],
    ['orders', 's3://b/orders/'],
  ]);
});

t.test('a database that is a link has the properties of its target under its own name', async (t) => {
  const { glue } = await glueServer(t);
  const { TargetDatabase } = targetsIn();
  const given = { LocationUri: 's3://b/sales/', Description: 'sold', Parameters: { a: 'b' } };
  await glue.createDatabase({ DatabaseInput: { Name: 'sales', ...given } });
  await glue.createDatabase({ DatabaseInput: { Name: 'linked', Description: 'own', TargetDatabase } });
  const { Database } = await glue.getDatabase({ Name: 'linked' });
  t.match(Database, { ...given, Name: 'linked', TargetDatabase });
  t.same((await glue.getDatabases({})).DatabaseList?.[0], Database);
});

t.test('a link whose target is not there is told as it was made', async (t) => {
  const { glue } = await glueServer(t);
  await link(glue, targetsIn(OTHER_ACCOUNT, 'eu-west-1'));
  const { TargetDatabase, TargetTable } = targetsIn(OTHER_ACCOUNT, 'eu-west-1');
  t.match((await glue.getDatabase({ Name: 'linked' })).Database, { Name: 'linked', TargetDatabase });
  const { Table } = await glue.getTable({ DatabaseName: 'local', Name: 'mine' });
  t.match(Table, { Name: 'mine', DatabaseName: 'local', TargetTable, StorageDescriptor: undefined });
});

t.test('what is looked for behind a link whose target is not there is not found', async (t) => {
  const { glue } = await glueServer(t);
  await link(glue, targetsIn());
  const noDatabase = 'EntityNotFoundException: Database sales not found.';
  for (const read of Object.values(READS_OF_TABLE)) t.equal(await refusal(read(glue, IN_LINK)), noDatabase);
  for (const read of Object.values(READS)) t.equal(await refusal(read(glue, TABLE_LINK)), noDatabase);
  const TableInput = { Name: 'new' };
  t.equal(await refusal(glue.createTable({ DatabaseName: 'linked', TableInput })), noDatabase);
  await glue.createDatabase({ DatabaseInput: { Name: 'sales' } });
  const noTable = 'EntityNotFoundException: Table orders not found.';
  for (const read of Object.values(READS)) t.equal(await refusal(read(glue, TABLE_LINK)), noTable);
});

t.test('a table is created, changed and deleted in the database that is linked to', async (t) => {
  const glue = await linked(t);
  const inLink = { DatabaseName: 'linked', Name: 'new' };
  const inTarget = { DatabaseName: 'sales', Name: 'new' };
  await glue.createTable({ ...inLink, TableInput: { Name: 'new', Owner: 'a' } });
  t.match((await glue.getTable(inTarget)).Table, { DatabaseName: 'sales', Owner: 'a', VersionId: '0' });
  await glue.updateTable({ ...inLink, TableInput: { Name: 'new', Owner: 'b' } });
  t.match((await glue.getTable(inTarget)).Table, { DatabaseName: 'sales', Owner: 'b', VersionId: '1' });
  await glue.deleteTableVersion({ ...inLink, TableName: 'new', VersionId: '0' });
  t.equal((await glue.getTableVersions({ ...inTarget, TableName: 'new' })).TableVersions?.length, 1);
  await glue.deleteTable(inLink);
  t.equal(await refusal(glue.getTable(inTarget)), 'EntityNotFoundException: Entity Not Found');
  t.same((await glue.batchDeleteTable({ ...inLink, TablesToDelete: ['orders'] })).Errors, []);
  t.same((await glue.getTables({ DatabaseName: 'sales' })).TableList, []);
});

t.test('updating a link updates its target, which keeps its name and becomes no link', async (t) => {
  const glue = await linked(t);
  const TableInput = { Name: 'mine', Owner: 'me', TargetTable: targetsIn().TargetTable };
  await glue.updateTable({ DatabaseName: 'local', TableInput, VersionId: '1' });
  const { Table } = await glue.getTable({ DatabaseName: 'sales', Name: 'orders' });
  t.match(Table, { Name: 'orders', DatabaseName: 'sales', Owner: 'me', VersionId: '2', TargetTable: undefined });
  const DatabaseInput = { Name: 'linked', Description: 'new', TargetDatabase: targetsIn().TargetDatabase };
  await glue.updateDatabase({ Name: 'linked', DatabaseInput });
  const { Database } = await glue.getDatabase({ Name: 'sales' });
  t.match(Database, { Name: 'sales', Description: 'new', TargetDatabase: undefined });
  t.match((await glue.getDatabase({ Name: 'linked' })).Database, { Name: 'linked', Description: 'new' });
});

t.test('partitions are created, changed and deleted in the target', async (t) => {
  const glue = await linked(t);
  const values = async () =>
    (await glue.getPartitions({ DatabaseName: 'sales', TableName: 'orders' })).Partitions?.map(({ Values }) => Values);
  for (const named of [IN_LINK, TABLE_LINK]) {
    await glue.createPartition({ ...named, PartitionInput: partition('c') });
    await glue.updatePartition({ ...named, PartitionValueList: ['c', '1'], PartitionInput: partition('d') });
    t.same(await values(), [
      ['a', '1'],
      ['b', '1'],
      ['d', '1'],
    ]);
    const { Partition } = await glue.getPartition({ ...named, PartitionValues: ['d', '1'] });
    t.match(Partition, { DatabaseName: 'sales', TableName: 'orders' });
    await glue.batchDeletePartition({ ...named, PartitionsToDelete: [{ Values: ['d', '1'] }] });
    t.equal((await values())?.length, 2);
  }
});

t.test('deleting a link leaves its target', async (t) => {
  const glue = await linked(t);
  const { TableVersions } = await glue.getTableVersions(TABLE_LINK);
  t.match(await refusal(glue.deleteTableVersion({ ...TABLE_LINK, VersionId: '1' })), /^EntityNotFoundException: /);
  t.equal(TableVersions?.length, 2);
  await glue.deleteTable({ DatabaseName: 'local', Name: 'mine' });
  await glue.deleteDatabase({ Name: 'linked' });
  t.match((await glue.getTable({ DatabaseName: 'sales', Name: 'orders' })).Table, { Name: 'orders' });
  t.same((await glue.getTables({ DatabaseName: 'local' })).TableList, []);
  t.match(await refusal(glue.getDatabase({ Name: 'linked' })), /^EntityNotFoundException: /);
});

t.test('through a link of a database a link of a table is told, and not followed', async (t) => {
  const glue = await linked(t);
  const { TargetTable } = targetsIn();
  await glue.createTable({ DatabaseName: 'sales', TableInput: { Name: 'again', TargetTable } });
  const { Table } = await glue.getTable({ DatabaseName: 'linked', Name: 'again' });
  t.match(Table, { Name: 'again', DatabaseName: 'sales', TargetTable, StorageDescriptor: undefined });
  const { TableList } = await glue.getTables({ DatabaseName: 'linked', Expression: 'again' });
  t.match(TableList, [{ Name: 'again', StorageDescriptor: undefined }]);
  const PartitionValues = ['a', '1'];
  const PartitionsToGet = [{ Values: PartitionValues }];
  t.same(await answer(glue.getPartition({ ...LINK_IN_LINK, PartitionValues })), {});
  t.same(await answer(glue.getPartitions(LINK_IN_LINK)), { Partitions: [] });
  const batch = await answer(glue.batchGetPartition({ ...LINK_IN_LINK, PartitionsToGet }));
  t.same(batch, { Partitions: [], UnprocessedKeys: [] });
  const PartitionInput = partition('c');
  for (const call of [
    () => glue.createTable({ DatabaseName: 'linked', TableInput: { Name: 'third', TargetTable } }),
    () => glue.updateTable({ DatabaseName: 'linked', TableInput: { Name: 'again' } }),
    () => glue.createPartition({ ...LINK_IN_LINK, PartitionInput }),
    () => glue.updatePartition({ ...LINK_IN_LINK, PartitionValueList: PartitionValues, PartitionInput }),
    () => glue.deletePartition({ ...LINK_IN_LINK, PartitionValues }),
    () => glue.batchDeletePartition({ ...LINK_IN_LINK, PartitionsToDelete: PartitionsToGet }),
  ])
    t.equal(await refusal(call()), THROUGH_TWO);
  await glue.deleteTable({ DatabaseName: 'linked', Name: 'again' });
  t.same((await glue.getTables({ DatabaseName: 'sales', Expression: 'again' })).TableList, []);
});

t.test('of a chain only the first link is followed', async (t) => {
  const glue = await linked(t);
  const TargetDatabase = { DatabaseName: 'linked' };
  const TargetTable = { DatabaseName: 'local', Name: 'mine' };
  await glue.createDatabase({ DatabaseInput: { Name: 'chain', TargetDatabase } });
  await glue.createTable({ DatabaseName: 'local', TableInput: { Name: 'chain', TargetTable } });
  t.same((await glue.getTables({ DatabaseName: 'chain' })).TableList, []);
  const { Table } = await glue.getTable({ DatabaseName: 'local', Name: 'chain' });
  t.match(Table, { Name: 'chain', TargetTable, StorageDescriptor: undefined });
  t.same((await glue.getPartitions({ DatabaseName: 'local', TableName: 'chain' })).Partitions, []);
  const TableInput = { Name: 'chain' };
  t.equal(await refusal(glue.createTable({ DatabaseName: 'chain', TableInput })), THROUGH_TWO);
  t.equal(await refusal(glue.updateTable({ DatabaseName: 'local', TableInput })), THROUGH_TWO);
});

t.test('a database that links to itself is told, and nothing is in it', async (t) => {
  const { glue } = await glueServer(t);
  await glue.createDatabase({ DatabaseInput: { Name: 'self', TargetDatabase: { DatabaseName: 'self' } } });
  t.match((await glue.getDatabase({ Name: 'self' })).Database, { Name: 'self' });
  t.same((await glue.getTables({ DatabaseName: 'self' })).TableList, []);
});
