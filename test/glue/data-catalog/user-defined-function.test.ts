import {
  CreateDatabaseCommand,
  CreateUserDefinedFunctionCommand,
  DeleteDatabaseCommand,
  DeleteUserDefinedFunctionCommand,
  GetUserDefinedFunctionCommand,
  GetUserDefinedFunctionsCommand,
  type GlueClient,
  paginateGetUserDefinedFunctions,
  UpdateUserDefinedFunctionCommand,
  type UserDefinedFunctionInput,
} from '@aws-sdk/client-glue';
import t, { type Test } from 'tap';
import { glueServer, refusal, START } from '../../server.js';

async function withDatabases(t: Test, ...names: string[]): Promise<GlueClient> {
  const { glue } = await glueServer(t);
  for (const Name of names) await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name } }));
  return glue;
}

function create(glue: GlueClient, DatabaseName: string, FunctionInput: UserDefinedFunctionInput): Promise<unknown> {
  return glue.send(new CreateUserDefinedFunctionCommand({ DatabaseName, FunctionInput }));
}

function update(glue: GlueClient, FunctionName: string, FunctionInput: UserDefinedFunctionInput): Promise<unknown> {
  return glue.send(new UpdateUserDefinedFunctionCommand({ DatabaseName: 'sales', FunctionName, FunctionInput }));
}

async function names(glue: GlueClient, input: Partial<GetUserDefinedFunctionsCommand['input']>) {
  const { UserDefinedFunctions } = await glue.send(new GetUserDefinedFunctionsCommand({ Pattern: '.*', ...input }));
  return UserDefinedFunctions?.map(({ FunctionName }) => FunctionName);
}

t.test('a function is created, found in any case, changed, renamed and deleted', async (t) => {
  const glue = await withDatabases(t, 'sales');
  const uri = { ResourceType: 'JAR' as const, Uri: 's3://code/a.jar' };
  await create(glue, 'Sales', {
    FunctionName: 'Net_Price',
    ClassName: 'a.Net',
    ResourceUris: [uri],
    ArtifactLocation: 's3://code',
  });
  const find = (FunctionName: string) =>
    glue.send(new GetUserDefinedFunctionCommand({ DatabaseName: 'SALES', FunctionName }));
  const stored = { DatabaseName: 'sales', CatalogId: '123456789012', CreateTime: new Date(START) };
  const first = { ...stored, FunctionName: 'net_price', ClassName: 'a.Net', ResourceUris: [uri] };
  t.same(
    (await find('NET_price')).UserDefinedFunction,
    first,
    'an artifact location is told of governed functions only',
  );
  await update(glue, 'net_PRICE', { ClassName: 'b.Net', OwnerName: 'me', OwnerType: 'USER' });
  const second = { ...stored, FunctionName: 'net_price', ClassName: 'b.Net', OwnerName: 'me', OwnerType: 'USER' };
  t.same((await find('net_price')).UserDefinedFunction, second);
  await update(glue, 'net_price', { FunctionName: 'net', ClassName: 'b.Net' });
  t.same(await names(glue, {}), ['net']);
  await glue.send(new DeleteUserDefinedFunctionCommand({ DatabaseName: 'sales', FunctionName: 'NET' }));
  t.equal(await refusal(find('net')), 'EntityNotFoundException: Function net not found.');
});

t.test('every operation says that the database is not there', async (t) => {
  const glue = await withDatabases(t);
  const named = { DatabaseName: 'nope', FunctionName: 'f' };
  const calls = [
    create(glue, 'nope', { FunctionName: 'f' }),
    glue.send(new GetUserDefinedFunctionCommand(named)),
    glue.send(new GetUserDefinedFunctionsCommand({ DatabaseName: 'nope', Pattern: '.*' })),
    glue.send(new UpdateUserDefinedFunctionCommand({ ...named, FunctionInput: {} })),
    glue.send(new DeleteUserDefinedFunctionCommand(named)),
  ];
  for (const call of calls) t.equal(await refusal(call), 'EntityNotFoundException: Database nope not found.');
});

t.test('a function without a name, twice, or renamed over another is refused', async (t) => {
  const glue = await withDatabases(t, 'sales');
  await create(glue, 'sales', { FunctionName: 'f' });
  await create(glue, 'sales', { FunctionName: 'g' });
  const exists = 'AlreadyExistsException: Function already exists.';
  t.equal(await refusal(create(glue, 'sales', { FunctionName: 'F' })), exists);
  const taken = 'InvalidInputException: Function already exists.';
  t.equal(await refusal(update(glue, 'f', { FunctionName: 'g' })), taken, 'an error that its model lists');
  t.same(await names(glue, {}), ['f', 'g']);
  const nameless = await refusal(create(glue, 'sales', {}));
  t.equal(nameless, 'InvalidInputException: FunctionInput is missing the name of the function.');
  t.equal(await refusal(update(glue, 'nope', {})), 'EntityNotFoundException: Function nope not found.');
  const remove = new DeleteUserDefinedFunctionCommand({ DatabaseName: 'sales', FunctionName: 'nope' });
  t.equal(await refusal(glue.send(remove)), 'EntityNotFoundException: Function nope not found.');
});

t.test('functions are listed by pattern, by type, of one database or of all, and in pages', async (t) => {
  const glue = await withDatabases(t, 'sales', 'stock');
  await create(glue, 'sales', { FunctionName: 'net', FunctionType: 'REGULAR_FUNCTION' });
  await create(glue, 'sales', { FunctionName: 'total', FunctionType: 'AGGREGATE_FUNCTION' });
  await create(glue, 'stock', { FunctionName: 'total_stock' });
  t.same(await names(glue, { DatabaseName: 'sales' }), ['net', 'total']);
  t.same(await names(glue, {}), ['net', 'total', 'total_stock']);
  t.same(await names(glue, { Pattern: 'TOTAL.*' }), ['total', 'total_stock']);
  t.same(await names(glue, { Pattern: '*tal*' }), ['total', 'total_stock'], "Hive's wildcard");
  t.same(await names(glue, { Pattern: 'tot' }), [], 'a pattern matches the whole name');
  t.same(await names(glue, { FunctionType: 'REGULAR_FUNCTION' }), ['net']);
  const pages: number[] = [];
  const request = { Pattern: '.*' };
  for await (const page of paginateGetUserDefinedFunctions({ client: glue, pageSize: 2 }, request)) {
    pages.push(page.UserDefinedFunctions?.length ?? 0);
  }
  t.same(pages, [2, 1]);
  const broken = await refusal(names(glue, { Pattern: '(' }));
  t.match(broken, /^InvalidInputException: /);
});

t.test('the functions of a database go with it', async (t) => {
  const glue = await withDatabases(t, 'sales', 'sales2');
  await create(glue, 'sales', { FunctionName: 'f' });
  await create(glue, 'sales2', { FunctionName: 'g' });
  await glue.send(new DeleteDatabaseCommand({ Name: 'sales' }));
  t.same(await names(glue, {}), ['g']);
});

t.test(
  'a function that Lake Formation governs has its artifacts in one place, and keeps its name and mode',
  async (t) => {
    const glue = await withDatabases(t, 'sales');
    const ResourceUris = [{ ResourceType: 'JAR' as const, Uri: 's3://code/a.jar' }];
    const governed = {
      FunctionName: 'f',
      GovernanceMode: 'LAKE_FORMATION' as const,
      ArtifactLocation: 's3://code',
      ResourceUris,
    };
    await create(glue, 'sales', governed);
    await update(glue, 'f', { ArtifactLocation: 's3://code', ResourceUris, ClassName: 'a.F' });
    const find = new GetUserDefinedFunctionCommand({ DatabaseName: 'sales', FunctionName: 'f' });
    t.match((await glue.send(find)).UserDefinedFunction, { ...governed, ClassName: 'a.F' });
    const ungovernable =
      'InvalidInputException: A function governed by LAKE_FORMATION needs an ArtifactLocation and 1 to 10 resource URIs under it.';
    t.equal(
      await refusal(create(glue, 'sales', { ...governed, FunctionName: 'g', ArtifactLocation: 's3://else' })),
      ungovernable,
    );
    t.equal(await refusal(create(glue, 'sales', { ...governed, FunctionName: 'g', ResourceUris: [] })), ungovernable);
    const renamed = await refusal(update(glue, 'f', { ...governed, FunctionName: 'g' }));
    t.equal(renamed, 'InvalidInputException: A function governed by LAKE_FORMATION cannot be renamed.');
    const freed = await refusal(update(glue, 'f', { GovernanceMode: 'IAM_ONLY' }));
    t.equal(freed, 'InvalidInputException: The governance mode of a function cannot be changed.');
  },
);
