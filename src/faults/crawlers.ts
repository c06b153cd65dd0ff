/** What is refused of crawlers, their crawls and schedules, and of classifiers. */
import { alreadyExists, crawlerError, entityNotFound, invalidInput, schedulerError } from './errors.js';

export const crawler = {
  absent: (name: string) => entityNotFound(`Crawler entry with name ${name} does not exist`),
  /** What StartCrawler says. */
  absentToRun: (name: string) => entityNotFound(`Crawler with name ${name} does not exist`),
  exists: (name: string, account: string) => alreadyExists(`${account}:${name} already exists`),
  withoutDatabase: () =>
    invalidInput(
      'You must provide the DatabaseName parameter when you specify a non-catalog targeted crawler. Specify the parameter.',
    ),
  withoutTargets: () => invalidInput('Targets are not defined'),
  /** What StartCrawler says. */
  running: (name: string) => crawlerError.running(`Crawler with name ${name} has already started`),
  /** What UpdateCrawler says of a crawler at work. */
  updatedAtWork: () =>
    invalidInput('Cannot update Crawler while running. Please stop crawl or wait until it completes to update.'),
  /** What DeleteCrawler says of one. Observed once, in 2018: where the name begins is not sure. */
  deletedAtWork: (name: string) => crawlerError.running(`Cannot delete ${name} while it's running`),
  notRunning: (name: string) => crawlerError.notRunning(`Crawler with name ${name} is not running`),
  newFoldersOnly: () =>
    invalidInput(
      'The SchemaChangePolicy for "Crawl new folders only" Amazon S3 target can have only LOG DeleteBehavior value and LOG UpdateBehavior value.',
    ),
  /** The texts below are not observed. */
  stopping: (name: string) => crawlerError.stopping(`Crawler with name ${name} is stopping`),
  badConfiguration: () => invalidInput('Configuration is not valid JSON'),
  badFilter: () => invalidInput('Each filter needs a FieldName, a FilterOperator and a FieldValue of the field.'),
  withoutSchedule: (name: string) => schedulerError.none(`Crawler with name ${name} has no schedule`),
  scheduled: (name: string) => schedulerError.running(`The schedule of crawler with name ${name} is already running`),
  notScheduled: (name: string) => schedulerError.notRunning(`The schedule of crawler with name ${name} is not running`),
};

export const classifier = {
  absent: (name: string) => entityNotFound(`Classifier ${name} not found. not found.`),
  exists: (name: string) => alreadyExists(`Classifier ${name} already exists. already exists`),
  /** The texts below are not observed. */
  oneOf: () =>
    invalidInput('Exactly one of GrokClassifier, XMLClassifier, JsonClassifier and CsvClassifier has to be given.'),
  otherType: (name: string) => invalidInput(`Classifier ${name} is of another type.`),
  quoteIsDelimiter: () => invalidInput('QuoteSymbol must be different from Delimiter.'),
  unknownDatatype: (datatype: string) => invalidInput(`${datatype} is not a supported custom datatype.`),
};
