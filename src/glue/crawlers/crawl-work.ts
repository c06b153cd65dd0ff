/** The work of one crawl: looks into the targets first, and then writes. */
import type { Crawler } from '@aws-sdk/client-glue';
import type { Scope } from '../../context.js';
import type { Wire } from '../../model/types.js';
import { type Findings, findings, type Looking } from './crawl-findings.js';
import { deletePartitions, writePartitions } from './crawl-partitions.js';
import { isWithin, removeLost } from './crawl-removal.js';
import { CrawlReport } from './crawl-report.js';
import { databaseIsThere, type Writing, writeTable } from './crawl-writing.js';
import { locationOf } from './crawled-table.js';
import { configurationOf } from './crawler-configuration.js';
import { roleCalls } from './role-calls.js';
import type { ObjectSource } from './s3-target/object-source.js';

/** @param startedAt epoch milliseconds. */
export function crawl(scope: Scope, source: ObjectSource, crawler: Wire<Crawler>, startedAt: number): CrawlReport {
  const report = new CrawlReport();
  const configuration = configurationOf(crawler.Configuration);
  const found = foundOrFailed({ scope, source, crawler, configuration, report });
  if (found.tables.length > 0 || found.exhausted.length > 0) {
    // Only crawlers of catalog targets have no database, and nothing is found in these.
    const { DatabaseName: database = '' } = crawler;
    const call = roleCalls(scope, crawler, startedAt);
    write({ call, crawler, database, configuration, report, now: scope.now }, found);
  }
  return report;
}

/** Whatever lies in a bucket, a crawl comes to its end. The text is what AWS's crawlers say when they do not know either (observed). */
function foundOrFailed(looking: Looking): Findings {
  try {
    return findings(looking);
  } catch (error) {
    looking.report.fail(`Internal Service Exception. ${error instanceof Error ? error.message : ''}`);
    return { tables: [], exhausted: [] };
  }
}

function write(writing: Writing, { tables, exhausted }: Findings): void {
  if (!databaseIsThere(writing, tables.length > 0)) return;
  const deletes = writing.crawler.SchemaChangePolicy?.DeleteBehavior === 'DELETE_FROM_DATABASE';
  const names = new Set<string>();
  for (const table of tables) {
    const { name, isNew, succeeded } = writeTable(writing, table);
    names.add(name);
    if (!succeeded || table.partitions.length === 0) continue;
    writePartitions(writing, table, name, isNew);
    if (deletes && !isNew && isWithin(exhausted, locationOf(table, table.path))) deletePartitions(writing, table, name);
  }
  removeLost(writing, exhausted, names);
}
