/**
 * What a crawl finds in its targets: tables in those of S3 that lie where the server's buckets do. Targets of other kinds hold data that
 * this server has no way to reach: nothing is found in them, and the crawl says so.
 */
import type { Crawler, S3Target } from '@aws-sdk/client-glue';
import type { Scope } from '../../context.js';
import type { Wire } from '../../model/types.js';
import { classifiers } from './classifier-entity.js';
import type { CrawlReport } from './crawl-report.js';
import type { CrawledTable } from './crawled-table.js';
import type { CrawlerConfiguration } from './crawler-configuration.js';
import { search } from './s3-target/folder-tree.js';
import { tablesIn, tablesOfObjects } from './s3-target/grouping.js';
import { MOST_OBJECTS, type ObjectSource, s3Location } from './s3-target/object-source.js';

export interface Findings {
  tables: CrawledTable[];
  /** Locations below which nothing is that was not found. */
  exhausted: string[];
}

export interface Looking {
  scope: Scope;
  source: ObjectSource;
  crawler: Wire<Crawler>;
  configuration: CrawlerConfiguration;
  report: CrawlReport;
}

export function findings(looking: Looking): Findings {
  const { Targets = {} } = looking.crawler;
  for (const [kind, targets] of Object.entries(Targets))
    if (kind !== 'S3Targets' && targets.length > 0)
      looking.report.remark(`${kind} are not looked into: nothing was found there.`);
  const found = (Targets.S3Targets ?? []).map((target) => inTarget(looking, target));
  return {
    tables: uniqueTables(found.flatMap(({ tables }) => tables)),
    exhausted: found.flatMap(({ exhausted }) => exhausted),
  };
}

const NOTHING: Findings = { tables: [], exhausted: [] };

function inTarget(looking: Looking, target: Wire<S3Target>): Findings {
  const { scope, source, crawler, configuration, report } = looking;
  const { Path = '', Exclusions: exclusions = [], SampleSize: sampleSize } = target;
  const location = s3Location(Path);
  const names = crawler.Classifiers ?? [];
  const custom = classifiers.batchGet(scope, [], names).found;
  const found = location && search(source, { ...location, exclusions, sampleSize, classifiers: custom });
  if (!found) {
    report.remark(`Nothing was found in ${Path}: there is no such bucket.`);
    return NOTHING;
  }
  const { folder, isObject, cut } = found;
  const level = folder.path.split('/').length;
  const tables = isObject ? tablesOfObjects(folder, configuration) : tablesIn(folder, configuration, level);
  if (tables.length === 0) report.remark(`Nothing was found in ${Path}: no data in CSV, JSON or Parquet.`);
  if (cut) report.remark(`Only the first ${MOST_OBJECTS} objects of ${Path} were looked at.`);
  const { bucket } = location;
  return {
    tables: tables.map((table) => ({ ...table, bucket, crawler: crawler.Name ?? '' })),
    exhausted: cut ? [] : [`s3://${bucket}/${isObject ? location.prefix : folder.path}`],
  };
}

/** Targets may overlap. */
function uniqueTables(tables: readonly CrawledTable[]): CrawledTable[] {
  return [...new Map(tables.map((table) => [`${table.bucket}/${table.path}`, table])).values()];
}
