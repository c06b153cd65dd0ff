/** Crawlers. They crawl in crawl.ts, and on schedule in crawler-schedule.ts; while one is at work it can be neither changed nor deleted. */
import type { Crawler } from '@aws-sdk/client-glue';
import { type Scope, timestamp } from '../../context.js';
import { crawler as faults } from '../../faults/crawlers.js';
import type { Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import { crawlHandlers, crawlTasks, elapsedMs, requireIdle } from './crawl.js';
import { crawlHistoryHandlers } from './crawl-history.js';
import { checked, crawlers, DEFAULTS, merged } from './crawler-entity.js';
import { crawlerScheduleHandlers, crawlerScheduleTasks, rescheduled } from './crawler-schedule.js';
import type { ObjectSource } from './s3-target/object-source.js';

export const crawlerHandlers: GlueHandlers = {
  ...crawlHandlers,
  ...crawlHistoryHandlers,
  ...crawlerScheduleHandlers,

  /** @limit LineageConfiguration and LakeFormationConfiguration have no effect; CRAWL_EVENT_MODE crawls everything. */
  CreateCrawler({ Tags, Schedule = '', ...given }, context) {
    const now = timestamp(context);
    const crawler = checked({ ...merged(DEFAULTS, given), CreationTime: now, LastUpdated: now, Version: 1 });
    crawlers.create(context, [given.Name], rescheduled(context, crawler, Schedule), Tags);
    return {};
  },

  GetCrawler({ Name }, context) {
    return { Crawler: told(context, crawlers.get(context, [Name])) };
  },

  GetCrawlers(input, context) {
    const { items, NextToken } = crawlers.page(context, [], input, (crawler) => told(context, crawler));
    return { Crawlers: items, NextToken };
  },

  ListCrawlers(input, context) {
    const { items, NextToken } = crawlers.page(context, [], input, ({ Name = '' }) =>
      crawlers.hasTags(context, [Name], input.Tags) ? Name : undefined,
    );
    return { CrawlerNames: items, NextToken };
  },

  BatchGetCrawlers({ CrawlerNames }, context) {
    const { found, missing } = crawlers.batchGet(context, [], CrawlerNames);
    return { Crawlers: found.map((crawler) => told(context, crawler)), CrawlersNotFound: missing };
  },

  /**
   * An empty Schedule takes the schedule away, one that is not given stays: Terraform's provider updates that way.
   *
   * @limit LineageConfiguration and LakeFormationConfiguration have no effect; CRAWL_EVENT_MODE crawls everything.
   */
  UpdateCrawler({ Schedule, ...given }, context) {
    const before = crawlers.get(context, [given.Name]);
    requireIdle(before, faults.updatedAtWork);
    const Version = (before.Version ?? 0) + 1;
    const crawler = checked({ ...merged(before, given), LastUpdated: timestamp(context), Version });
    crawlers.put(context, [given.Name], Schedule === undefined ? crawler : rescheduled(context, crawler, Schedule));
    return {};
  },

  DeleteCrawler({ Name }, context) {
    requireIdle(crawlers.get(context, [Name]), faults.deletedAtWork);
    crawlers.remove(context, [Name]);
    return {};
  },
};

export function crawlerTasks(source: ObjectSource) {
  return { ...crawlTasks(source), ...crawlerScheduleTasks };
}

function told(scope: Scope, crawler: Wire<Crawler>): Wire<Crawler> {
  return { ...crawler, CrawlElapsedTime: elapsedMs(scope, crawler) };
}
