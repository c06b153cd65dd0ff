/** What triggers start: runs of jobs, and crawls. */
import type { Action } from '@aws-sdk/client-glue';
import type { Scope } from '../../context.js';
import { crawler as crawlerFaults } from '../../faults/crawlers.js';
import { faultOf } from '../../faults/errors.js';
import type { Wire } from '../../model/types.js';
import { startCrawl } from '../crawlers/crawl.js';
import { crawlers } from '../crawlers/crawler-entity.js';
import type { Cause } from '../jobs/job-run-entity.js';
import { startJobRun } from '../jobs/job-run-life.js';

/**
 * Starts what the action names, and answers the id of the run or crawl; a crawler that is still at work is left to it.
 *
 * @throws as StartJobRun does, and EntityNotFoundException without the crawler.
 */
export function startAction(scope: Scope, action: Wire<Action>, cause: Cause): string | undefined {
  const { JobName, CrawlerName = '', ...request } = action;
  if (JobName) return startJobRun(scope, JobName, request, cause).id;
  const crawler = crawlers.find(scope, [CrawlerName]);
  if (!crawler) throw crawlerFaults.absentToRun(CrawlerName);
  return crawler.State === 'READY' ? startCrawl(scope, CrawlerName, crawler, cause.origin) : undefined;
}

export type Started = { id: string } | { error: string };

/** The same where nobody called who could be told that it cannot be started. */
export function tryAction(scope: Scope, action: Wire<Action>, cause: Cause): Started {
  try {
    const id = scope.store.attempt(() => startAction(scope, action, cause));
    return id === undefined ? { error: crawlerFaults.running(action.CrawlerName ?? '').message } : { id };
  } catch (error) {
    const { message = '', statusCode } = faultOf(error);
    if (statusCode === 500) throw error;
    return { error: message };
  }
}
