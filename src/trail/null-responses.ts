/**
 * Responses that are not logged. "For readOnly APIs, this field is null" (CloudTrail user guide, "record contents"), but Glue's developer
 * guide lists the operations whose responses are not, and a GetTags of 2020, not among them, logged its own. So of Glue there is a choice.
 */
import type { Operation } from '../model/operations.js';
import type { Service } from '../model/service.js';

/** Of Glue's responses null are those of the developer guide's list, or those of all other reads too. */
export const LOGGED_RESPONSES = ['documented', 'read-only'] as const;

export type LoggedResponses = (typeof LOGGED_RESPONSES)[number];

export function isResponseNull({ name }: Service, operation: Operation, responses: LoggedResponses): boolean {
  const isListed = name === 'glue' && NULL_RESPONSES.has(operation.name);
  return isListed || (operation.readOnly && (name !== 'glue' || responses === 'read-only'));
}

/**
 * Glue's operations whose response CloudTrail logs as null, as AWS's developer guide lists them ("it logs a null instead of the responses
 * returned by the following APIs"). GetObjects stands in that list although no version of the Glue API has it.
 */
export const NULL_RESPONSES: ReadonlySet<string> = new Set([
  'BatchGetPartition',
  'CreateScript',
  'GetCatalogImportStatus',
  'GetClassifier',
  'GetClassifiers',
  'GetConnection',
  'GetConnections',
  'GetCrawler',
  'GetCrawlers',
  'GetCrawlerMetrics',
  'GetDatabase',
  'GetDatabases',
  'GetDataflowGraph',
  'GetDevEndpoint',
  'GetDevEndpoints',
  'GetJob',
  'GetJobs',
  'GetJobRun',
  'GetJobRuns',
  'GetMapping',
  'GetObjects',
  'GetPartition',
  'GetPartitions',
  'GetPlan',
  'GetTable',
  'GetTables',
  'GetTableVersions',
  'GetTrigger',
  'GetTriggers',
  'GetUserDefinedFunction',
  'GetUserDefinedFunctions',
]);
