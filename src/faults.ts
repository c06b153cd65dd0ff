/**
 * The errors that Glue answers: one factory for each situation, each text once. The classes are the SDK's own, so what a handler throws
 * is what a client catches. Texts are AWS's where they have been observed on the service; the others are marked.
 */
import {
  AlreadyExistsException,
  ColumnStatisticsTaskNotRunningException,
  ColumnStatisticsTaskRunningException,
  ColumnStatisticsTaskStoppingException,
  ConcurrentModificationException,
  ConcurrentRunsExceededException,
  ConditionCheckFailureException,
  ConflictException,
  CrawlerNotRunningException,
  CrawlerRunningException,
  CrawlerStoppingException,
  EntityNotFoundException,
  FederatedResourceAlreadyExistsException,
  IdempotentParameterMismatchException,
  IllegalBlueprintStateException,
  IllegalSessionStateException,
  IllegalWorkflowStateException,
  IntegrationConflictOperationFault,
  IntegrationNotFoundFault,
  InvalidInputException,
  InvalidIntegrationStateFault,
  MaterializedViewRefreshTaskNotRunningException,
  MaterializedViewRefreshTaskRunningException,
  MaterializedViewRefreshTaskStoppingException,
  MLTransformNotReadyException,
  NoScheduleException,
  OperationNotSupportedException,
  ResourceNotFoundException,
  ResourceNumberLimitExceededException,
  SchedulerNotRunningException,
  SchedulerRunningException,
  TargetResourceNotFound,
  ValidationException,
} from '@aws-sdk/client-glue';
import type { Fault } from './call.js';

const $metadata = {};

export const entityNotFound = (message: string) => new EntityNotFoundException({ message, $metadata });
export const alreadyExists = (message: string) => new AlreadyExistsException({ message, $metadata });
export const invalidInput = (message: string) => new InvalidInputException({ message, $metadata });
export const concurrentModification = (message: string) => new ConcurrentModificationException({ message, $metadata });
export const limitExceeded = (message: string) => new ResourceNumberLimitExceededException({ message, $metadata });

export const conditionFailed = (message: string) => new ConditionCheckFailureException({ message, $metadata });
export const conflict = (message: string) => new ConflictException({ message, $metadata });
export const federatedExists = (message: string) => new FederatedResourceAlreadyExistsException({ message, $metadata });

export const columnStatisticsTask = {
  running: (message: string) => new ColumnStatisticsTaskRunningException({ message, $metadata }),
  notRunning: (message: string) => new ColumnStatisticsTaskNotRunningException({ message, $metadata }),
  stopping: (message: string) => new ColumnStatisticsTaskStoppingException({ message, $metadata }),
};

export const refreshTask = {
  running: (message: string) => new MaterializedViewRefreshTaskRunningException({ message, $metadata }),
  notRunning: (message: string) => new MaterializedViewRefreshTaskNotRunningException({ message, $metadata }),
  stopping: (message: string) => new MaterializedViewRefreshTaskStoppingException({ message, $metadata }),
};

export const idempotentMismatch = (message: string) => new IdempotentParameterMismatchException({ message, $metadata });
export const illegalBlueprintState = (message: string) => new IllegalBlueprintStateException({ message, $metadata });
export const illegalWorkflowState = (message: string) => new IllegalWorkflowStateException({ message, $metadata });
export const illegalSessionState = (message: string) => new IllegalSessionStateException({ message, $metadata });
/** The text is observed of job runs. */
export const concurrentRunsExceeded = (message = 'Concurrent runs exceeded.') =>
  new ConcurrentRunsExceededException({ message, $metadata });
export const transformNotReady = (message: string) => new MLTransformNotReadyException({ message, $metadata });
export const invalidParameter = (message: string) => new ValidationException({ message, $metadata });
export const integrationConflict = (message: string) => new IntegrationConflictOperationFault({ message, $metadata });
export const integrationNotFound = (message: string) => new IntegrationNotFoundFault({ message, $metadata });
export const invalidIntegrationState = (message: string) => new InvalidIntegrationStateFault({ message, $metadata });
export const resourceNotFound = (message: string) => new ResourceNotFoundException({ message, $metadata });
export const targetNotFound = (message: string) => new TargetResourceNotFound({ message, $metadata });
export const notSupported = (message: string) => new OperationNotSupportedException({ message, $metadata });

/** Not observed: AWS's text for a token that is not of this query. */
export const invalidToken = () => invalidInput('Invalid pagination token provided.');

/** An operation of the model that this server does not serve yet. */
export const operationNotSupported = (operation: string) =>
  new OperationNotSupportedException({ message: `${operation} is not supported yet by this endpoint.`, $metadata });

export const database = {
  absent: (name: string) => entityNotFound(`Database ${name} not found.`),
  exists: () => alreadyExists('Database already exists.'),
  /** Not observed. */
  renamed: () => invalidInput('A database cannot be renamed.'),
};

export const table = {
  /** GetTable and UpdateTable say no more than this; every other operation names the table. */
  absentBare: () => entityNotFound('Entity Not Found'),
  absent: (name: string) => entityNotFound(`Table ${name} not found.`),
  absentInBatch: (name: string) => entityNotFound(`Table ${name} not found`),
  exists: () => alreadyExists('Table already exists.'),
  stale: () => concurrentModification('Update table failed due to concurrent modifications.'),
  /** Not observed. */
  nameMissing: () => invalidInput('TableInput is missing the name of the table.'),
  /** Not observed. */
  nothingToUpdate: () => invalidInput('Either TableInput or UpdateOpenTableFormatInput has to be given.'),
  /** Not observed. */
  renamed: () => invalidInput('A table cannot be renamed.'),
  partitionColumnParameters: () => invalidInput('Parameters not supported for partition columns'),
};

/** Not observed. */
export const namePattern = {
  invalid: (expression: string) => invalidInput(`Invalid regular expression: ${expression}`),
};

export const tableVersion = {
  absent: () => entityNotFound('Table version not found.'),
  latest: () => invalidInput('VersionId cannot be equal to the latest.'),
};

export const partition = {
  absent: () => entityNotFound('Cannot find partition.'),
  absentInBatch: () => entityNotFound('Partition not found'),
  absentInUpdate: (values: readonly string[]) => entityNotFound(`Partition [${values.join(', ')}] not found`),
  exists: () => alreadyExists('Partition already exists.'),
  /** An update cannot answer AlreadyExistsException: its model does not list it. */
  taken: () => invalidInput('Partition already exists.'),
  valueCount: () => invalidInput('The number of partition keys do not match the number of partition values'),
  badExpression: (reason: string) => invalidInput(reason),
};

export const partitionIndex = {
  /** Not observed. */
  absent: (name: string) => entityNotFound(`Partition index ${name} not found.`),
  unknownKeys: (keys: readonly string[]) =>
    invalidInput(`IndexKeys not a part of PartitionColumns. Verify the indexKeys : [${keys.join(', ')}]`),
  sameName: (name: string) => alreadyExists(`Partition Index ${name} already exists with the same name.`),
  sameKeys: (name: string) => alreadyExists(`Partition Index ${name} already exists with the same keys.`),
  limit: () => limitExceeded('Partition index limit exceeded. Maximum: 3'),
  busy: (name: string, state: string) =>
    invalidInput(
      `Index ${name} is in ${state} state. Only 1 index can be created or deleted simultaneously per table.`,
    ),
};

export const connection = {
  absent: (name: string, account: string) =>
    entityNotFound(`Connection with name ${name} in account ${account} is not found`),
  exists: () => alreadyExists('Connection already exists.'),
  /** The texts below are not observed. */
  renamed: () => invalidInput('A connection cannot be renamed.'),
  nothingToTest: () => invalidInput('Either ConnectionName or TestConnectionInput has to be given.'),
  notTestable: (type = 'unknown') => invalidInput(`Connections of type ${type} cannot be tested.`),
  incomplete: (needed: string) => invalidInput(`The connection properties are incomplete: ${needed} needed.`),
};

export const crawler = {
  absent: (name: string) => entityNotFound(`Crawler entry with name ${name} does not exist`),
  /** What StartCrawler says. */
  absentToRun: (name: string) => entityNotFound(`Crawler with name ${name} does not exist`),
  exists: (name: string, account: string) => alreadyExists(`${account}:${name} already exists`),
  withoutTargets: () => invalidInput('Targets are not defined'),
  running: (name: string) =>
    new CrawlerRunningException({ message: `Crawler with name ${name} has already started`, $metadata }),
  notRunning: (name: string) =>
    new CrawlerNotRunningException({ message: `Crawler with name ${name} is not running`, $metadata }),
  newFoldersOnly: () =>
    invalidInput(
      'The SchemaChangePolicy for "Crawl new folders only" Amazon S3 target can have only LOG DeleteBehavior value and LOG UpdateBehavior value.',
    ),
  /** The texts below are not observed. */
  stopping: (name: string) =>
    new CrawlerStoppingException({ message: `Crawler with name ${name} is stopping`, $metadata }),
  badConfiguration: () => invalidInput('Configuration is not valid JSON'),
  badFilter: () => invalidInput('Each filter needs a FieldName, a FilterOperator and a FieldValue of the field.'),
  badSchedule: (expression: string) => invalidInput(`Invalid cron expression: ${expression}`),
  withoutSchedule: (name: string) =>
    new NoScheduleException({ message: `Crawler with name ${name} has no schedule`, $metadata }),
  scheduled: (name: string) =>
    new SchedulerRunningException({
      message: `The schedule of crawler with name ${name} is already running`,
      $metadata,
    }),
  notScheduled: (name: string) =>
    new SchedulerNotRunningException({
      message: `The schedule of crawler with name ${name} is not running`,
      $metadata,
    }),
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

export const userDefinedFunction = {
  /** None of these texts is observed; worded as their neighbours'. */
  absent: (name: string) => entityNotFound(`Function ${name} not found.`),
  exists: () => alreadyExists('Function already exists.'),
  nameMissing: () => invalidInput('FunctionInput is missing the name of the function.'),
  renamed: () => invalidInput('A function governed by LAKE_FORMATION cannot be renamed.'),
  governanceFixed: () => invalidInput('The governance mode of a function cannot be changed.'),
  ungovernable: () =>
    invalidInput('A function governed by LAKE_FORMATION needs an ArtifactLocation and 1 to 10 resource URIs under it.'),
};

export const tag = {
  absent: () => entityNotFound('Entity not found'),
  /** Not observed. */
  tooMany: () => invalidInput('A resource can have at most 50 tags.'),
};

/** What a thrown error is on the wire; anything that is no modelled error is a defect of this server. */
export function faultOf(error: unknown): Fault {
  const { name, message, $fault } = error as Partial<EntityNotFoundException>;
  if ($fault === undefined)
    return { code: 'InternalServiceException', message: 'An internal error has occurred.', statusCode: 500 };
  return { code: name ?? 'InternalServiceException', message, statusCode: ($fault as string) === 'server' ? 500 : 400 };
}
