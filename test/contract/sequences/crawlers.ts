/** Crawlers with their crawls and schedules, and classifiers. */
import { Role, RUN_OVER, type Step } from './step.js';

const Name = 'c';
const CrawlerName = Name;
const Targets = { S3Targets: [{ Path: 's3://shop/' }] };
const grok = { Name: 'g', Classification: 'log' };

export const crawlers: readonly Step[] = [
  ['CreateClassifier', { GrokClassifier: { ...grok, GrokPattern: '%{A}' } }],
  ['GetClassifier', { Name: 'g' }, { Classifier: { GrokClassifier: { ...grok, GrokPattern: '%{A}', Version: 1 } } }],
  ['UpdateClassifier', { GrokClassifier: { Name: 'g', GrokPattern: '%{B}' } }],
  ['GetClassifiers', {}, { Classifiers: [{ GrokClassifier: { GrokPattern: '%{B}', Version: 2 } }] }],
  ['DeleteClassifier', { Name: 'g' }],
  ['GetClassifier', { Name: 'g' }, 'EntityNotFoundException'],

  ['CreateDatabase', { DatabaseInput: { Name: 'shop' } }],
  ['GetDatabase', { Name: 'shop' }, { Database: { Name: 'shop' } }],
  ['CreateCrawler', { Name, Role, DatabaseName: 'shop', Targets, Description: 'old' }],
  ['GetCrawler', { Name }, { Crawler: { Name, Description: 'old', Targets, State: 'READY', Version: 1 } }],
  ['UpdateCrawler', { Name, Description: 'new' }],
  ['GetCrawlers', {}, { Crawlers: [{ Name, Description: 'new', Version: 2 }] }],
  ['CreateCrawler', { Name: 'd', Role, Targets, DatabaseName: 'shop' }],
  ['ListCrawlers', {}, { CrawlerNames: [Name, 'd'] }],
  ['BatchGetCrawlers', { CrawlerNames: [Name, 'x'] }, { Crawlers: [{ Name }], CrawlersNotFound: ['x'] }],
  ['StartCrawler', { Name }],
  ['ListCrawls', { CrawlerName }, { Crawls: [{ State: 'RUNNING' }] }],
  ['StopCrawler', { Name }],
  ['GetCrawler', { Name }, { Crawler: { State: 'STOPPING' } }],
  RUN_OVER,
  ['StartCrawler', { Name }],
  ['ListCrawls', { CrawlerName }, { Crawls: [{ State: 'RUNNING' }, { State: 'STOPPED' }] }],
  RUN_OVER,
  ['GetCrawlerMetrics', {}, { CrawlerMetricsList: [{ CrawlerName, StillEstimating: false }] }],
  ['UpdateCrawlerSchedule', { CrawlerName, Schedule: 'cron(0 12 * * ? *)' }],
  ['GetCrawler', { Name }, { Crawler: { Schedule: { ScheduleExpression: 'cron(0 12 * * ? *)', State: 'SCHEDULED' } } }],
  ['StopCrawlerSchedule', { CrawlerName }],
  ['GetCrawler', { Name }, { Crawler: { Schedule: { State: 'NOT_SCHEDULED' } } }],
  ['StartCrawlerSchedule', { CrawlerName }],
  ['GetCrawler', { Name }, { Crawler: { Schedule: { State: 'SCHEDULED' } } }],
  ['DeleteCrawler', { Name }],
  ['GetCrawler', { Name }, 'EntityNotFoundException'],
];
