/** The history of crawls, and what follows from it for the metrics of their crawler. */
import type {
  Crawler,
  CrawlerHistory,
  CrawlerMetrics,
  CrawlsFilter,
  FieldName,
  FilterOperator,
} from '@aws-sdk/client-glue';
import { type Scope, seconds } from '../../context.js';
import { crawler as faults } from '../../faults/crawlers.js';
import type { Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import { elapsedMs } from './crawl.js';
import { crawls, type KeptCrawl, logOf, type Told } from './crawl-entity.js';
import { crawlers } from './crawler-entity.js';

/** ListCrawls answers 100 at most, whatever it is asked for (API reference). */
const LARGEST_PAGE = 100;

export const crawlHistoryHandlers: GlueHandlers = {
  /** @limit DPUHour is 0. */
  ListCrawls(input, context) {
    const { CrawlerName, MaxResults, Filters = [] } = input;
    const filters = Filters.map(matcher);
    const request = { ...input, ...(MaxResults && { MaxResults: Math.min(MaxResults, LARGEST_PAGE) }) };
    const { items, NextToken } = crawls.page(context, [CrawlerName], request, (crawl) =>
      filters.every((matches) => matches(crawl)) ? told(CrawlerName, crawl) : undefined,
    );
    return { Crawls: items, NextToken };
  },

  GetCrawlerMetrics(input, context) {
    const isAsked = ({ Name = '' }) => input.CrawlerNameList?.includes(Name) ?? true;
    const { items, NextToken } = crawlers.page(context, [], input, (crawler) =>
      isAsked(crawler) ? metrics(context, crawler) : undefined,
    );
    return { CrawlerMetricsList: items, NextToken };
  },
};

function told(name: string, crawl: KeptCrawl): Wire<CrawlerHistory> {
  const history = { CrawlId: crawl.id, State: crawl.state, StartTime: seconds(crawl.startedAt), ...logOf(name, crawl) };
  if (crawl.endedAt === undefined) return history;
  const { summary: Summary, message: ErrorMessage } = crawl.told ?? {};
  return {
    ...history,
    EndTime: seconds(crawl.endedAt),
    ...(Summary && { Summary }),
    ...(ErrorMessage && { ErrorMessage }),
    DPUHour: 0,
  };
}

const FIELD_VALUES: Record<FieldName, (crawl: KeptCrawl) => string | number | undefined> = {
  CRAWL_ID: ({ id }) => id,
  STATE: ({ state }) => state,
  START_TIME: ({ startedAt }) => seconds(startedAt) * 1000,
  END_TIME: ({ endedAt }) => endedAt && seconds(endedAt) * 1000,
  DPU_HOUR: ({ endedAt }) => (endedAt === undefined ? undefined : 0),
};

const HOLDS: Record<FilterOperator, (order: number) => boolean> = {
  GT: (order) => order > 0,
  GE: (order) => order >= 0,
  LT: (order) => order < 0,
  LE: (order) => order <= 0,
  EQ: (order) => order === 0,
  NE: (order) => order !== 0,
};

/** Times are given in epoch milliseconds, and compared as they are told: in whole seconds. */
function matcher({ FieldName, FilterOperator, FieldValue }: Wire<CrawlsFilter>): (crawl: KeptCrawl) => boolean {
  if (!FieldName || !FilterOperator || !FieldValue?.trim()) throw faults.badFilter();
  const isText = FieldName === 'CRAWL_ID' || FieldName === 'STATE';
  const wanted = isText ? FieldValue : Number(FieldValue);
  if (Number.isNaN(wanted)) throw faults.badFilter();
  return (crawl) => {
    const value = FIELD_VALUES[FieldName](crawl);
    if (value === undefined) return false;
    return HOLDS[FilterOperator](value === wanted ? 0 : value < wanted ? -1 : 1);
  };
}

/** Runs that the median is taken of. The counts are those of the last one: "by the latest run of the crawler" (developer guide). */
const MEDIAN_RUNS = 100;

function metrics(scope: Scope, crawler: Wire<Crawler>): Wire<CrawlerMetrics> {
  const CrawlerName = crawler.Name ?? '';
  const runtimes: number[] = [];
  let last: Told | undefined;
  for (const { startedAt, endedAt, told } of crawls.all(scope, [CrawlerName])) {
    if (endedAt === undefined) continue;
    if (runtimes.length === 0) last = told;
    runtimes.push((endedAt - startedAt) / 1000);
    if (runtimes.length === MEDIAN_RUNS) break;
  }
  const isRunning = crawler.State !== 'READY';
  const MedianRuntimeSeconds = median(runtimes);
  const left = isRunning ? Math.max(0, MedianRuntimeSeconds - elapsedMs(scope, crawler) / 1000) : 0;
  return {
    CrawlerName,
    TimeLeftSeconds: left,
    StillEstimating: isRunning && runtimes.length === 0,
    LastRuntimeSeconds: runtimes[0] ?? 0,
    MedianRuntimeSeconds,
    TablesCreated: last?.tables.ADD ?? 0,
    TablesUpdated: last?.tables.UPDATE ?? 0,
    TablesDeleted: last?.tables.DELETE ?? 0,
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle - 1)] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}
