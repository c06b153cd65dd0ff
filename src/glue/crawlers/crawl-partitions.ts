/** Writes the partitions that a crawl found and the table does not have. */

import type { PartitionInput } from '@aws-sdk/client-glue';
import type { Wire } from '../../model/types.js';
import { seconds, told, type Writing } from './crawl-writing.js';
import { type CrawledTable, partitionInput } from './crawled-table.js';
import { glueColumns } from './s3-target/shape.js';

/** What one call takes (API reference). */
const MOST_ASKED = 1000;
const MOST_CREATED = 100;
const MOST_DELETED = 25;

/** @param name as the table has it. @param isNew whether there can be no partitions yet. */
export function writePartitions(writing: Writing, table: CrawledTable, name: string, isNew: boolean): void {
  const inputs = inputsOf(writing, table);
  const present = isNew ? new Set() : presentOf(writing, name, inputs);
  const missing = inputs.filter(({ Values = [] }) => !present.has(keyOf(Values)));
  for (const PartitionInputList of inLots(missing, MOST_CREATED)) {
    const input = { DatabaseName: writing.database, TableName: name, PartitionInputList };
    const { fault, output } = writing.call('BatchCreatePartition', input);
    if (fault) writing.report.fail(told(`Partitions of table ${name}`, fault));
    const failed = new Set((output?.Errors ?? []).map(({ PartitionValues = [] }) => keyOf(PartitionValues)));
    for (const { Values = [] } of fault ? [] : PartitionInputList)
      if (!failed.has(keyOf(Values))) writing.report.note('PARTITION', 'ADD', pathOf(table, Values));
  }
}

/** Deletes the partitions whose folders are gone. */
export function deletePartitions(writing: Writing, table: CrawledTable, TableName: string): void {
  const found = new Set(table.partitions.map(({ values }) => keyOf(values)));
  const gone: string[][] = [];
  let NextToken: string | undefined;
  do {
    const given = {
      DatabaseName: writing.database,
      TableName,
      ExcludeColumnSchema: true,
      ...(NextToken && { NextToken }),
    };
    const { output } = writing.call('GetPartitions', given);
    for (const { Values = [] } of output?.Partitions ?? []) if (!found.has(keyOf(Values))) gone.push(Values);
    NextToken = output?.Partitions?.length ? output.NextToken : undefined;
  } while (NextToken);
  for (const lot of inLots(gone, MOST_DELETED)) {
    const PartitionsToDelete = lot.map((Values) => ({ Values }));
    const { fault } = writing.call('BatchDeletePartition', {
      DatabaseName: writing.database,
      TableName,
      PartitionsToDelete,
    });
    if (fault) writing.report.fail(told(`Partitions of table ${TableName}`, fault));
    else for (const Values of lot) writing.report.note('PARTITION', 'DELETE', pathOf(table, Values));
  }
}

function inputsOf(writing: Writing, table: CrawledTable): Wire<PartitionInput>[] {
  const { partitionsInherit } = writing.configuration;
  return table.partitions.map((partition) => {
    const columns = (partitionsInherit ? undefined : partition.columns) ?? table.columns;
    return partitionInput(table, partition, glueColumns(columns), seconds(writing));
  });
}

function presentOf(writing: Writing, TableName: string, inputs: readonly Wire<PartitionInput>[]): Set<string> {
  const present = new Set<string>();
  for (const lot of inLots(inputs, MOST_ASKED)) {
    const PartitionsToGet = lot.map(({ Values = [] }) => ({ Values }));
    const { output } = writing.call('BatchGetPartition', {
      DatabaseName: writing.database,
      TableName,
      PartitionsToGet,
    });
    for (const { Values = [] } of output?.Partitions ?? []) present.add(keyOf(Values));
  }
  return present;
}

function keyOf(values: readonly string[]): string {
  return JSON.stringify(values);
}

function pathOf({ partitionKeys }: CrawledTable, values: readonly string[]): string {
  return values.map((value, place) => `${partitionKeys[place]}=${value}`).join('/');
}

function inLots<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, lot) => items.slice(lot * size, (lot + 1) * size));
}
