/**
 * Writes what a crawl found into the data catalog, with calls of the crawler's role. Which calls those are is not observed; they are of
 * what customers grant to crawlers that may do no more than they need: GetDatabase, GetTable, CreateTable, UpdateTable, BatchGetPartition
 * and BatchCreatePartition, and beside them those that a database or a table which is to be made or to go takes.
 *
 * Columns that changed are written as the SchemaChangePolicy says; partitions that are there already stay as they are. A crawl that finds
 * what the last one found writes nothing: not even what it counts, which would give a table a new version each time.
 */
import type { Column, Crawler, Table } from '@aws-sdk/client-glue';
import type { Wire } from '../../model/types.js';
import type { CrawlReport } from './crawl-report.js';
import { type CrawledTable, distinctName, isDeprecated, locationOf, tableInput, tableName } from './crawled-table.js';
import type { CrawlerConfiguration } from './crawler-configuration.js';
import type { Fault, RoleCall } from './role-calls.js';
import { glueColumns } from './s3-target/shape.js';

export interface Writing {
  call: RoleCall;
  crawler: Wire<Crawler>;
  database: string;
  configuration: CrawlerConfiguration;
  report: CrawlReport;
  /** Epoch milliseconds. */
  now: number;
}

/** A database that is not there is made, if there is something to put into it: AWS's code examples count on it. */
export function databaseIsThere({ call, database: Name, report }: Writing, isNeeded: boolean): boolean {
  const { fault } = call('GetDatabase', { Name });
  if (!fault) return true;
  if (!isNeeded) return false;
  const failure = fault.code === ABSENT ? call('CreateDatabase', { DatabaseInput: { Name } }).fault : fault;
  if (failure) report.fail(told(`Database ${Name}`, failure));
  return !failure;
}

export interface WrittenTable {
  name: string;
  isNew: boolean;
  /** Whether the catalog says now what was found, as far as the SchemaChangePolicy lets it. */
  succeeded: boolean;
}

export function writeTable(writing: Writing, table: CrawledTable): WrittenTable {
  const { crawler } = writing;
  const plain = tableName(crawler.TablePrefix ?? '', table);
  let name = plain;
  let existing = tableOfName(writing, name);
  if (existing && !isOf(existing, table)) {
    name = distinctName(plain, table);
    existing = tableOfName(writing, name);
  }
  const succeeded = existing ? changeTable(writing, table, existing) : createTable(writing, table, name);
  return { name, isNew: !existing, succeeded };
}

/** What a fault says, with what it was about. */
export function told(subject: string, { code, message = '' }: Fault): string {
  return `${subject} was not written: ${code}: ${message}`;
}

const ABSENT = 'EntityNotFoundException';

function tableOfName({ call, database: DatabaseName }: Writing, Name: string): Wire<Table> | undefined {
  return call('GetTable', { DatabaseName, Name }).output?.Table;
}

function isOf({ StorageDescriptor = {} }: Wire<Table>, table: CrawledTable): boolean {
  const withoutSlash = (location: string) => location.replace(/\/$/, '');
  return withoutSlash(StorageDescriptor.Location ?? '') === withoutSlash(locationOf(table, table.path));
}

function createTable(writing: Writing, table: CrawledTable, name: string): boolean {
  const { call, database: DatabaseName, configuration, report } = writing;
  const hasIndex = configuration.indexesPartitions && table.partitionKeys.length > 0;
  const PartitionIndexes = [{ IndexName: 'crawler_partition_index', Keys: table.partitionKeys }];
  const { fault } = call('CreateTable', {
    DatabaseName,
    TableInput: tableInput(name, table, glueColumns(table.columns), seconds(writing)),
    ...(hasIndex && { PartitionIndexes }),
  });
  if (fault) report.fail(told(`Table ${name}`, fault));
  else report.note('TABLE', 'ADD', name);
  return !fault;
}

function changeTable(writing: Writing, table: CrawledTable, existing: Wire<Table>): boolean {
  const { call, database: DatabaseName, crawler, report } = writing;
  const columns = columnsFor(writing, table, existing);
  const TableInput = tableInput(existing.Name, table, columns, seconds(writing));
  const isSame = !isDeprecated(existing) && described(existing) === described(TableInput);
  if (isSame || crawler.SchemaChangePolicy?.UpdateBehavior === 'LOG') return true;
  const { fault } = call('UpdateTable', { DatabaseName, TableInput });
  if (fault) report.fail(told(`Table ${existing.Name}`, fault));
  else report.note('TABLE', 'UPDATE', existing.Name);
  return !fault;
}

/** MergeNewColumns keeps what there is, and puts behind it what is new. */
function columnsFor({ configuration }: Writing, table: CrawledTable, existing: Wire<Table>): Wire<Column>[] {
  const found = glueColumns(table.columns);
  if (!configuration.mergesNewColumns) return found;
  const kept = existing.StorageDescriptor?.Columns ?? [];
  const names = new Set(kept.map(({ Name }) => Name));
  return [...kept, ...found.filter(({ Name }) => !names.has(Name))];
}

/** What makes a table another one when it changes. */
function described({ StorageDescriptor = {}, PartitionKeys = [], Parameters = {} }: Partial<Wire<Table>>): string {
  const { Columns = [], InputFormat, SerdeInfo } = StorageDescriptor;
  return JSON.stringify([
    Columns.map(({ Name, Type }) => [Name, Type]),
    PartitionKeys.map(({ Name }) => Name),
    [InputFormat, SerdeInfo?.SerializationLibrary, SerdeInfo?.Parameters],
    [Parameters.classification, Parameters.compressionType, Parameters['skip.header.line.count']],
  ]);
}

export function seconds({ now }: Writing): number {
  return Math.floor(now / 1000);
}
