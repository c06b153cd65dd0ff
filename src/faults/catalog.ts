/** What is refused of catalogs, their settings and policies, and of what belongs to tables beside their description. */
import {
  alreadyExists,
  conditionFailed,
  conflict,
  entityNotFound,
  federatedExists,
  invalidInput,
  refreshTask,
  columnStatisticsTask as statisticsTask,
} from '../faults.js';

export const catalog = {
  /** None of these texts is observed; worded as their neighbours'. */
  absent: (id: string) => entityNotFound(`Catalog ${id} not found.`),
  exists: () => alreadyExists('Catalog already exists.'),
  namedAsAccount: () => invalidInput('The name of a catalog cannot be the account ID.'),
  rootStays: () => invalidInput('The default catalog of an account cannot be deleted.'),
  rootOfNested: () => invalidInput('IncludeRoot cannot be given together with a ParentCatalogId.'),
  twoSources: () => invalidInput('A catalog cannot have both a FederatedCatalog and a TargetRedshiftCatalog.'),
  sourceTaken: () => federatedExists('A federated catalog for this connection and identifier already exists.'),
};

export const encryptionSettings = {
  /** Not observed. */
  roleMissing: () =>
    invalidInput('CatalogEncryptionServiceRole has to be given for the mode SSE-KMS-WITH-SERVICE-ROLE.'),
};

export const exportConfiguration = {
  /** None of these texts is observed. */
  absent: () => entityNotFound('Data catalog export configuration not found.'),
  busy: (status: string) => conflict(`The export of the data catalog is in ${status} status.`),
  tokenReused: () => conflict('The client token was used before with another configuration.'),
  algorithm: () => invalidInput('SseAlgorithm has to be AES256, or aws:kms together with a KmsKeyArn.'),
};

export const resourcePolicy = {
  absent: () => entityNotFound('Policy not found'),
  ofResource: () => invalidInput('Glue resource level policy is not currently supported'),
  /** The texts below are not observed. */
  hashDiffers: () => conditionFailed('The policy hash does not match the hash of the current policy.'),
  mustExist: () => conditionFailed('PolicyExistsCondition is MUST_EXIST, but there is no policy.'),
  mustNotExist: () => conditionFailed('PolicyExistsCondition is NOT_EXIST, but there is a policy.'),
  tooLarge: () => invalidInput('The policy is larger than 10240 bytes.'),
  invalid: (reason: string) => invalidInput(`The policy is not valid: ${reason}`),
};

export const columnStatistics = {
  absent: () => entityNotFound('Statistics do not exist for this column'),
  /** The texts below are not observed; that inconsistent values are refused is. */
  noSuchColumn: (name: string) => entityNotFound(`Column ${name} not found.`),
  oneData: (type: string) => invalidInput(`The statistics data has to be of its Type ${type}, and of no other.`),
  inconsistent: () => invalidInput('The statistics are inconsistent: a minimum or average exceeds its maximum.'),
};

export const columnStatisticsTask = {
  /** None of these texts is observed. */
  absentRun: (id: string) => entityNotFound(`Column statistics task run ${id} not found.`),
  running: (table: string) => statisticsTask.running(`A column statistics task is already running for table ${table}.`),
  notRunning: (table: string) => statisticsTask.notRunning(`No column statistics task is running for table ${table}.`),
  stopping: (table: string) => statisticsTask.stopping(`The column statistics task of table ${table} is stopping.`),
  noSuchColumn: (name: string) => invalidInput(`Column ${name} is not a column of the table.`),
  absentSettings: (table: string) => entityNotFound(`Column statistics task settings of table ${table} not found.`),
  settingsExist: (table: string) => alreadyExists(`Column statistics task settings of table ${table} already exist.`),
  badSchedule: (expression: string) => invalidInput(`Invalid cron expression: ${expression}`),
  withoutSchedule: (table: string) =>
    invalidInput(`The column statistics task settings of table ${table} have no schedule.`),
  scheduled: (table: string) =>
    invalidInput(`The column statistics task schedule of table ${table} is already running.`),
  notScheduled: (table: string) =>
    invalidInput(`The column statistics task schedule of table ${table} is not running.`),
};

export const materializedView = {
  /** None of these texts is observed. */
  absentRun: (id: string) => entityNotFound(`Materialized view refresh task run ${id} not found.`),
  running: (table: string) => refreshTask.running(`A refresh task is already running for materialized view ${table}.`),
  notRunning: (table: string) => refreshTask.notRunning(`No refresh task is running for materialized view ${table}.`),
  stopping: (table: string) => refreshTask.stopping(`The refresh task of materialized view ${table} is stopping.`),
  noView: (table: string) => invalidInput(`Table ${table} is not a materialized view.`),
};

export const tableOptimizer = {
  /** None of these texts is observed. */
  absent: (type: string, table: string) => entityNotFound(`Table optimizer ${type} of table ${table} not found.`),
  exists: (type: string, table: string) => alreadyExists(`Table optimizer ${type} of table ${table} already exists.`),
  notIceberg: (table: string) => invalidInput(`Table ${table} is not an Iceberg table.`),
  roleMissing: () => invalidInput('roleArn has to be given.'),
  configurationMissing: (member: string, type: string) =>
    invalidInput(`${member} has to be given for an optimizer of type ${type}.`),
  otherConfiguration: (member: string, type: string) =>
    invalidInput(`${member} cannot be given for an optimizer of type ${type}.`),
  rate: () => invalidInput('runRateInHours has to be between 3 and 168.'),
  entryIncomplete: () => invalidInput('catalogId, databaseName, tableName and type have to be given.'),
};

export const tableSearch = {
  /** None of these texts is observed. */
  badTime: (value: string) => invalidInput(`${value} is not a time.`),
  filterIncomplete: () => invalidInput('Each filter needs a Key and a Value.'),
  badSort: (field: string) => invalidInput(`Tables cannot be sorted by ${field}.`),
};
