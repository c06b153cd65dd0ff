/** What a sequence of calls is made of. Values are as they lie on the wire, so any client can be given them: times are epoch seconds. */
import type { Fields } from '../send.js';

/**
 * A call: its operation, its input, and what its answer has to match, or the name of the error that refuses it. The text
 * `$Operation.Member` stands for that member of what the operation answered last, `$Operation.List.0` for an element.
 */
export type Call = readonly [operation: string, input: Fields, answer?: Fields | string];

/** A call, or time that passes: a run takes ten minutes. */
export type Step = Call | { readonly advance: string };

export function isCall(step: Step): step is Call {
  return !('advance' in step);
}

export const RUN_OVER: Step = { advance: '11m' };
export const CatalogId = '123456789012';
export const Role = `arn:aws:iam::${CatalogId}:role/glue`;

export const arn = (resource: string): string => `arn:aws:glue:us-east-1:${CatalogId}:${resource}`;

export const DatabaseName = 'shop';
export const TableName = 'orders';
export const TABLE: Fields = { DatabaseName, TableName };
export const Columns = [
  { Name: 'id', Type: 'bigint' },
  { Name: 'city', Type: 'string' },
];
const StorageDescriptor = { Columns, Location: 's3://shop/orders/' };

/** A database with a partitioned table, for what is about tables. */
export const SHOP: readonly Step[] = [
  ['CreateDatabase', { DatabaseInput: { Name: DatabaseName } }],
  ['GetDatabase', { Name: DatabaseName }, { Database: { Name: DatabaseName } }],
  [
    'CreateTable',
    {
      DatabaseName,
      TableInput: { Name: TableName, StorageDescriptor, PartitionKeys: [{ Name: 'day', Type: 'string' }] },
    },
  ],
  ['GetTable', { DatabaseName, Name: TableName }, { Table: { Name: TableName, DatabaseName, VersionId: '0' } }],
];
