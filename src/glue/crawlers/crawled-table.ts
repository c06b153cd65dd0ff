/** A table that was found, as a crawler describes it to the data catalog: members, Parameters and their values as observed on AWS. */
import { createHash } from 'node:crypto';
import type { Column, PartitionInput, StorageDescriptor, Table, TableInput } from '@aws-sdk/client-glue';
import type { Wire } from '../../model/types.js';
import { PARQUET_FORMATS, TEXT_FORMATS } from './s3-target/format.js';
import type { FoundPartition, FoundTable, Statistics } from './s3-target/grouping.js';

export interface CrawledTable extends FoundTable {
  bucket: string;
  /** The crawler that found it. */
  crawler: string;
}

const LONGEST_NAME = 128;

/** Lower case, and an underscore for whatever is no letter or digit (developer guide). */
export function tableName(prefix: string, { name }: FoundTable): string {
  return (prefix + name)
    .toLowerCase()
    .replace(/[^a-z0-9_]/g, '_')
    .slice(0, LONGEST_NAME);
}

/** The name when another table has it: AWS appends a hash too (developer guide), of what it does not say. */
export function distinctName(name: string, table: CrawledTable): string {
  const hash = createHash('md5').update(locationOf(table, table.path)).digest('hex');
  return `${name.slice(0, LONGEST_NAME - hash.length - 1)}_${hash}`;
}

export function locationOf({ bucket }: CrawledTable, path: string): string {
  return `s3://${bucket}/${path}`;
}

/** @param now epoch seconds. */
export function tableInput(Name: string, table: CrawledTable, columns: Wire<Column>[], now: number): Wire<TableInput> {
  return {
    Name,
    Owner: 'owner',
    LastAccessTime: now,
    Retention: 0,
    StorageDescriptor: descriptor(table, table.path, columns, table.statistics),
    PartitionKeys: table.partitionKeys.map((key) => ({ Name: key, Type: 'string' })),
    TableType: 'EXTERNAL_TABLE',
    Parameters: parametersOf(table, table.statistics),
  };
}

export function partitionInput(
  table: CrawledTable,
  { values, path, statistics }: FoundPartition,
  columns: Wire<Column>[],
  now: number,
): Wire<PartitionInput> {
  return {
    Values: values,
    LastAccessTime: now,
    StorageDescriptor: descriptor(table, path, columns, statistics),
    Parameters: parametersOf(table, statistics),
  };
}

function descriptor(
  table: CrawledTable,
  path: string,
  Columns: Wire<Column>[],
  statistics: Statistics,
): Wire<StorageDescriptor> {
  const { classification, compressionType, serde } = table.format;
  return {
    Columns,
    Location: locationOf(table, path),
    ...(classification === 'parquet' ? PARQUET_FORMATS : TEXT_FORMATS),
    Compressed: compressionType !== 'none',
    NumberOfBuckets: -1,
    SerdeInfo: serde,
    BucketColumns: [],
    SortColumns: [],
    Parameters: parametersOf(table, statistics),
    StoredAsSubDirectories: false,
  };
}

function parametersOf(
  { format, crawler }: CrawledTable,
  { objectCount, recordCount, size }: Statistics,
): Record<string, string> {
  return {
    ...format.parameters,
    CrawlerSchemaDeserializerVersion: '1.0',
    CrawlerSchemaSerializerVersion: '1.0',
    UPDATED_BY_CRAWLER: crawler,
    averageRecordSize: String(recordCount > 0 ? Math.round(size / recordCount) : 0),
    classification: format.classification,
    compressionType: format.compressionType,
    objectCount: String(objectCount),
    recordCount: String(recordCount),
    sizeKey: String(size),
    typeOfData: 'file',
  };
}

/** Set on tables of which a later crawl finds nothing any more, to the epoch milliseconds of that crawl (observed). */
const DEPRECATED = 'DEPRECATED_BY_CRAWLER';

export function isDeprecated({ Parameters = {} }: Wire<Table>): boolean {
  return DEPRECATED in Parameters;
}

/** A table's description, marked. @param now epoch milliseconds. */
export function deprecated(table: Wire<Table>, now: number): Wire<TableInput> {
  const mark = { [DEPRECATED]: String(now) };
  const { Name, Description, Owner, LastAccessTime, Retention = 0, PartitionKeys = [], TableType } = table;
  const Parameters = { ...table.Parameters, ...mark };
  const StorageDescriptor = {
    ...table.StorageDescriptor,
    Parameters: { ...table.StorageDescriptor?.Parameters, ...mark },
  };
  return {
    ...{ Name, Retention, StorageDescriptor, PartitionKeys, Parameters },
    ...(Description !== undefined && { Description }),
    ...(Owner !== undefined && { Owner }),
    ...(LastAccessTime !== undefined && { LastAccessTime }),
    ...(TableType !== undefined && { TableType }),
  };
}
