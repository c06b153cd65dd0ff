/** What is refused of tables and of what belongs to them: versions, partitions, indexes, statistics, optimizers, views. */
import {
  alreadyExists,
  columnStatisticsTaskError,
  concurrentModification,
  entityNotFound,
  invalidInput,
  invalidState,
  limitExceeded,
  refreshTaskError,
} from './errors.js';

/** As most operations name it; those that cannot answer EntityNotFoundException say the same. */
export const noTable = (name: string) => `Table ${name} not found.`;

export const table = {
  /** GetTable and UpdateTable say no more than this; every other operation names the table. */
  absentBare: () => entityNotFound('Entity Not Found'),
  absent: (name: string) => entityNotFound(noTable(name)),
  absentInBatch: (name: string) => entityNotFound(`Table ${name} not found`),
  exists: () => alreadyExists('Table already exists.'),
  stale: () => concurrentModification('Update table failed due to concurrent modifications.'),
  /** Not observed. */
  nameMissing: () => invalidInput('TableInput is missing the name of the table.'),
  /** Not observed. */
  nothingToUpdate: () => invalidInput('Either TableInput or UpdateOpenTableFormatInput has to be given.'),
  renamed: () => invalidInput('Table cannot be renamed'),
  icebergReserved: () =>
    invalidInput('Cannot use reserved parameters table_type or metadata_location while creating an iceberg table'),
  icebergType: () => invalidInput('Iceberg table type has to be EXTERNAL_TABLE'),
  icebergWithoutLocation: () => invalidInput('Location information cannot be null while creating an iceberg table'),
  icebergTwice: () => invalidInput('Table metadata information present at multiple parts of input request'),
  /** That this is not supported is in the Lake Formation developer guide; the text is not observed. */
  throughTwoLinks: () => invalidInput('The operation is not supported through more than one resource link.'),
  partitionColumnParameters: () => invalidInput('Parameters not supported for partition columns'),
};

export const tableVersion = {
  absent: () => entityNotFound('Table version not found.'),
  /** GetTableVersion, of a version that the table never had. */
  neverThere: () => entityNotFound('Version not found.'),
  latest: () => invalidInput('VersionId cannot be equal to the latest.'),
  /** Not observed; the API reference calls a version the string representation of an integer. */
  noInteger: () => invalidInput('VersionId has to be an integer.'),
};

const PARTITION_EXISTS = 'Partition already exists.';

export const partition = {
  absent: () => entityNotFound('Cannot find partition.'),
  absentInBatch: () => entityNotFound('Partition not found'),
  absentInUpdate: (values: readonly string[]) => entityNotFound(`Partition [${values.join(', ')}] not found`),
  exists: () => alreadyExists(PARTITION_EXISTS),
  /** An update cannot answer AlreadyExistsException: its model does not list it. */
  taken: () => invalidInput(PARTITION_EXISTS),
  valueCount: () => invalidInput('The number of partition keys do not match the number of partition values'),
  badExpression: (reason: string) => invalidInput(reason),
  badValue: (reason: string) => invalidState(reason),
};

export const partitionIndex = {
  absent: (name: string) => entityNotFound(`Index with the given indexName : ${name} does not exist.`),
  unknownKeys: (keys: readonly string[]) =>
    invalidInput(`IndexKeys not a part of PartitionColumns. Verify the indexKeys : [${keys.join(', ')}]`),
  sameName: (name: string) => alreadyExists(`Partition Index ${name} already exists with the same name.`),
  sameKeys: (name: string) => alreadyExists(`Partition Index ${name} already exists with the same keys.`),
  limit: () => limitExceeded('Partition index limit exceeded. Maximum: 3'),
  busy: (name: string, state: string) =>
    limitExceeded(
      `Index ${name} is in ${state} state. Only 1 index can be created or deleted simultaneously per table.`,
    ),
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
  running: (table: string) =>
    columnStatisticsTaskError.running(`A column statistics task is already running for table ${table}.`),
  notRunning: (table: string) =>
    columnStatisticsTaskError.notRunning(`No column statistics task is running for table ${table}.`),
  stopping: (table: string) =>
    columnStatisticsTaskError.stopping(`The column statistics task of table ${table} is stopping.`),
  noSuchColumn: (name: string) => invalidInput(`Column ${name} is not a column of the table.`),
  absentSettings: (table: string) => entityNotFound(`Column statistics task settings of table ${table} not found.`),
  settingsExist: (table: string) => alreadyExists(`Column statistics task settings of table ${table} already exist.`),
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
  running: (table: string) =>
    refreshTaskError.running(`A refresh task is already running for materialized view ${table}.`),
  notRunning: (table: string) =>
    refreshTaskError.notRunning(`No refresh task is running for materialized view ${table}.`),
  stopping: (table: string) => refreshTaskError.stopping(`The refresh task of materialized view ${table} is stopping.`),
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
