/**
 * Entities of connected data stores. No store is asked: a connection of a registered type has the entities that the type declares, of
 * other types it has none, and without a connection they are the catalog's databases and tables. None of them has records.
 */
import type { Entity, EntityConfiguration, Field, FieldDefinition, FieldFilterOperator } from '@aws-sdk/client-glue';
import type { Context } from '../../context.js';
import { invalidToken } from '../../faults/common.js';
import { connectedEntity as faults } from '../../faults/connections.js';
import { sortedPage } from '../../kinds/sorted-page.js';
import type { Input, Wire } from '../../model/types.js';
import { catalogOf } from '../data-catalog/catalog.js';
import { databases } from '../data-catalog/database.js';
import type { GlueHandlers } from '../handlers.js';
import { allColumns, tables } from '../tables/table-entity.js';
import { connections } from './connection.js';
import { connectionTypes } from './connection-type/registered.js';

export const connectedEntityHandlers: GlueHandlers = {
  /**
   * @limit Asks no data store: lists what a registered connection type declares, or the catalog's databases and tables.
   */
  ListEntities(input, context) {
    const entities = input.ConnectionName === undefined ? catalogued(input, context) : declared(input, context);
    const { items, NextToken } = sortedPage(context, input, {
      values: entities,
      placeOf: ({ EntityName = '' }) => [EntityName],
      told: (entity) => entity,
    });
    return { Entities: items, NextToken };
  },

  /**
   * In the order of their declaration.
   *
   * @limit Asks no data store: tells what a registered connection type declares.
   */
  DescribeEntity(input, context) {
    const { Schema = {} } = requireEntity(input, context);
    const { items, NextToken } = sortedPage(context, input, {
      values: Object.values(Schema).entries(),
      placeOf: ([place]) => [place],
      told: ([, definition]) => fieldOf(definition),
    });
    return { Fields: items, NextToken };
  },

  /** @limit Asks no data store: there are no records. */
  GetEntityRecords(input, context) {
    const { ConnectionName, EntityName, OrderBy, SelectedFields = [], NextToken } = input;
    if (NextToken !== undefined) throw invalidToken();
    const known =
      ConnectionName === undefined
        ? columnsOf(input, context)
        : Object.values(requireEntity({ ...input, ConnectionName }, context).Schema ?? {}).map(({ Name }) => Name);
    const [orderedBy = ''] = OrderBy?.split(/[\s,]/) ?? [];
    for (const name of [...SelectedFields, ...(orderedBy === '' ? [] : [orderedBy])])
      if (!known.includes(name)) throw faults.field(name, EntityName);
    return { Records: [] };
  },
};

interface Naming {
  CatalogId?: string | undefined;
  ConnectionName?: string | undefined;
}

function declaredBy(input: Naming, context: Context): Record<string, Wire<EntityConfiguration>> {
  const connection = connections.get(context, [catalogOf(input, context), input.ConnectionName ?? '']);
  const type = connectionTypes.find(context, [connection.ConnectionType ?? '']);
  return type?.RestConfiguration.EntityConfigurations ?? {};
}

/** Declared entities have no children. */
function declared(input: Input<'ListEntities'>, context: Context): Wire<Entity>[] {
  const entities = declaredBy(input, context);
  const { ParentEntityName: parent } = input;
  if (parent !== undefined) {
    if (!Object.hasOwn(entities, parent)) throw faults.absent(parent);
    return [];
  }
  return Object.keys(entities).map((name) => ({ EntityName: name, Label: name, IsParentEntity: false }));
}

function catalogued(input: Input<'ListEntities'>, context: Context): Wire<Entity>[] {
  const { ParentEntityName: parent } = input;
  const catalog = catalogOf(input, context);
  if (parent === undefined) {
    const names = [...databases.all(context, [catalog])].map(({ Name = '' }) => Name);
    return names.map((name) => ({ EntityName: name, Label: name, IsParentEntity: true, Category: 'DATABASE' }));
  }
  if (!databases.has(context, [catalog, parent])) throw faults.absent(parent);
  const names = [...tables.all(context, [catalog, parent])].map(({ Name = '' }) => Name);
  return names.map((name) => {
    const EntityName = `${databases.fold(parent)}.${name}`;
    return { EntityName, Label: name, IsParentEntity: false, Category: 'TABLE' };
  });
}

function requireEntity(input: Naming & { EntityName: string }, context: Context): Wire<EntityConfiguration> {
  const entities = declaredBy(input, context);
  const entity = Object.hasOwn(entities, input.EntityName) ? entities[input.EntityName] : undefined;
  if (!entity) throw faults.absent(input.EntityName);
  return entity;
}

function columnsOf(input: Input<'GetEntityRecords'>, context: Context): string[] {
  const [database = '', ...table] = input.EntityName.split('.');
  const entity = tables.find(context, [catalogOf(input, context), database, table.join('.')]);
  if (!entity) throw faults.absent(input.EntityName);
  return allColumns(entity).map(({ Name }) => Name);
}

const COMPARISONS: FieldFilterOperator[] = [
  'LESS_THAN',
  'GREATER_THAN',
  'BETWEEN',
  'EQUAL_TO',
  'NOT_EQUAL_TO',
  'GREATER_THAN_OR_EQUAL_TO',
  'LESS_THAN_OR_EQUAL_TO',
  'CONTAINS',
];

/** REST connectors read only. */
function fieldOf(definition: Wire<FieldDefinition>): Wire<Field> {
  const { Name, FieldDataType, IsNullable = true, IsPartitionable = false, IsQueryable = false } = definition;
  const SupportedFilterOperators: FieldFilterOperator[] = [
    ...(IsQueryable ? COMPARISONS : []),
    ...(definition.IsOrderable ? (['ORDER_BY'] as const) : []),
  ];
  return {
    FieldName: Name,
    Label: Name,
    FieldType: FieldDataType,
    IsPrimaryKey: false,
    IsNullable,
    IsRetrievable: true,
    IsFilterable: IsQueryable,
    IsPartitionable,
    IsCreateable: false,
    IsUpdateable: false,
    IsUpsertable: false,
    IsDefaultOnCreate: false,
    SupportedFilterOperators,
  };
}
