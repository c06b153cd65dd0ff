/** Schedules of crawlers: each has one or none, and it counts only while its state is SCHEDULED. */

import type { Crawler } from '@aws-sdk/client-glue';
import type { Scope } from '../../context.js';
import { badSchedule } from '../../faults/common.js';
import { crawler as faults } from '../../faults/crawlers.js';
import type { Wire } from '../../model/types.js';
import { isSchedule, nextFiring } from '../cron.js';
import type { GlueHandlers } from '../handlers.js';
import { startCrawl } from './crawl.js';
import { crawlers } from './crawler-entity.js';

export const crawlerScheduleHandlers: GlueHandlers = {
  UpdateCrawlerSchedule({ CrawlerName, Schedule = '' }, context) {
    const crawler = crawlers.get(context, [CrawlerName]);
    crawlers.put(context, [CrawlerName], rescheduled(context, crawler, Schedule));
    return {};
  },

  StartCrawlerSchedule({ CrawlerName }, context) {
    const { Schedule, ...crawler } = crawlers.get(context, [CrawlerName]);
    if (!Schedule) throw faults.withoutSchedule(CrawlerName);
    if (Schedule.State === 'SCHEDULED') throw faults.scheduled(CrawlerName);
    const scheduled: Wire<Crawler> = { ...crawler, Schedule: { ...Schedule, State: 'SCHEDULED' } };
    crawlers.put(context, [CrawlerName], scheduled);
    plan(context, scheduled);
    return {};
  },

  StopCrawlerSchedule({ CrawlerName }, context) {
    const { Schedule, ...crawler } = crawlers.get(context, [CrawlerName]);
    if (Schedule?.State !== 'SCHEDULED') throw faults.notScheduled(CrawlerName);
    crawlers.put(context, [CrawlerName], { ...crawler, Schedule: { ...Schedule, State: 'NOT_SCHEDULED' } });
    return {};
  },
};

/** Due when a schedule fires. Subjects are [crawler, expression]. */
const FIRE_TASK = 'crawlerSchedule';

export const crawlerScheduleTasks = {
  /** A crawler that is still at work is left to it. A schedule that was changed, stopped or removed fires no more. */
  [FIRE_TASK]([name = '', expression]: readonly string[], scope: Scope): void {
    const crawler = crawlers.find(scope, [name]);
    if (crawler?.Schedule?.State !== 'SCHEDULED' || crawler.Schedule.ScheduleExpression !== expression) return;
    plan(scope, crawler);
    if (crawler.State === 'READY') startCrawl(scope, name, crawler);
  },
};

/** The crawler with another schedule, whose first firing is planned: an empty expression takes it away. Throws for one that Glue refuses. */
export function rescheduled(scope: Scope, crawler: Wire<Crawler>, expression: string): Wire<Crawler> {
  const { Schedule: before, ...unscheduled } = crawler;
  if (expression === '') return unscheduled;
  if (!isSchedule(expression)) throw badSchedule(expression);
  const Schedule = { ScheduleExpression: expression, State: before?.State ?? ('SCHEDULED' as const) };
  const scheduled = { ...unscheduled, Schedule };
  plan(scope, scheduled);
  return scheduled;
}

function plan(scope: Scope, { Name = '', Schedule }: Wire<Crawler>): void {
  const { account, region, now } = scope;
  const expression = Schedule?.ScheduleExpression ?? '';
  const at = nextFiring(expression, now);
  if (at !== undefined) scope.schedule.add({ at, task: FIRE_TASK, account, region, subject: [Name, expression] });
}
