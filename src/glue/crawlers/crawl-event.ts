/**
 * What EventBridge is told of crawls: "Started, Succeeded, and Failed" (developer guide); of a crawl that is stopped no event is known. Source:
 * the samples of the EventBridge user guide, "AWS Glue events", which print numbers as texts.
 */
import type { Scope, StateChange } from '../../context.js';
import { timeText } from '../../state/clock.js';
import type { Action, CrawlReport, Subject } from './crawl-report.js';

export function announceStart(scope: Scope, crawlerName: string): void {
  const startTime = timeText(scope.now);
  const { account: accountId } = scope;
  scope.announce?.(scope, change({ accountId, crawlerName, startTime, state: 'Started', message: 'Crawler Started' }));
}

/** Of a crawl that was not stopped; @param startedAt epoch milliseconds */
export function announceEnd(scope: Scope, crawlerName: string, startedAt: number, report: CrawlReport): void {
  if (report.failed) announceFailure(scope, crawlerName, report.message ?? '');
  else announceSuccess(scope, crawlerName, startedAt, report);
}

function announceSuccess(scope: Scope, crawlerName: string, startedAt: number, report: CrawlReport): void {
  const count = (subject: Subject, action: Action) => String(report.count(subject, action));
  scope.announce?.(
    scope,
    change({
      tablesCreated: count('TABLE', 'ADD'),
      warningMessage: report.message ?? 'N/A',
      partitionsUpdated: count('PARTITION', 'UPDATE'),
      tablesUpdated: count('TABLE', 'UPDATE'),
      message: 'Crawler Succeeded',
      partitionsDeleted: count('PARTITION', 'DELETE'),
      accountId: scope.account,
      'runningTime (sec)': String(Math.round((scope.now - startedAt) / 1000)),
      tablesDeleted: count('TABLE', 'DELETE'),
      crawlerName,
      completionDate: timeText(scope.now),
      state: 'Succeeded',
      partitionsCreated: count('PARTITION', 'ADD'),
      cloudWatchLogLink: logLink(scope, crawlerName),
    }),
  );
}

function announceFailure(scope: Scope, crawlerName: string, errorMessage: string): void {
  const { account: accountId } = scope;
  const cloudWatchLogLink = logLink(scope, crawlerName);
  const state = { state: 'Failed', message: 'Crawler Failed' };
  scope.announce?.(scope, change({ crawlerName, errorMessage, accountId, cloudWatchLogLink, ...state }));
}

function change(detail: object): StateChange {
  return { source: 'aws.glue', detailType: 'Glue Crawler State Change', resources: [], detail };
}

function logLink({ region }: Scope, crawlerName: string): string {
  const page = `https://console.aws.amazon.com/cloudwatch/home?region=${region}`;
  return `${page}#logEventViewer:group=/aws-glue/crawlers;stream=${crawlerName}`;
}
