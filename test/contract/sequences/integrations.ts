/** Zero-ETL integrations and the properties of their ends. */
import { arn, Role, RUN_OVER, type Step } from './step.js';

const ResourceArn = arn('database/shop');
const SourceArn = 'arn:aws:dynamodb:us-east-1:123456789012:table/orders';
const end = { ResourceArn };
const table = { ResourceArn, TableName: 'orders' };
const integration = { IntegrationIdentifier: '$CreateIntegration.IntegrationArn' };

export const integrations: readonly Step[] = [
  ['CreateDatabase', { DatabaseInput: { Name: 'shop' } }],
  ['GetDatabases', {}, { DatabaseList: [{ Name: 'shop' }] }],
  ['CreateIntegrationResourceProperty', { ...end, TargetProcessingProperties: { RoleArn: Role } }, end],
  ['GetIntegrationResourceProperty', end, { ...end, TargetProcessingProperties: { RoleArn: Role } }],
  ['UpdateIntegrationResourceProperty', { ...end, TargetProcessingProperties: { RoleArn: `${Role}2` } }, end],
  [
    'ListIntegrationResourceProperties',
    {},
    { IntegrationResourcePropertyList: [{ ...end, TargetProcessingProperties: { RoleArn: `${Role}2` } }] },
  ],
  ['CreateIntegrationResourceProperty', { ResourceArn: SourceArn, SourceProcessingProperties: { RoleArn: Role } }],
  ['ListIntegrationResourceProperties', {}, { IntegrationResourcePropertyList: { length: 2 } }],
  ['CreateIntegrationTableProperties', { ...table, TableName: 'spare' }],
  ['GetIntegrationTableProperties', { ...table, TableName: 'spare' }, { TableName: 'spare' }],
  ['CreateIntegrationTableProperties', { ...table, TargetTableConfig: { TargetTableName: 'old' } }],
  ['GetIntegrationTableProperties', table, { ...table, TargetTableConfig: { TargetTableName: 'old' } }],
  ['UpdateIntegrationTableProperties', { ...table, TargetTableConfig: { TargetTableName: 'new' } }],
  [
    'ListIntegrationTableProperties',
    {},
    { IntegrationTablePropertiesList: [{ ...table, TargetTableConfig: { TargetTableName: 'new' } }] },
  ],
  ['DeleteIntegrationTableProperties', table],
  ['GetIntegrationTableProperties', table, 'EntityNotFoundException'],

  ['CreateIntegration', { IntegrationName: 'spare', SourceArn, TargetArn: ResourceArn }, { Status: 'CREATING' }],
  ['DescribeIntegrations', {}, { Integrations: [{ IntegrationName: 'spare' }] }],
  [
    'CreateIntegration',
    {
      IntegrationName: 'i',
      IntegrationConfig: { RefreshInterval: '60' },
      SourceArn,
      TargetArn: ResourceArn,
      Tags: [{ key: 'team', value: 'a' }],
    },
    { Status: 'CREATING' },
  ],
  [
    'DescribeIntegrations',
    integration,
    { Integrations: [{ IntegrationName: 'i', SourceArn, TargetArn: ResourceArn, Status: 'CREATING' }] },
  ],
  RUN_OVER,
  ['ModifyIntegration', { ...integration, Description: 'new' }, { Status: 'MODIFYING' }],
  ['DescribeIntegrations', integration, { Integrations: [{ Description: 'new' }] }],
  [
    'DescribeInboundIntegrations',
    { IntegrationArn: '$CreateIntegration.IntegrationArn', TargetArn: ResourceArn },
    { InboundIntegrations: [{ SourceArn, Status: 'MODIFYING' }] },
  ],
  ['DescribeInboundIntegrations', { TargetArn: ResourceArn }, { InboundIntegrations: { length: 2 } }],
  ['DescribeIntegrations', {}, { Integrations: { length: 2 } }],
  ['DeleteIntegration', integration, { Status: 'DELETING' }],
  RUN_OVER,
  ['DescribeIntegrations', integration, 'IntegrationNotFoundFault'],
  ['DeleteIntegrationResourceProperty', end],
  ['GetIntegrationResourceProperty', end, 'EntityNotFoundException'],
];
