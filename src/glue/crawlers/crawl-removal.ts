/** What a crawl does, by its DeleteBehavior, to tables that the crawler made and of which it finds nothing any more. */
import type { Table } from '@aws-sdk/client-glue';
import type { Wire } from '../../model/types.js';
import { told, type Writing } from './crawl-writing.js';
import { deprecated, isDeprecated } from './crawled-table.js';

/** @param exhausted locations that were looked through. @param found names of the tables that were found in them. */
export function removeLost(writing: Writing, exhausted: readonly string[], found: ReadonlySet<string>): void {
  const behavior = writing.crawler.SchemaChangePolicy?.DeleteBehavior;
  if (behavior === 'LOG' || exhausted.length === 0) return;
  for (const table of ownTables(writing)) {
    const { Name, StorageDescriptor = {} } = table;
    if (found.has(Name) || !isWithin(exhausted, StorageDescriptor.Location)) continue;
    if (behavior === 'DELETE_FROM_DATABASE') deleteTable(writing, Name);
    else if (!isDeprecated(table)) deprecate(writing, table);
  }
}

/** Whether a table lies in one of the locations. */
export function isWithin(locations: readonly string[], location = ''): boolean {
  return locations.some((each) => location.startsWith(each) || each === `${location}/`);
}

function ownTables({ call, database: DatabaseName, crawler }: Writing): Wire<Table>[] {
  const own: Wire<Table>[] = [];
  let NextToken: string | undefined;
  do {
    const { output } = call('GetTables', { DatabaseName, ...(NextToken && { NextToken }) });
    own.push(...(output?.TableList ?? []).filter(({ Parameters }) => Parameters?.UPDATED_BY_CRAWLER === crawler.Name));
    NextToken = output?.NextToken;
  } while (NextToken);
  return own;
}

function deleteTable({ call, database: DatabaseName, report }: Writing, Name: string): void {
  const { fault } = call('DeleteTable', { DatabaseName, Name });
  if (fault) report.fail(told(`Table ${Name}`, fault));
  else report.note('TABLE', 'DELETE', Name);
}

function deprecate({ call, database: DatabaseName, report, now }: Writing, table: Wire<Table>): void {
  const { fault } = call('UpdateTable', { DatabaseName, TableInput: deprecated(table, now) });
  if (fault) report.fail(told(`Table ${table.Name}`, fault));
  else report.note('TABLE', 'UPDATE', table.Name);
}
