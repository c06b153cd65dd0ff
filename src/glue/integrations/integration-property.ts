/** Properties of the ends of zero-ETL integrations: of a source connection or a target database, and of the tables replicated between them. */
import { createHash } from 'node:crypto';
import type { IntegrationResourceProperty, IntegrationTableProperties, TargetTableConfig } from '@aws-sdk/client-glue';
import type { Context } from '../../context.js';
import { integrationProperty as faults } from '../../faults/integrations.js';
import { arnParts } from '../../kinds/arn.js';
import { type Id, Kind } from '../../kinds/kind.js';
import type { Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import { integrations, isAbsent, tagMap } from './integration.js';
import { filtered, pageRequest } from './marker.js';

type ResourceProperty = Wire<IntegrationResourceProperty>;
type TableProperties = Wire<IntegrationTableProperties>;

/** Ids are [property id], which follows from the resource's ARN. */
export const resourceProperties = new Kind<ResourceProperty>({
  noun: 'integrationresourceproperty',
  tagged: true,
  faults,
});

/** Ids are [resource ARN, table]. */
const tableProperties = new Kind<TableProperties>({
  noun: 'integrationtableproperties',
  faults: {
    absent: faults.tableAbsent,
    exists: faults.tableExists,
  },
});

export const integrationPropertyHandlers: GlueHandlers = {
  /** @limit Nothing is replicated by it; keys, roles and networks are not looked for. */
  CreateIntegrationResourceProperty({ Tags = [], ...given }, context) {
    requireResource(context, given.ResourceArn);
    const id = propertyId(given.ResourceArn);
    if (resourceProperties.has(context, id)) throw faults.exists(given.ResourceArn);
    const property = { ...given, ResourcePropertyArn: resourceProperties.arn(context, id) };
    return resourceProperties.create(context, id, property, tagMap(Tags));
  },

  GetIntegrationResourceProperty({ ResourceArn }, context) {
    return requiredProperty(context, ResourceArn);
  },

  /** What is not given stays. */
  UpdateIntegrationResourceProperty(given, context) {
    const property = { ...requiredProperty(context, given.ResourceArn), ...given };
    resourceProperties.put(context, propertyId(given.ResourceArn), property);
    return property;
  },

  DeleteIntegrationResourceProperty({ ResourceArn }, context) {
    requiredProperty(context, ResourceArn);
    resourceProperties.remove(context, propertyId(ResourceArn));
    return {};
  },

  ListIntegrationResourceProperties(input, context) {
    const isChosen = filtered<ResourceProperty>(input.Filters ?? [], {
      SourceArn: ({ ResourceArn, SourceProcessingProperties: source }) => source && ResourceArn,
      TargetArn: ({ ResourceArn, TargetProcessingProperties: target }) => target && ResourceArn,
    });
    const { items, NextToken } = resourceProperties.page(context, [], pageRequest(input), (property) =>
      isChosen(property) ? property : undefined,
    );
    return { IntegrationResourcePropertyList: items, ...(NextToken && { Marker: NextToken }) };
  },

  /** @limit Nothing is replicated by them. */
  CreateIntegrationTableProperties(given, context) {
    requireResource(context, given.ResourceArn);
    checkTarget(context, given.TargetTableConfig);
    tableProperties.create(context, [given.ResourceArn, given.TableName], given);
    return {};
  },

  GetIntegrationTableProperties({ ResourceArn, TableName }, context) {
    return tableProperties.get(context, [ResourceArn, TableName]);
  },

  /** What is not given stays. */
  UpdateIntegrationTableProperties(given, context) {
    const id = [given.ResourceArn, given.TableName];
    checkTarget(context, given.TargetTableConfig);
    tableProperties.put(context, id, { ...tableProperties.get(context, id), ...given });
    return {};
  },

  DeleteIntegrationTableProperties({ ResourceArn, TableName }, context) {
    tableProperties.remove(context, [ResourceArn, TableName]);
    return {};
  },

  ListIntegrationTableProperties(input, context) {
    const isChosen = filtered<TableProperties>(input.Filters ?? [], {
      SourceArn: ({ ResourceArn, SourceTableConfig: source }) => source && ResourceArn,
      TargetArn: ({ ResourceArn, TargetTableConfig: target }) => target && ResourceArn,
      SourceTableName: ({ TableName }) => TableName,
      TargetTableName: ({ TableName, TargetTableConfig: target }) => target && (target.TargetTableName ?? TableName),
    });
    const { items, NextToken } = tableProperties.page(context, [], pageRequest(input), (properties) =>
      isChosen(properties) ? properties : undefined,
    );
    return { IntegrationTablePropertiesList: items, ...(NextToken && { Marker: NextToken }) };
  },
};

/** In the form of a UUID. */
function propertyId(resourceArn: string): Id {
  const digest = createHash('sha256').update(resourceArn).digest('hex');
  return [digest.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')];
}

function requiredProperty(context: Context, resourceArn: string): ResourceProperty {
  const property = resourceProperties.find(context, propertyId(resourceArn));
  if (!property) throw faults.absent(resourceArn);
  return property;
}

function requireResource(context: Context, arn: string): void {
  if (!arnParts(arn)) throw faults.notArn(arn);
  if (isAbsent(context, arn)) throw faults.resourceAbsent(arn);
}

/** The values of the API reference. */
const FUNCTIONS = ['identity', 'year', 'month', 'day', 'hour'];
const CONVERSIONS = ['epoch_sec', 'epoch_milli', 'iso'];

function checkTarget(context: Context, { PartitionSpec = [], IntegrationArn }: Wire<TargetTableConfig> = {}): void {
  const integration = IntegrationArn === undefined ? undefined : integrations.idOf(context, IntegrationArn);
  if (IntegrationArn && !(integration && integrations.has(context, integration)))
    throw faults.resourceAbsent(IntegrationArn);
  for (const { FunctionSpec, ConversionSpec } of PartitionSpec) {
    if (FunctionSpec !== undefined && !FUNCTIONS.includes(FunctionSpec)) throw faults.partitionFunction(FunctionSpec);
    if (ConversionSpec !== undefined && !CONVERSIONS.includes(ConversionSpec)) throw faults.conversion(ConversionSpec);
  }
}
