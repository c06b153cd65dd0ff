/** What is kept of a crawl. */
import type { CrawlerHistory } from '@aws-sdk/client-glue';
import { crawler as faults } from '../../faults/crawlers.js';
import { type Run, Runs } from '../../kinds/runs.js';
import type { Origin } from '../completion.js';
import type { Action } from './crawl-report.js';
import { crawlers } from './crawler-entity.js';

/** Times are epoch milliseconds. */
export interface KeptCrawl extends Run {
  state: NonNullable<CrawlerHistory['State']>;
  endedAt?: number;
  /** Of one that is over. */
  told?: Told;
  origin?: Origin | undefined;
}

export interface Told {
  summary?: string | undefined;
  message?: string | undefined;
  tables: Record<Action, number>;
}

/** Crawls are kept for twelve months (API reference). */
const KEPT_MS = 365 * 24 * 60 * 60_000;

/** Ids are [crawler, crawl id]. */
export const crawls = new Runs<KeptCrawl>({
  noun: 'crawl',
  parent: crawlers,
  keptMs: KEPT_MS,
  pageSize: 20,
  faults,
});

/** Where AWS writes the crawl's log (observed). */
export function logOf(name: string, { id }: KeptCrawl) {
  return { LogGroup: '/aws-glue/crawlers', LogStream: name, MessagePrefix: id };
}
