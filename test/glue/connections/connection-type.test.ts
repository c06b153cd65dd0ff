import type { RegisterConnectionTypeRequest } from '@aws-sdk/client-glue';
import t from 'tap';
import { glueServer, refusal } from '../../server.js';

const url = {
  Name: 'Url',
  Required: true,
  DefaultValue: 'https://shop.example.com/v1',
  PropertyType: 'USER_INPUT',
} as const;
const secret = { Name: 'ClientSecret', Required: true, PropertyType: 'SECRET', Format: 'SSWS {value}' } as const;
const asked = (
  ConnectionType: string,
  more: Partial<RegisterConnectionTypeRequest> = {},
): RegisterConnectionTypeRequest => ({
  ConnectionType,
  IntegrationType: 'REST',
  Description: 'The shop',
  ConnectionProperties: { Url: url, AdditionalRequestParameters: [{ ...url, Name: 'Version', AllowedValues: ['1'] }] },
  ConnectorAuthenticationConfiguration: {
    AuthenticationTypes: ['OAUTH2'],
    OAuth2Properties: {
      OAuth2GrantType: 'CLIENT_CREDENTIALS',
      ClientCredentialsProperties: { RequestMethod: 'POST', ClientSecret: secret, TokenUrlParameters: [url] },
    },
  },
  RestConfiguration: {
    EntityConfigurations: {
      orders: {
        Schema: {
          id: { Name: 'id', FieldDataType: 'INT', IsQueryable: true, IsOrderable: true, IsNullable: false },
          note: { Name: 'note', FieldDataType: 'STRING' },
        },
      },
      people: {},
    },
  },
  ...more,
});

t.test('connection types and their entities', async (t) => {
  const { glue } = await glueServer(t);

  t.test('a type is registered, described, listed, tagged and deleted', async (t) => {
    const { ConnectionTypeArn } = await glue.registerConnectionType(asked('REST-SHOP', { Tags: { team: 'x' } }));
    t.equal(ConnectionTypeArn, 'arn:aws:glue:us-east-1:123456789012:connectionType/REST-SHOP');
    t.same((await glue.getTags({ ResourceArn: ConnectionTypeArn })).Tags, { team: 'x' });
    const Capabilities = {
      SupportedAuthenticationTypes: ['OAUTH2'],
      SupportedDataOperations: ['READ'],
      SupportedComputeEnvironments: ['SPARK'],
    };
    const { $metadata: _, ...described } = await glue.describeConnectionType({ ConnectionType: 'REST-SHOP' });
    const property = {
      Description: 'Url',
      Required: true,
      DefaultValue: url.DefaultValue,
      PropertyTypes: ['USER_INPUT'],
    };
    t.match(described, {
      ConnectionType: 'REST-SHOP',
      Description: 'The shop',
      Capabilities,
      ConnectionProperties: {
        Url: { Name: 'Url', ...property },
        Version: { Name: 'Version', AllowedValues: [{ Value: '1' }] },
      },
      AuthenticationConfiguration: {
        AuthenticationType: { AllowedValues: [{ Value: 'OAUTH2' }] },
        OAuth2Properties: { ClientSecret: { PropertyTypes: ['SECRET'], Required: true }, Url: property },
      },
      RestConfiguration: asked('').RestConfiguration,
    });
    const { ConnectionTypes = [] } = await glue.listConnectionTypes({});
    t.match(
      ConnectionTypes.find(({ DisplayName }) => DisplayName === 'REST-SHOP'),
      { ConnectionType: 'REST-SHOP', Description: 'The shop', Capabilities },
    );
    await glue.deleteConnectionType({ ConnectionType: 'REST-SHOP' });
    const gone = 'Connection type REST-SHOP is not found.';
    t.equal(
      await refusal(glue.deleteConnectionType({ ConnectionType: 'REST-SHOP' })),
      `EntityNotFoundException: ${gone}`,
    );
    t.equal(
      await refusal(glue.describeConnectionType({ ConnectionType: 'REST-SHOP' })),
      `InvalidInputException: ${gone}`,
    );
  });

  t.test('Glue’s own types are listed in pages and described, and stay', async (t) => {
    const first = await glue.listConnectionTypes({ MaxResults: 60 });
    const second = await glue.listConnectionTypes({ MaxResults: 60, NextToken: first.NextToken });
    const names = [...(first.ConnectionTypes ?? []), ...(second.ConnectionTypes ?? [])].map(
      (type) => type.ConnectionType,
    );
    t.same(names, names.toSorted());
    t.match(new Set(names), new Set(['JDBC', 'ZOOM', 'SNOWFLAKE']));
    t.equal(second.NextToken, undefined);
    const { ConnectionProperties, Capabilities } = await glue.describeConnectionType({ ConnectionType: 'JDBC' });
    t.match(ConnectionProperties, { PASSWORD: { PropertyTypes: ['SECRET'] }, HOST: { Required: false } });
    t.same(Capabilities?.SupportedDataOperations, ['READ', 'WRITE']);
    t.match(await glue.describeConnectionType({ ConnectionType: 'SNOWFLAKE' }), {
      ConnectionType: 'SNOWFLAKE',
      Capabilities,
    });
    t.equal(
      await refusal(glue.deleteConnectionType({ ConnectionType: 'JDBC' })),
      'InvalidInputException: Connection type JDBC is built in and cannot be deleted.',
    );
    t.equal(
      await refusal(glue.listConnectionTypes({ NextToken: 'abc' })),
      'ValidationException: Invalid pagination token provided.',
    );
  });

  t.test('what cannot be registered is refused', async (t) => {
    await glue.registerConnectionType(asked('REST-TWICE'));
    const auth = (type: 'CUSTOM' | 'OAUTH2') => ({
      ConnectorAuthenticationConfiguration: { AuthenticationTypes: [type] },
    });
    const cases: [string, Partial<RegisterConnectionTypeRequest>, string][] = [
      ['REST-TWICE', {}, 'Connection type REST-TWICE already exists.'],
      ['SHOP', {}, 'The name of a connection type has to begin with REST-'],
      ['REST-A', auth('OAUTH2'), 'The authentication types need OAuth2Properties.'],
      ['REST-A', auth('CUSTOM'), 'The authentication types need CustomAuthenticationProperties.'],
    ];
    for (const [name, more, text] of cases)
      t.equal(await refusal(glue.registerConnectionType(asked(name, more))), `InvalidInputException: ${text}`);
  });

  t.test('a connection has the entities that its registered type declares', async (t) => {
    const connect = (Name: string, ConnectionType: string) =>
      glue.createConnection({
        ConnectionInput: { Name, ConnectionType: ConnectionType as 'JDBC', ConnectionProperties: {} },
      });
    const unknown = 'InvalidInputException: Connection type REST-NOPE is not found.';
    t.equal(await refusal(connect('nope', 'REST-NOPE')), unknown);
    await glue.registerConnectionType(asked('REST-SHOP'));
    await connect('shop', 'REST-SHOP');
    await connect('other', 'JDBC');
    const ConnectionName = 'shop';
    t.same((await glue.listEntities({ ConnectionName })).Entities, [
      { EntityName: 'orders', Label: 'orders', IsParentEntity: false },
      { EntityName: 'people', Label: 'people', IsParentEntity: false },
    ]);
    t.same((await glue.listEntities({ ConnectionName, ParentEntityName: 'orders' })).Entities, []);
    t.same((await glue.listEntities({ ConnectionName: 'other' })).Entities, []);
    const { Fields = [] } = await glue.describeEntity({ ConnectionName, EntityName: 'orders' });
    t.match(Fields, [
      { FieldName: 'id', FieldType: 'INT', IsNullable: false, IsFilterable: true, IsCreateable: false },
      { FieldName: 'note', FieldType: 'STRING', IsNullable: true, IsFilterable: false, SupportedFilterOperators: [] },
    ]);
    t.ok(Fields[0]?.SupportedFilterOperators?.includes('ORDER_BY'));
    const records = (more: object) =>
      glue.getEntityRecords({ ConnectionName, EntityName: 'orders', Limit: 5, ...more });
    t.same((await records({ SelectedFields: ['id'], OrderBy: 'id desc' })).Records, []);
    const field = 'InvalidInputException: Entity orders has no field price.';
    t.equal(await refusal(records({ SelectedFields: ['price'] })), field);
    t.equal(await refusal(records({ OrderBy: 'price' })), field);
    const absent = 'EntityNotFoundException: Entity nope is not found.';
    t.equal(await refusal(glue.describeEntity({ ConnectionName, EntityName: 'nope' })), absent);
    t.equal(
      await refusal(records({ EntityName: 'toString' })),
      'EntityNotFoundException: Entity toString is not found.',
    );
    t.equal(await refusal(glue.listEntities({ ConnectionName, ParentEntityName: 'nope' })), absent);
    const gone = 'EntityNotFoundException: Connection with name gone in account 123456789012 is not found';
    t.equal(await refusal(glue.listEntities({ ConnectionName: 'gone' })), gone);
  });

  t.test('without a connection the entities are the catalog’s', async (t) => {
    await glue.createDatabase({ DatabaseInput: { Name: 'db' } });
    const Columns = [{ Name: 'id', Type: 'int' }];
    await glue.createTable({ DatabaseName: 'db', TableInput: { Name: 't', StorageDescriptor: { Columns } } });
    t.match((await glue.listEntities({})).Entities, [{ EntityName: 'db', IsParentEntity: true, Category: 'DATABASE' }]);
    const { Entities } = await glue.listEntities({ ParentEntityName: 'DB' });
    t.match(Entities, [{ EntityName: 'db.t', Label: 't', IsParentEntity: false, Category: 'TABLE' }]);
    const records = (EntityName: string, field: string) =>
      glue.getEntityRecords({ EntityName, Limit: 5, SelectedFields: [field] });
    t.same((await records('db.t', 'id')).Records, []);
    t.equal(await refusal(records('db.t', 'x')), 'InvalidInputException: Entity db.t has no field x.');
    t.equal(await refusal(records('db.x', 'id')), 'EntityNotFoundException: Entity db.x is not found.');
    t.equal(
      await refusal(glue.listEntities({ ParentEntityName: 'x' })),
      'EntityNotFoundException: Entity x is not found.',
    );
  });
});
