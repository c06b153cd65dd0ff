import {
  CreateCatalogCommand,
  CreateConnectionCommand,
  CreateDatabaseCommand,
  CreateTableCommand,
  DeleteCatalogCommand,
  GetCatalogCommand,
  GetCatalogsCommand,
  GetDatabaseCommand,
  GetDatabasesCommand,
  GetTableCommand,
  GetTagsCommand,
  type GlueClient,
  TagResourceCommand,
  UpdateCatalogCommand,
} from '@aws-sdk/client-glue';
import t from 'tap';
import { glueServer, refusal, START } from '../../server.js';

const ACCOUNT = '123456789012';
const ARN = `arn:aws:glue:us-east-1:${ACCOUNT}`;
const TABLES = { FederatedCatalog: { ConnectionName: 'aws:s3tables', Identifier: 'arn:aws:s3tables:::bucket/*' } };

function create(glue: GlueClient, Name: string, CatalogInput: CreateCatalogCommand['input']['CatalogInput'] = {}) {
  return glue.send(new CreateCatalogCommand({ Name, CatalogInput }));
}

const catalog = async (glue: GlueClient, CatalogId: string) =>
  (await glue.send(new GetCatalogCommand({ CatalogId }))).Catalog;

async function ids(glue: GlueClient, input: GetCatalogsCommand['input'] = {}) {
  return (await glue.send(new GetCatalogsCommand(input))).CatalogList?.map(({ CatalogId }) => CatalogId);
}

const databases = async (glue: GlueClient, CatalogId: string) =>
  (await glue.send(new GetDatabasesCommand({ CatalogId }))).DatabaseList?.map(({ Name }) => Name);

t.test('a catalog is created, read, changed and deleted', async (t) => {
  const { glue, server } = await glueServer(t);
  await create(glue, 'Lake', { Description: 'old', CreateTableDefaultPermissions: [] });
  await server.clock.advance('1h');
  const iceberg = { RoleArn: 'arn:aws:iam::123456789012:role/r', Compaction: { enabled: 'true' } };
  const CatalogInput = {
    Description: 'new',
    CreateDatabaseDefaultPermissions: [],
    CreateTableDefaultPermissions: [],
    CatalogProperties: { IcebergOptimizationProperties: iceberg },
  };
  await glue.send(new UpdateCatalogCommand({ CatalogId: `${ACCOUNT}:lake`, CatalogInput }));
  const UpdateTime = new Date('2026-01-01T01:00:00Z');
  const expected = {
    ...CatalogInput,
    CatalogId: `${ACCOUNT}:lake`,
    Name: 'lake',
    ResourceArn: `${ARN}:catalog/lake`,
    CreateTime: new Date(START),
    UpdateTime,
    CatalogProperties: { IcebergOptimizationProperties: { ...iceberg, LastUpdatedTime: UpdateTime } },
  };
  for (const id of [`${ACCOUNT}:lake`, `${ACCOUNT}:LAKE`, 'lake']) t.same(await catalog(glue, id), expected, id);
  await glue.send(new DeleteCatalogCommand({ CatalogId: 'lake' }));
  t.same(await ids(glue), []);
});

t.test('what is absent, there already or not allowed is refused', async (t) => {
  const { glue } = await glueServer(t);
  await create(glue, 'lake', TABLES);
  const absent = `EntityNotFoundException: Catalog ${ACCOUNT}:nope not found.`;
  const CatalogId = `${ACCOUNT}:nope`;
  t.equal(await refusal(catalog(glue, CatalogId)), absent);
  t.equal(await refusal(glue.send(new UpdateCatalogCommand({ CatalogId, CatalogInput: {} }))), absent);
  t.equal(await refusal(glue.send(new DeleteCatalogCommand({ CatalogId }))), absent);
  t.equal(await refusal(ids(glue, { ParentCatalogId: CatalogId })), absent);
  t.equal(await refusal(databases(glue, CatalogId)), absent);
  const database = new CreateDatabaseCommand({ CatalogId, DatabaseInput: { Name: 'd' } });
  t.equal(await refusal(glue.send(database)), `InvalidInputException: Catalog ${CatalogId} not found.`);
  t.equal(await refusal(create(glue, 'LAKE')), 'AlreadyExistsException: Catalog already exists.');
  t.match(await refusal(create(glue, ACCOUNT)), /^InvalidInputException: The name of a catalog cannot be the account/);
  t.match(await refusal(create(glue, 'other', TABLES)), /^FederatedResourceAlreadyExistsException/);
  const both = { ...TABLES, TargetRedshiftCatalog: { CatalogArn: 'arn:aws:glue:us-east-1:123456789012:catalog/x' } };
  t.match(await refusal(create(glue, 'other', both)), /^InvalidInputException: A catalog cannot have both/);
  t.match(
    await refusal(create(glue, 'other', { FederatedCatalog: { ConnectionName: 'c' } })),
    /Connection with name c/,
  );
  const root = refusal(glue.send(new DeleteCatalogCommand({ CatalogId: ACCOUNT })));
  t.equal(await root, 'InvalidInputException: The default catalog of an account cannot be deleted.');
});

t.test('the root catalog is always there, is listed when asked for and can be changed', async (t) => {
  const { glue } = await glueServer(t);
  await create(glue, 'a');
  t.match(await catalog(glue, ACCOUNT), { CatalogId: ACCOUNT, Name: ACCOUNT, ResourceArn: `${ARN}:catalog` });
  t.same(await ids(glue), [`${ACCOUNT}:a`]);
  t.same(await ids(glue, { IncludeRoot: true }), [ACCOUNT, `${ACCOUNT}:a`]);
  t.match(await refusal(ids(glue, { ParentCatalogId: 'a', IncludeRoot: true })), /^InvalidInputException: IncludeRoot/);
  const CatalogInput = { CatalogProperties: { CustomProperties: { 'ColumnStatistics.Enabled': 'true' } } };
  await glue.send(new UpdateCatalogCommand({ CatalogId: ACCOUNT, CatalogInput }));
  t.match(await catalog(glue, ACCOUNT), { ...CatalogInput, CatalogId: ACCOUNT });
  t.same(await ids(glue, { IncludeRoot: true }), [ACCOUNT, `${ACCOUNT}:a`]);
});

t.test('table buckets are catalogs below that of S3 Tables, listed once something is in them', async (t) => {
  const { glue } = await glueServer(t);
  await create(glue, 's3tablescatalog', TABLES);
  await create(glue, 'plain');
  const bucket = `${ACCOUNT}:s3tablescatalog/my-bucket`;
  t.match(await catalog(glue, bucket), {
    Name: 'my-bucket',
    ResourceArn: `${ARN}:catalog/s3tablescatalog/my-bucket`,
    FederatedCatalog: { Identifier: 'arn:aws:s3tables:::bucket/my-bucket' },
  });
  t.match(await refusal(catalog(glue, `${ACCOUNT}:plain/x`)), /^EntityNotFoundException/);
  t.same(await ids(glue, { Recursive: true }), [`${ACCOUNT}:plain`, `${ACCOUNT}:s3tablescatalog`]);
  await glue.send(new CreateDatabaseCommand({ CatalogId: bucket, DatabaseInput: { Name: 'ns' } }));
  t.same(await ids(glue, { Recursive: true }), [`${ACCOUNT}:plain`, `${ACCOUNT}:s3tablescatalog`, bucket]);
  t.same(await ids(glue, { ParentCatalogId: 's3tablescatalog' }), [bucket]);
  t.same(await ids(glue, { Recursive: true, HasDatabases: true }), [`${ACCOUNT}:plain`, bucket]);
});

t.test('a managed Redshift catalog has a workgroup and the catalog of its first database', async (t) => {
  const { glue } = await glueServer(t);
  const access = {
    DataLakeAccess: true,
    CatalogType: 'aws:redshift',
    DataTransferRole: 'arn:aws:iam::123456789012:role/r',
  };
  await create(glue, 'rms', { CatalogProperties: { DataLakeAccessProperties: access } });
  t.match((await catalog(glue, 'rms'))?.CatalogProperties?.DataLakeAccessProperties, {
    ...access,
    ManagedWorkgroupStatus: 'AVAILABLE',
    RedshiftDatabaseName: 'dev',
  });
  t.same(await ids(glue, { ParentCatalogId: `${ACCOUNT}:rms` }), [`${ACCOUNT}:rms/dev`]);
});

t.test('a catalog has databases of its own, and takes them, its catalogs and their tags along', async (t) => {
  const { glue } = await glueServer(t);
  await create(glue, 's3tablescatalog', TABLES);
  const bucket = `${ACCOUNT}:s3tablescatalog/b`;
  for (const CatalogId of [ACCOUNT, bucket])
    await glue.send(new CreateDatabaseCommand({ CatalogId, DatabaseInput: { Name: 'd' }, Tags: { of: CatalogId } }));
  const TableInput = { Name: 't' };
  await glue.send(new CreateTableCommand({ CatalogId: bucket, DatabaseName: 'd', TableInput }));
  const table = () => glue.send(new GetTableCommand({ CatalogId: bucket, DatabaseName: 'd', Name: 't' }));
  t.equal((await table()).Table?.CatalogId, bucket);
  t.match(await refusal(glue.send(new GetTableCommand({ DatabaseName: 'd', Name: 't' }))), /^EntityNotFoundException/);
  const tags = async (resource: string) =>
    (await glue.send(new GetTagsCommand({ ResourceArn: `${ARN}:${resource}` }))).Tags;
  t.same(await tags('database/s3tablescatalog/b/d'), { of: bucket });
  t.same(await tags('database/d'), { of: ACCOUNT });
  await glue.send(new TagResourceCommand({ ResourceArn: `${ARN}:catalog/s3tablescatalog`, TagsToAdd: { a: '1' } }));
  await glue.send(new DeleteCatalogCommand({ CatalogId: 's3tablescatalog' }));
  t.match(await refusal(table()), /^EntityNotFoundException/);
  await create(glue, 's3tablescatalog', TABLES);
  t.same(await databases(glue, bucket), []);
  t.same(await tags('catalog/s3tablescatalog'), {});
  t.same(await databases(glue, ACCOUNT), ['d']);
  await glue.send(new CreateDatabaseCommand({ CatalogId: bucket, DatabaseInput: { Name: 'd' } }));
  t.same(await tags('database/s3tablescatalog/b/d'), {});
  await glue.send(new GetDatabaseCommand({ CatalogId: bucket, Name: 'd' }));
});

t.test('a federated catalog names a connection that exists', async (t) => {
  const { glue } = await glueServer(t);
  const ConnectionInput = { Name: 'c', ConnectionType: 'MYSQL' as const, ConnectionProperties: {} };
  await glue.send(new CreateConnectionCommand({ ConnectionInput }));
  await create(glue, 'mysql', { FederatedCatalog: { ConnectionName: 'c', Identifier: 'db' } });
  t.match(await catalog(glue, 'mysql'), { FederatedCatalog: { ConnectionName: 'c', Identifier: 'db' } });
});

t.test('catalogs come in pages, the root first', async (t) => {
  const { glue } = await glueServer(t);
  for (const name of ['c', 'a', 'b']) await create(glue, name);
  const input = { IncludeRoot: true, MaxResults: 1 };
  const seen: (string | undefined)[] = [];
  let NextToken: string | undefined;
  do {
    const page = await glue.send(new GetCatalogsCommand({ ...input, NextToken }));
    seen.push(...(page.CatalogList ?? []).map(({ Name }) => Name));
    NextToken = page.NextToken;
  } while (NextToken);
  t.same(seen, [ACCOUNT, 'a', 'b', 'c']);
  const foreign = refusal(glue.send(new GetCatalogsCommand({ NextToken: 'abc' })));
  t.equal(await foreign, 'InvalidInputException: Invalid pagination token provided.');
});
