/**
 * Crawls: a crawler at work, and their history. A crawler goes READY → RUNNING → READY, or by way of STOPPING when it is stopped.
 *
 * A crawl takes its time and finds nothing yet: no data store is looked into, so its summary is empty and the metrics count no tables.
 */
import type {
  Crawler,
  CrawlerHistory,
  CrawlerMetrics,
  CrawlsFilter,
  FieldName,
  FilterOperator,
} from '@aws-sdk/client-glue';
import { type Scope, seconds } from '../context.js';
import { crawler as faults, invalidToken } from '../faults.js';
import { type Id, Kind } from '../kinds/kind.js';
import type { Wire } from '../model/types.js';
import { complete, type Origin } from './completion.js';
import { crawlers } from './crawler-entity.js';
import type { GlueHandlers } from './handlers.js';

/** Times are epoch milliseconds. */
interface KeptCrawl {
  /** Counts up by crawler. */
  number: number;
  id: string;
  state: NonNullable<CrawlerHistory['State']>;
  startedAt: number;
  endedAt?: number;
  origin?: Origin | undefined;
}

/** Ids are [crawler, sortable number]. */
const crawls = new Kind<KeptCrawl>({
  service: 'glue',
  noun: 'crawl',
  scope: 'account',
  parent: crawlers,
  newestFirst: true,
  pageSize: 20,
  faults: { absent: ([name = '']) => faults.absent(name), exists: ([name = '']) => faults.running(name), invalidToken },
});

/** ListCrawls answers 100 at most, whatever it is asked for (API reference). */
const LARGEST_PAGE = 100;

export const crawlHandlers: GlueHandlers = {
  StartCrawler({ Name }, context) {
    const crawler = crawlers.find(context, [Name]);
    if (!crawler) throw faults.absentToRun(Name);
    requireIdle(crawler);
    startCrawl(context, Name, crawler);
    return {};
  },

  StopCrawler({ Name }, context) {
    const crawler = crawlers.find(context, [Name]);
    if (!crawler) throw faults.absentToRun(Name);
    if (crawler.State === 'STOPPING') throw faults.stopping(Name);
    if (!stopCrawl(context, Name, crawler)) throw faults.notRunning(Name);
    return {};
  },

  ListCrawls(input, context) {
    const { CrawlerName, MaxResults, Filters = [] } = input;
    const filters = Filters.map(matcher);
    const request = { ...input, ...(MaxResults && { MaxResults: Math.min(MaxResults, LARGEST_PAGE) }) };
    const { items, NextToken } = crawls.page(context, [CrawlerName], request, (crawl) =>
      isKept(context, crawl) && filters.every((matches) => matches(crawl)) ? told(CrawlerName, crawl) : undefined,
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

/** Due when a crawl is over. Subjects are [crawler, crawl id]. */
const END_TASK = 'crawlEnd';

export const crawlTasks = {
  [END_TASK]([name = '', id = '']: readonly string[], scope: Scope): void {
    endCrawl(scope, name, id);
  },
};

/** Throws CrawlerRunningException while the crawler is at work. */
export function requireIdle({ Name = '', State }: Wire<Crawler>): void {
  if (State !== 'READY') throw faults.running(Name);
}

/** Answers the crawl's id. */
export function startCrawl(scope: Scope, name: string, crawler: Wire<Crawler>, origin?: Origin): string {
  const number = (latestCrawl(scope, name)?.number ?? 0) + 1;
  const crawl: KeptCrawl = { number, id: scope.newId(), state: 'RUNNING', startedAt: scope.now, origin };
  crawls.put(scope, crawlId(name, number), crawl);
  crawlers.put(scope, [name], { ...crawler, State: 'RUNNING' });
  forgetOldest(scope, name);
  endCrawlAt(scope, name, crawl, scope.now + scope.runMs);
  return crawl.id;
}

/** Answers false for a crawler that is not running. */
export function stopCrawl(scope: Scope, name: string, crawler: Wire<Crawler>): boolean {
  const crawl = latestCrawl(scope, name);
  if (crawler.State !== 'RUNNING' || !crawl) return false;
  crawlers.put(scope, [name], { ...crawler, State: 'STOPPING' });
  endCrawlAt(scope, name, crawl, scope.now + scope.runMs * STOPPING_SHARE);
  return true;
}

/** Milliseconds for which the crawler has been at work; 0 when it is not. */
export function elapsedMs(scope: Scope, { Name = '', State }: Wire<Crawler>): number {
  return State === 'READY' ? 0 : scope.now - (latestCrawl(scope, Name)?.startedAt ?? scope.now);
}

/** How long stopping takes, as a share of a whole crawl. */
const STOPPING_SHARE = 0.1;

function endCrawlAt(scope: Scope, name: string, { id }: KeptCrawl, at: number): void {
  const { account, region } = scope;
  if (at <= scope.now) endCrawl(scope, name, id);
  else scope.schedule.add({ at: Math.ceil(at), task: END_TASK, account, region, subject: [name, id] });
}

/** Does nothing for a crawl that is over already, stopped before its time or gone with its crawler. */
function endCrawl(scope: Scope, name: string, id: string): void {
  const crawler = crawlers.find(scope, [name]);
  const crawl = latestCrawl(scope, name);
  if (!crawler || crawl?.id !== id || crawl.endedAt !== undefined) return;
  const stopped = crawler.State === 'STOPPING';
  crawls.put(scope, crawlId(name, crawl.number), {
    ...crawl,
    state: stopped ? 'STOPPED' : 'COMPLETED',
    endedAt: scope.now,
  });
  const Status = stopped ? 'CANCELLED' : 'SUCCEEDED';
  const LastCrawl = { Status, ...logOf(name, crawl), StartTime: seconds(crawl.startedAt) } as const;
  crawlers.put(scope, [name], { ...crawler, State: 'READY', LastCrawl });
  complete(scope, { node: 'CRAWLER', name, runId: id, state: Status }, crawl.origin);
}

function latestCrawl(scope: Scope, name: string): KeptCrawl | undefined {
  for (const crawl of crawls.all(scope, [name])) return crawl;
  return undefined;
}

const DIGITS = 12;

function crawlId(name: string, number: number): Id {
  return [name, String(number).padStart(DIGITS, '0')];
}

/** Crawls are kept for twelve months (API reference). */
const KEPT_MS = 365 * 24 * 60 * 60_000;

function isKept({ now }: Scope, { endedAt = now }: KeptCrawl): boolean {
  return endedAt > now - KEPT_MS;
}

/** Each crawl that comes lets two go, so that the history never grows beyond what is kept. */
function forgetOldest(scope: Scope, name: string): void {
  const rows = crawls.rows(scope);
  const oldest = [...rows.range({ prefix: crawls.key(scope, [name]), limit: 2 })];
  for (const { key, value } of oldest) if (!isKept(scope, value)) rows.remove(key);
}

function told(name: string, crawl: KeptCrawl): Wire<CrawlerHistory> {
  const history = { CrawlId: crawl.id, State: crawl.state, StartTime: seconds(crawl.startedAt), ...logOf(name, crawl) };
  return crawl.endedAt === undefined
    ? history
    : { ...history, EndTime: seconds(crawl.endedAt), Summary: '{}', DPUHour: 0 };
}

/** Where AWS writes the crawl's log (observed). */
function logOf(name: string, { id }: KeptCrawl) {
  return { LogGroup: '/aws-glue/crawlers', LogStream: name, MessagePrefix: id };
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

/** Runs that the median is taken of. */
const MEDIAN_RUNS = 100;

function metrics(scope: Scope, crawler: Wire<Crawler>): Wire<CrawlerMetrics> {
  const CrawlerName = crawler.Name ?? '';
  const runtimes: number[] = [];
  for (const { startedAt, endedAt } of crawls.all(scope, [CrawlerName])) {
    if (endedAt !== undefined) runtimes.push((endedAt - startedAt) / 1000);
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
    TablesCreated: 0,
    TablesUpdated: 0,
    TablesDeleted: 0,
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle - 1)] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}
