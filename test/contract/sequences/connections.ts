/** Connections, registered types of connections and what they connect to. */
import type { Fields } from '../send.js';
import type { Step } from './step.js';

const ConnectionProperties = { JDBC_CONNECTION_URL: 'jdbc:mysql://db:3306/shop', USERNAME: 'u', PASSWORD: 'p' };
const connection = (Name: string, more: Fields = {}) => ({
  ConnectionInput: { Name, ConnectionType: 'JDBC', ConnectionProperties, ...more },
});
const ConnectionType = 'REST-SHOP';
const registered = {
  ConnectionType,
  IntegrationType: 'REST',
  Description: 'The shop',
  ConnectionProperties: { Url: { Name: 'Url', Required: true, PropertyType: 'USER_INPUT' } },
  ConnectorAuthenticationConfiguration: { AuthenticationTypes: ['BASIC'] },
  RestConfiguration: {
    EntityConfigurations: {
      orders: {
        SourceConfiguration: { RequestMethod: 'GET', RequestPath: '/orders' },
        Schema: { id: { Name: 'id', FieldDataType: 'INT' } },
      },
    },
  },
};
const entity = { ConnectionName: 'shop', EntityName: 'orders' };

export const connections: readonly Step[] = [
  ['CreateConnection', connection('a')],
  ['GetConnection', { Name: 'a' }, { Connection: { Name: 'a', ConnectionType: 'JDBC', ConnectionProperties } }],
  ['UpdateConnection', { Name: 'a', ...connection('a', { Description: 'new' }) }],
  [
    'GetConnections',
    { HidePassword: true },
    {
      ConnectionList: [{ Name: 'a', Description: 'new', ConnectionProperties: { USERNAME: 'u', PASSWORD: undefined } }],
    },
  ],
  ['TestConnection', { ConnectionName: 'a' }],
  ['GetConnection', { Name: 'a' }, { Connection: { LastConnectionValidationTime: Number } }],

  ['RegisterConnectionType', registered],
  ['DescribeConnectionType', { ConnectionType }, { ConnectionType, Description: 'The shop' }],
  ['ListConnectionTypes', {}, { ConnectionTypes: [{ ConnectionType: 'ADOBEANALYTICS' }] }],
  ['CreateConnection', { ConnectionInput: { Name: 'shop', ConnectionType, ConnectionProperties: {} } }],
  ['ListEntities', { ConnectionName: 'shop' }, { Entities: [{ EntityName: 'orders' }] }],
  ['DescribeEntity', entity, { Fields: [{ FieldName: 'id', FieldType: 'INT' }] }],
  ['GetEntityRecords', { ...entity, Limit: 5 }, { Records: [] }],
  ['GetEntityRecords', { ...entity, EntityName: 'none', Limit: 5 }, 'EntityNotFoundException'],

  ['DeleteConnection', { ConnectionName: 'a' }],
  ['GetConnection', { Name: 'a' }, 'EntityNotFoundException'],
  ['BatchDeleteConnection', { ConnectionNameList: ['shop', 'none'] }, { Succeeded: ['shop'], Errors: { none: {} } }],
  ['GetConnections', {}, { ConnectionList: { length: 0 } }],
  ['DeleteConnectionType', { ConnectionType }],
  ['DescribeConnectionType', { ConnectionType }, 'InvalidInputException'],
];
