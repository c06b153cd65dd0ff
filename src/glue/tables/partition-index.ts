/**
 * Indexes over a table's partition keys, at most three. Building and deleting one takes time, during which no other of the table can be
 * built or deleted, and it is not there for who would delete it; its state is worked out from its start and the clock when it is read.
 * Texts and the order of refusals are observed.
 */
import type { KeySchemaElement, PartitionIndex, PartitionIndexDescriptor, Table } from '@aws-sdk/client-glue';
import type { Scope } from '../../context.js';
import { partitionIndex as faults } from '../../faults/tables.js';
import { type Id, Kind } from '../../kinds/kind.js';
import type { Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import { requireTable, tables } from './table-entity.js';

interface KeptIndex {
  IndexName: string;
  Keys: Wire<KeySchemaElement>[];
  /** Epoch milliseconds at which it is built, and at which it is gone. */
  activeAt: number;
  goneAt?: number;
}

/** Ids are [catalog, database, table, index]. */
export const partitionIndexes = new Kind<KeptIndex>({
  noun: 'partitionIndex',
  parent: tables,
  folded: true,
  faults: {
    absent: faults.absent,
    exists: faults.sameName,
  },
});

export const partitionIndexHandlers: GlueHandlers = {
  /** @limit The index makes no read faster. */
  CreatePartitionIndex(input, context) {
    const { scope, id, table } = requireTable(context, input);
    const others = present(scope, id);
    requireIdle(scope, others);
    addIndex(scope, id, table, input.PartitionIndex, scope.now + scope.runMs);
    return {};
  },

  /** @limit No index ever fails to be built: BackfillErrors are empty. */
  GetPartitionIndexes(input, context) {
    const { scope, id } = requireTable(context, input);
    present(scope, id);
    const { items, NextToken } = partitionIndexes.page(scope, id, input, (index) => descriptor(scope, index));
    return { PartitionIndexDescriptorList: items, NextToken };
  },

  DeletePartitionIndex(input, context) {
    const { scope, id } = requireTable(context, input);
    const indexId = [...id, input.IndexName];
    const others = present(scope, id);
    const index = partitionIndexes.get(scope, indexId);
    if (statusOf(scope, index) !== 'ACTIVE') throw faults.absent(input.IndexName);
    requireIdle(scope, others);
    const goneAt = scope.now + scope.runMs;
    if (goneAt > scope.now) partitionIndexes.put(scope, indexId, { ...index, goneAt });
    else partitionIndexes.remove(scope, indexId);
    return {};
  },
};

/** Indexes that come with CreateTable: the table is empty, so they are built at once. */
export function indexesOfNewTable(
  scope: Scope,
  id: Id,
  table: Wire<Table>,
  indexes: readonly Wire<PartitionIndex>[],
): void {
  for (const index of indexes) addIndex(scope, id, table, index, scope.now);
}

const LIMIT = 3;

function addIndex(
  scope: Scope,
  id: Id,
  table: Wire<Table>,
  { IndexName, Keys }: Wire<PartitionIndex>,
  activeAt: number,
): void {
  const keys = Keys.map((name) => keyOf(table, name));
  const unknown = Keys.filter((_, index) => keys[index] === undefined);
  if (Keys.length === 0 || unknown.length > 0) throw faults.unknownKeys(unknown);
  const known = keys.filter((key) => key !== undefined);
  const others = present(scope, id);
  if (others.length >= LIMIT) throw faults.limit();
  if (others.some((other) => other.IndexName.toLowerCase() === IndexName.toLowerCase()))
    throw faults.sameName(IndexName);
  const twin = others.find((other) => namesOf(other.Keys) === namesOf(known));
  if (twin) throw faults.sameKeys(twin.IndexName);
  partitionIndexes.create(scope, [...id, IndexName], { IndexName, Keys: known, activeAt });
}

function keyOf({ PartitionKeys = [] }: Wire<Table>, name: string): Wire<KeySchemaElement> | undefined {
  const column = PartitionKeys.find(({ Name }) => Name.toLowerCase() === name.toLowerCase());
  return column && { Name: column.Name, Type: column.Type ?? 'string' };
}

function namesOf(keys: readonly Wire<KeySchemaElement>[]): string {
  return JSON.stringify(keys.map(({ Name }) => Name));
}

/** The table's indexes, without those whose deletion is over, which are removed in passing. */
function present(scope: Scope, table: Id): KeptIndex[] {
  const indexes = [...partitionIndexes.all(scope, table)];
  const isGone = ({ goneAt }: KeptIndex) => goneAt !== undefined && goneAt <= scope.now;
  for (const index of indexes.filter(isGone)) partitionIndexes.remove(scope, [...table, index.IndexName]);
  return indexes.filter((index) => !isGone(index));
}

function requireIdle(scope: Scope, indexes: readonly KeptIndex[]): void {
  for (const index of indexes) {
    const status = statusOf(scope, index);
    if (status !== 'ACTIVE') throw faults.busy(index.IndexName, status);
  }
}

function statusOf({ now }: Scope, { activeAt, goneAt }: KeptIndex): Wire<PartitionIndexDescriptor>['IndexStatus'] {
  if (goneAt !== undefined) return 'DELETING';
  return activeAt > now ? 'CREATING' : 'ACTIVE';
}

function descriptor(scope: Scope, index: KeptIndex): Wire<PartitionIndexDescriptor> {
  return { IndexName: index.IndexName, Keys: index.Keys, IndexStatus: statusOf(scope, index), BackfillErrors: [] };
}
