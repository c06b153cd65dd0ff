import {
  BatchDeleteConnectionCommand,
  type ConnectionInput,
  CreateConnectionCommand,
  DeleteConnectionCommand,
  GetConnectionCommand,
  GetConnectionsCommand,
  GetTagsCommand,
  paginateGetConnections,
  TestConnectionCommand,
  UpdateConnectionCommand,
} from '@aws-sdk/client-glue';
import t from 'tap';
import { glueClient, glueServer, refusal, START } from '../../server.js';

const SECRETS = { USERNAME: 'app', PASSWORD: 'hunter2', JDBC_CONNECTION_URL: 'jdbc:postgresql://db:5432/orders' };

function jdbc(Name: string, more: Partial<ConnectionInput> = {}): ConnectionInput {
  return { Name, ConnectionType: 'JDBC', ConnectionProperties: SECRETS, ...more };
}

t.test('a connection is created, read, changed and deleted', async (t) => {
  const { glue, server } = await glueServer(t);
  const created = await glue.send(
    new CreateConnectionCommand({ ConnectionInput: jdbc('orders', { Description: 'old' }) }),
  );
  t.equal(
    created.CreateConnectionStatus,
    undefined,
    'a connection without authentication is created without more words',
  );
  await server.clock.advance('1h');
  const changed = jdbc('orders', { MatchCriteria: ['eu'], PhysicalConnectionRequirements: { SubnetId: 'subnet-1' } });
  await glue.send(new UpdateConnectionCommand({ Name: 'orders', ConnectionInput: changed }));
  const { Connection } = await glue.send(new GetConnectionCommand({ Name: 'orders' }));
  t.same(Connection, {
    ...changed,
    CreationTime: new Date(START),
    LastUpdatedTime: new Date('2026-01-01T01:00:00Z'),
    LastUpdatedBy: 'user/johndoe',
    ConnectionSchemaVersion: 1,
  });
  await glue.send(new DeleteConnectionCommand({ ConnectionName: 'orders' }));
  t.same((await glue.send(new GetConnectionsCommand({}))).ConnectionList, []);
});

/** Types and their properties in the form in which Terraform's provider and AWS's guides create them; the SDK's enums lack some of both. */
const CREATED_BY_OTHERS: [type: string, properties: Record<string, string>][] = [
  ...['AZURECOSMOS', 'AZURESQL', 'BIGQUERY', 'OPENSEARCH', 'SNOWFLAKE'].map(
    (type): [string, Record<string, string>] => [
      type,
      { SparkProperties: '{"secretId":"example","sfUrl":"example.snowflakecomputing.com"}' },
    ],
  ),
  ...['ATHENA', 'REDSHIFT', 'SNOWFLAKE'].map((type): [string, Record<string, string>] => [
    type,
    { PythonProperties: '{"aws_secret_arn":"arn:aws:secretsmanager:us-east-1:123456789012:secret:s"}' },
  ]),
  ['DYNAMODB', {}],
  ['POSTGRESQL', { HOST: 'db', PORT: '5432', DATABASE: 'orders', ENFORCE_SSL: 'true' }],
];

for (const [type, ConnectionProperties] of CREATED_BY_OTHERS) {
  t.test(`a connection of type ${type} is kept with ${Object.keys(ConnectionProperties)}`, async (t) => {
    const { glue } = await glueServer(t);
    const ConnectionInput = { Name: 'c', ConnectionType: type as 'JDBC', ConnectionProperties };
    await glue.send(new CreateConnectionCommand({ ConnectionInput }));
    const { Connection } = await glue.send(new GetConnectionCommand({ Name: 'c' }));
    t.match(Connection, ConnectionInput);
    const list = await glue.send(new GetConnectionsCommand({ Filter: { ConnectionType: type as 'JDBC' } }));
    t.match(list.ConnectionList, [{ Name: 'c' }]);
  });
}

t.test('what is absent, there already or renamed is refused in the words of AWS', async (t) => {
  const { glue } = await glueServer(t);
  const absent = 'EntityNotFoundException: Connection with name nope in account 123456789012 is not found';
  t.equal(await refusal(glue.send(new GetConnectionCommand({ Name: 'nope' }))), absent);
  t.equal(await refusal(glue.send(new DeleteConnectionCommand({ ConnectionName: 'nope' }))), absent);
  t.equal(
    await refusal(glue.send(new UpdateConnectionCommand({ Name: 'nope', ConnectionInput: jdbc('nope') }))),
    absent,
  );
  t.equal(await refusal(glue.send(new TestConnectionCommand({ ConnectionName: 'nope' }))), absent);
  await glue.send(new CreateConnectionCommand({ ConnectionInput: jdbc('a') }));
  const twice = refusal(glue.send(new CreateConnectionCommand({ ConnectionInput: jdbc('a') })));
  t.equal(await twice, 'AlreadyExistsException: Connection already exists.');
  const renamed = refusal(glue.send(new UpdateConnectionCommand({ Name: 'a', ConnectionInput: jdbc('b') })));
  t.equal(await renamed, 'InvalidInputException: A connection cannot be renamed.');
});

t.test('HidePassword takes the password away and nothing else', async (t) => {
  const { glue } = await glueServer(t);
  await glue.send(new CreateConnectionCommand({ ConnectionInput: jdbc('a') }));
  const { PASSWORD, ...open } = SECRETS;
  const one = await glue.send(new GetConnectionCommand({ Name: 'a', HidePassword: true }));
  t.same(one.Connection?.ConnectionProperties, open);
  const list = await glue.send(new GetConnectionsCommand({ HidePassword: true }));
  t.same(list.ConnectionList?.[0]?.ConnectionProperties, open);
  const shown = await glue.send(new GetConnectionCommand({ Name: 'a' }));
  t.equal(shown.Connection?.ConnectionProperties?.PASSWORD, PASSWORD);
});

t.test(
  'properties of a compute environment are of schema version 2 and override when they are asked for',
  async (t) => {
    const { glue } = await glueServer(t);
    const ConnectionInput = jdbc('a', { SparkProperties: { PASSWORD: 'other', fetchsize: '10' } });
    await glue.send(new CreateConnectionCommand({ ConnectionInput }));
    const plain = await glue.send(new GetConnectionCommand({ Name: 'a' }));
    t.equal(plain.Connection?.ConnectionSchemaVersion, 2);
    t.same(plain.Connection?.ConnectionProperties, SECRETS);
    const asked = new GetConnectionCommand({ Name: 'a', ApplyOverrideForComputeEnvironment: 'SPARK' });
    t.same((await glue.send(asked)).Connection?.ConnectionProperties, {
      ...SECRETS,
      PASSWORD: 'other',
      fetchsize: '10',
    });
  },
);

t.test('credentials of an authentication are never told', async (t) => {
  const { glue } = await glueServer(t);
  const AuthenticationConfiguration: ConnectionInput['AuthenticationConfiguration'] = {
    AuthenticationType: 'OAUTH2',
    SecretArn: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:s-abcdef',
    BasicAuthenticationCredentials: { Username: 'u', Password: 'hunter3' },
    CustomAuthenticationCredentials: { key: 'hunter4' },
    OAuth2Properties: {
      OAuth2GrantType: 'AUTHORIZATION_CODE',
      TokenUrl: 'https://login.example/token',
      AuthorizationCodeProperties: { AuthorizationCode: 'hunter5' },
      OAuth2Credentials: { AccessToken: 'hunter6' },
    },
  };
  const ConnectionInput: ConnectionInput = {
    ...jdbc('sales', { AuthenticationConfiguration }),
    ConnectionType: 'SALESFORCE',
  };
  const created = await glue.send(new CreateConnectionCommand({ ConnectionInput }));
  t.equal(created.CreateConnectionStatus, 'READY');
  const { Connection } = await glue.send(new GetConnectionCommand({ Name: 'sales' }));
  t.equal(Connection?.Status, 'READY');
  t.same(Connection?.AuthenticationConfiguration, {
    AuthenticationType: 'OAUTH2',
    SecretArn: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:s-abcdef',
    OAuth2Properties: { OAuth2GrantType: 'AUTHORIZATION_CODE', TokenUrl: 'https://login.example/token' },
  });
});

t.test('lists are filtered by type, match criteria and schema version, and paged', async (t) => {
  const { glue } = await glueServer(t);
  const inputs: ConnectionInput[] = [
    jdbc('a', { MatchCriteria: ['eu', 'prod'] }),
    jdbc('b', { MatchCriteria: ['eu'] }),
    { Name: 'c', ConnectionType: 'NETWORK', ConnectionProperties: {} },
    jdbc('d', { AthenaProperties: { x: '1' } }),
  ];
  for (const ConnectionInput of inputs) await glue.send(new CreateConnectionCommand({ ConnectionInput }));
  const names = async (input: GetConnectionsCommand['input']) =>
    (await glue.send(new GetConnectionsCommand(input))).ConnectionList?.map(({ Name }) => Name);
  t.same(await names({ Filter: { MatchCriteria: ['eu'] } }), ['a', 'b']);
  t.same(await names({ Filter: { MatchCriteria: ['eu', 'prod'] } }), ['a']);
  t.same(await names({ Filter: { ConnectionType: 'NETWORK' } }), ['c']);
  t.same(await names({ Filter: { ConnectionSchemaVersion: 2 } }), ['d']);
  const pages: number[] = [];
  for await (const page of paginateGetConnections({ client: glue, pageSize: 3 }, {}))
    pages.push(page.ConnectionList?.length ?? 0);
  t.same(pages, [3, 1]);
  const foreign = refusal(glue.send(new GetConnectionsCommand({ NextToken: 'abc' })));
  t.equal(await foreign, 'InvalidInputException: Invalid pagination token provided.');
});

t.test('a batch deletes what is there and names what is not', async (t) => {
  const { glue } = await glueServer(t);
  for (const name of ['a', 'b']) await glue.send(new CreateConnectionCommand({ ConnectionInput: jdbc(name) }));
  const first = await glue.send(new BatchDeleteConnectionCommand({ ConnectionNameList: ['a', 'nope'] }));
  const ErrorMessage = 'Connection with name nope in account 123456789012 is not found';
  t.same(first.Succeeded, ['a']);
  t.same(first.Errors, { nope: { ErrorCode: 'EntityNotFoundException', ErrorMessage } });
  const second = await glue.send(new BatchDeleteConnectionCommand({ ConnectionNameList: ['b'] }));
  t.same([second.Succeeded, second.Errors], [['b'], {}]);
});

t.test('a test looks at the properties and marks a named connection as validated', async (t) => {
  const { glue } = await glueServer(t);
  await glue.send(new CreateConnectionCommand({ ConnectionInput: jdbc('a') }));
  await glue.send(
    new CreateConnectionCommand({
      ConnectionInput: { Name: 'n', ConnectionType: 'NETWORK', ConnectionProperties: {} },
    }),
  );
  await glue.send(new TestConnectionCommand({ ConnectionName: 'a' }));
  const { Connection } = await glue.send(new GetConnectionCommand({ Name: 'a' }));
  t.same(Connection?.LastConnectionValidationTime, new Date(START));
  const tested = (
    TestConnectionInput?: TestConnectionCommand['input']['TestConnectionInput'],
    ConnectionName?: string,
  ) => refusal(glue.send(new TestConnectionCommand({ TestConnectionInput, ConnectionName })));
  t.equal(await tested(), 'InvalidInputException: Either ConnectionName or TestConnectionInput has to be given.');
  t.equal(await tested(undefined, 'n'), 'InvalidInputException: Connections of type NETWORK cannot be tested.');
  const { PASSWORD, ...open } = SECRETS;
  const incomplete = await tested({ ConnectionType: 'JDBC', ConnectionProperties: open });
  t.equal(
    incomplete,
    'InvalidInputException: The connection properties are incomplete: USERNAME and PASSWORD, or SECRET_ID, are needed.',
  );
  t.match(await tested({ ConnectionType: 'JDBC', ConnectionProperties: { PASSWORD } }), /HOST, PORT and JDBC_ENGINE/);
  t.match(
    await tested({ ConnectionType: 'SALESFORCE', ConnectionProperties: {} }),
    /AuthenticationConfiguration is needed/,
  );
});

t.test('connection properties are in no record, whatever the call came to', async (t) => {
  const { glue, server } = await glueServer(t);
  await glue.send(new CreateConnectionCommand({ ConnectionInput: jdbc('a') }));
  await refusal(glue.send(new CreateConnectionCommand({ ConnectionInput: jdbc('a') })));
  await glue.send(new UpdateConnectionCommand({ Name: 'a', ConnectionInput: jdbc('a') }));
  const bad = { ConnectionType: 'NETWORK' as const, ConnectionProperties: SECRETS };
  await refusal(glue.send(new TestConnectionCommand({ TestConnectionInput: bad })));
  await glue.send(new GetConnectionCommand({ Name: 'a' }));
  const events = server.events();
  t.equal(events.length, 5);
  t.ok(events.every(({ responseElements }) => responseElements === null));
  t.notMatch(JSON.stringify(events), /hunter2|jdbc:postgresql/);
});

t.test('a connection says who changed it last, and is tagged at its creation', async (t) => {
  const { glue, server } = await glueServer(t);
  const root = glueClient(t, server, { accessKeyId: '123456789012' });
  await root.send(new CreateConnectionCommand({ ConnectionInput: jdbc('a'), Tags: { team: 'x' } }));
  const { Connection } = await glue.send(new GetConnectionCommand({ Name: 'a' }));
  t.equal(Connection?.LastUpdatedBy, 'root');
  const ResourceArn = 'arn:aws:glue:us-east-1:123456789012:connection/a';
  t.same((await glue.send(new GetTagsCommand({ ResourceArn }))).Tags, { team: 'x' });
});
