/**
 * Partitions of tables, named by their values. Values stand in the key, in order, so that a page is a range read and an expression is
 * tried on keys alone: only partitions that are answered are read.
 */
import { createHash } from 'node:crypto';
import type { Partition, PartitionInput, Segment, Table } from '@aws-sdk/client-glue';
import { type Context, type Scope, timestamp } from '../../context.js';
import { partition as faults, table as tableFaults } from '../../faults/tables.js';
import { type Id, Kind } from '../../kinds/kind.js';
import { type Page, page } from '../../kinds/page.js';
import type { Input, Wire } from '../../model/types.js';
import { isShortened, type Key } from '../../state/key.js';
import type { Entry } from '../../state/store.js';
import { errorsOf } from '../batch-error.js';
import type { GlueHandlers } from '../handlers.js';
import { compilePartitionExpression, InvalidExpression, InvalidPartitionValue } from './partition-expression/index.js';
import { filledDescriptor } from './storage-descriptor.js';
import { requireTable, tables } from './table-entity.js';

type Values = readonly string[];

/** Parts of an id that name the table; the values behind them keep their case. */
const TABLE_DEPTH = 3;

/** Ids are [catalog, database, table, …values], and behind them whatever a partition has. */
export class PartitionKind<Entity extends object> extends Kind<Entity> {
  override key(scope: Scope, id: Id): Key {
    return [...super.key(scope, id.slice(0, TABLE_DEPTH)), ...id.slice(TABLE_DEPTH)];
  }
}

export const partitions = new PartitionKind<Wire<Partition>>({
  noun: 'partition',
  parent: tables,
  folded: true,
  faults,
});

export const partitionHandlers: GlueHandlers = {
  CreatePartition(input, context) {
    const { scope, id, table } = requireTable(context, input);
    createPartition(scope, id, table, input.PartitionInput);
    return {};
  },

  BatchCreatePartition(input, context) {
    const { scope, id, table } = requireTable(context, input);
    for (const { Values = [] } of input.PartitionInputList) requireValues(table, Values);
    const Errors = errorsOf(
      input.PartitionInputList,
      (partition) => createPartition(scope, id, table, partition),
      ({ Values = [] }, ErrorDetail) => ({ PartitionValues: Values, ErrorDetail }),
    );
    return { Errors };
  },

  GetPartition(input, context) {
    const { scope, id, table } = requireTable(context, input);
    if (table.TargetTable) return {};
    requireValues(table, input.PartitionValues);
    return { Partition: partitions.get(scope, [...id, ...input.PartitionValues]) };
  },

  GetPartitions(input, context) {
    const { items, NextToken } = partitionPage(context, input);
    return { Partitions: input.ExcludeColumnSchema ? items.map(withoutColumns) : items, NextToken };
  },

  BatchGetPartition(input, context) {
    const { scope, id, table } = requireTable(context, input);
    if (table.TargetTable) return { Partitions: [], UnprocessedKeys: [] };
    for (const { Values } of input.PartitionsToGet) requireValues(table, Values);
    const found = input.PartitionsToGet.map(({ Values }) => partitions.find(scope, [...id, ...Values]));
    return { Partitions: found.filter((partition) => partition !== undefined), UnprocessedKeys: [] };
  },

  UpdatePartition(input, context) {
    const { scope, id, table } = requireTable(context, input);
    requireValues(table, input.PartitionValueList);
    if (!partitions.has(scope, [...id, ...input.PartitionValueList])) throw faults.absent();
    updatePartition(scope, id, table, input.PartitionValueList, input.PartitionInput);
    return {};
  },

  BatchUpdatePartition(input, context) {
    const { scope, id, table } = requireTable(context, input);
    const Errors = errorsOf(
      input.Entries,
      ({ PartitionValueList, PartitionInput }) => {
        requireValues(table, PartitionValueList);
        if (!partitions.has(scope, [...id, ...PartitionValueList])) throw faults.absentInUpdate(PartitionValueList);
        updatePartition(scope, id, table, PartitionValueList, PartitionInput);
      },
      ({ PartitionValueList }, ErrorDetail) => ({ PartitionValueList, ErrorDetail }),
    );
    return { Errors };
  },

  DeletePartition(input, context) {
    const { scope, id, table } = requireTable(context, input);
    requireValues(table, input.PartitionValues);
    partitions.remove(scope, [...id, ...input.PartitionValues]);
    return {};
  },

  BatchDeletePartition(input, context) {
    const { scope, id, table } = requireTable(context, input);
    for (const { Values } of input.PartitionsToDelete) requireValues(table, Values);
    const Errors = errorsOf(
      input.PartitionsToDelete,
      ({ Values }) => {
        if (!partitions.has(scope, [...id, ...Values])) throw faults.absentInBatch();
        partitions.remove(scope, [...id, ...Values]);
      },
      ({ Values }, ErrorDetail) => ({ PartitionValues: Values, ErrorDetail }),
    );
    return { Errors };
  },
};

/** The partition that an operation on it, or on what it has, names. */
export function requirePartition(
  context: Context,
  input: Parameters<typeof requireTable>[1] & { PartitionValues: Values },
  absent: (values: Values) => Error = faults.absent,
): { scope: Scope; id: Id; table: Wire<Table>; partition: Wire<Partition> } {
  const { scope, id: tableId, table } = requireTable(context, input);
  requireValues(table, input.PartitionValues);
  const id = [...tableId, ...input.PartitionValues];
  const partition = partitions.find(scope, id);
  if (!partition) throw absent(input.PartitionValues);
  return { scope, id, table, partition };
}

/**
 * Partitions of a table: those of the expression and of the segment.
 *
 * @param badValue what is thrown for a partition whose value is not of its key's type, when the expression compares it.
 */
export function partitionPage(
  context: Context,
  input: Omit<Input<'GetPartitions'>, 'ExcludeColumnSchema'>,
  badValue: (reason: string) => Error = faults.badValue,
): Page<Wire<Partition>> & { table: Wire<Table> } {
  const { scope, id, table } = requireTable(context, input);
  if (table.TargetTable) return { items: [], table };
  try {
    const wanted = selection(input, table);
    const found = page(scope, input, {
      prefix: partitions.key(scope, id),
      entries: (after) => selected(scope, id, wanted, after),
      size: 1000,
      select: ({ value }) => value,
      tokenAtEnd: true, // Observed: GetPartitions answers a token on its last page as well; the page behind it is empty.
    });
    return { ...found, table };
  } catch (error) {
    if (error instanceof InvalidExpression) throw faults.badExpression(error.message);
    if (error instanceof InvalidPartitionValue) throw badValue(error.message);
    throw error;
  }
}

/**
 * A table that is still a resource link was named through another one: its partitions cannot be changed, and reading finds none (Lake
 * Formation developer guide).
 */
function requireValues({ PartitionKeys = [], TargetTable }: Wire<Table>, values: Values): void {
  if (TargetTable) throw tableFaults.throughTwoLinks();
  if (values.length !== PartitionKeys.length || values.length === 0) throw faults.valueCount();
}

function createPartition(context: Context, id: Id, table: Wire<Table>, given: Wire<PartitionInput>): void {
  const { Values = [] } = given;
  requireValues(table, Values);
  partitions.create(context, [...id, ...Values], described(table, given, Values, timestamp(context)));
}

/** The new values may differ from the old ones: the partition is then another. */
function updatePartition(context: Context, id: Id, table: Wire<Table>, old: Values, given: Wire<PartitionInput>): void {
  const { Values = old } = given;
  requireValues(table, Values);
  const oldId = [...id, ...old];
  const newId = [...id, ...Values];
  const moves = JSON.stringify(Values) !== JSON.stringify(old);
  if (moves && partitions.has(context, newId)) throw faults.taken();
  const { CreationTime = timestamp(context) } = moves
    ? partitions.remove(context, oldId)
    : partitions.get(context, oldId);
  partitions.put(context, newId, described(table, given, Values, CreationTime));
}

function described(
  table: Wire<Table>,
  given: Wire<PartitionInput>,
  values: Values,
  CreationTime: number,
): Wire<Partition> {
  const { DatabaseName, Name: TableName, CatalogId } = table;
  const StorageDescriptor = given.StorageDescriptor && filledDescriptor(given.StorageDescriptor);
  return {
    ...given,
    Values: [...values],
    DatabaseName,
    TableName,
    CatalogId,
    CreationTime,
    ...(StorageDescriptor && { StorageDescriptor }),
  };
}

function withoutColumns({ StorageDescriptor, ...partition }: Wire<Partition>): Wire<Partition> {
  if (!StorageDescriptor) return partition;
  const { Columns: _, ...rest } = StorageDescriptor;
  return { ...partition, StorageDescriptor: rest };
}

/** Which partitions GetPartitions wants: those of its expression and of its segment. */
function selection(
  { Expression = '', Segment }: Input<'GetPartitions'>,
  { PartitionKeys = [] }: Wire<Table>,
): (values: Values) => boolean {
  const matches = compilePartitionExpression(Expression, PartitionKeys);
  return Segment ? (values) => isOfSegment(values, Segment) && matches(values) : matches;
}

/** Segments are disjoint and complete whatever the values are. */
function isOfSegment(values: Values, { SegmentNumber, TotalSegments }: Wire<Segment>): boolean {
  const digest = createHash('sha1').update(JSON.stringify(values)).digest();
  return digest.readUInt32BE() % TotalSegments === SegmentNumber;
}

function* selected(
  context: Context,
  id: Id,
  wanted: (values: Values) => boolean,
  after: Key | undefined,
): Generator<Entry<Wire<Partition>>> {
  const rows = partitions.rows(context);
  const prefix = partitions.key(context, id);
  for (const key of rows.keys({ prefix, after })) {
    const inKey = key.slice(prefix.length).map(String);
    const shortened = inKey.some(isShortened);
    if (!shortened && !wanted(inKey)) continue;
    const value = rows.get(key);
    if (value && (!shortened || wanted(value.Values ?? []))) yield { key, value };
  }
}
