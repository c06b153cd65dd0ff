/**
 * Responses that are not logged. Of services other than Glue those of all reads: "For readOnly APIs, this field is null" (CloudTrail user
 * guide, "record contents").
 */
import type { Operation } from '../model/operations.js';
import type { Service } from '../model/service.js';

export function isResponseNull({ name }: Service, operation: Operation): boolean {
  return name === 'glue' ? NULL_RESPONSES.has(operation.name) : operation.readOnly;
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
