/**
 * Crawls: a crawler at work. A crawler goes READY → RUNNING → READY, or by way of STOPPING when it is stopped.
 *
 * It looks and writes when its time is over, all at once (see crawl-work.ts). What it did not find, and why, it says in ErrorMessage, even
 * if it succeeded: AWS has logs for that.
 */
import type { Crawler } from '@aws-sdk/client-glue';
import { type Scope, seconds } from '../../context.js';
import { crawler as faults } from '../../faults/crawlers.js';
import type { Wire } from '../../model/types.js';
import { complete, type Origin } from '../completion.js';
import type { GlueHandlers } from '../handlers.js';
import { crawls, type KeptCrawl, logOf, type Told } from './crawl-entity.js';
import { announceEnd, announceStart } from './crawl-event.js';
import type { Action, CrawlReport } from './crawl-report.js';
import { crawl } from './crawl-work.js';
import { crawlers } from './crawler-entity.js';
import type { ObjectSource } from './s3-target/object-source.js';

export const crawlHandlers: GlueHandlers = {
  /** @limit Finds CSV, JSON and Parquet in S3 targets below the bucket folder, and nothing in other targets. */
  StartCrawler({ Name }, context) {
    const crawler = crawlers.find(context, [Name]);
    if (!crawler) throw faults.absentToRun(Name);
    requireIdle(crawler, faults.running);
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
};

/** Due when a crawl is over. Subjects are [crawler, crawl id]. */
const END_TASK = 'crawlEnd';

/** @param source where targets of S3 are looked for. */
export function crawlTasks(source: ObjectSource) {
  return {
    [END_TASK]([name = '', id = '']: readonly string[], scope: Scope): void {
      endCrawl(scope, source, name, id);
    },
  };
}

/** Throws the fault while the crawler is at work, and that is also while it is stopping (observed of DeleteCrawler). */
export function requireIdle({ Name = '', State }: Wire<Crawler>, fault: (name: string) => Error): void {
  if (State !== 'READY') throw fault(Name);
}

/** Answers the crawl's id. */
export function startCrawl(scope: Scope, name: string, crawler: Wire<Crawler>, origin?: Origin): string {
  const begun = { id: scope.newId(), state: 'RUNNING', startedAt: scope.now, origin } as const;
  const crawl = crawls.begin(scope, [name], (number) => ({ number, ...begun }));
  crawlers.put(scope, [name], { ...crawler, State: 'RUNNING' });
  announceStart(scope, name);
  endCrawlAt(scope, name, crawl, scope.now + scope.runMs);
  return crawl.id;
}

/** Answers false for a crawler that is not running. */
export function stopCrawl(scope: Scope, name: string, crawler: Wire<Crawler>): boolean {
  const crawl = crawls.latest(scope, [name]);
  if (crawler.State !== 'RUNNING' || !crawl) return false;
  crawlers.put(scope, [name], { ...crawler, State: 'STOPPING' });
  endCrawlAt(scope, name, crawl, scope.now + scope.runMs * STOPPING_SHARE);
  return true;
}

/** Milliseconds for which the crawler has been at work; 0 when it is not. */
export function elapsedMs(scope: Scope, { Name = '', State }: Wire<Crawler>): number {
  return State === 'READY' ? 0 : scope.now - (crawls.latest(scope, [Name])?.startedAt ?? scope.now);
}

/** How long stopping takes, as a share of a whole crawl. */
const STOPPING_SHARE = 0.1;

function endCrawlAt(scope: Scope, name: string, { id }: KeptCrawl, at: number): void {
  const { account, region } = scope;
  scope.schedule.add({ at: Math.ceil(at), task: END_TASK, account, region, subject: [name, id] });
}

/** Does nothing for a crawl that is over already, stopped before its time or gone with its crawler. */
function endCrawl(scope: Scope, source: ObjectSource, name: string, id: string): void {
  const crawler = crawlers.find(scope, [name]);
  const begun = crawls.latest(scope, [name]);
  if (!crawler || begun?.id !== id || begun.endedAt !== undefined) return;
  const report = crawler.State === 'STOPPING' ? undefined : crawl(scope, source, crawler, begun.startedAt);
  const [state, Status] = !report ? STOPPED : report.failed ? FAILED : COMPLETED;
  crawls.end(scope, [name], begun);
  crawls.put(scope, [name], { ...begun, state, endedAt: scope.now, ...(report && { told: keptOf(report) }) });
  const ErrorMessage = report?.message;
  const StartTime = seconds(begun.startedAt);
  const LastCrawl = { Status, ...(ErrorMessage && { ErrorMessage }), ...logOf(name, begun), StartTime };
  crawlers.put(scope, [name], { ...crawler, State: 'READY', LastCrawl });
  if (report) announceEnd(scope, name, begun.startedAt, report);
  complete(scope, { node: 'CRAWLER', name, runId: id, state: Status }, begun.origin);
}

/** How a crawl has ended, as ListCrawls and as LastCrawl and triggers name it. */
const COMPLETED = ['COMPLETED', 'SUCCEEDED'] as const;
const STOPPED = ['STOPPED', 'CANCELLED'] as const;
const FAILED = ['FAILED', 'FAILED'] as const;

function keptOf(report: CrawlReport): Told {
  const { summary, message } = report;
  const counted = (action: Action) => report.count('TABLE', action);
  return { summary, message, tables: { ADD: counted('ADD'), UPDATE: counted('UPDATE'), DELETE: counted('DELETE') } };
}
