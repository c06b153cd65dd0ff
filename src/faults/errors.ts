/**
 * The errors that Glue's model has, to be made with a text. The classes are the SDK's own, so what a handler throws is what a client catches.
 * Which texts there are stands in the other files here, by the families of nouns that src/glue has: one factory for each situation, each text
 * once. Texts are AWS's where they have been observed on the service; the others are marked.
 */
import type { GlueServiceException } from '@aws-sdk/client-glue';
import type { Fault } from '../call.js';
import { glueSdk as sdk } from '../model/sdk.js';

type ErrorClass<E> = new (options: { message: string; $metadata: Record<string, never> }) => E;

const errorOf =
  <E>(Class: ErrorClass<E>) =>
  (message: string) =>
    new Class({ message, $metadata: {} });

export const alreadyExists = errorOf(sdk.AlreadyExistsException);
export const concurrentModification = errorOf(sdk.ConcurrentModificationException);
export const conditionFailed = errorOf(sdk.ConditionCheckFailureException);
export const conflict = errorOf(sdk.ConflictException);
export const entityNotFound = errorOf(sdk.EntityNotFoundException);
export const concurrentRunsExceeded = errorOf(sdk.ConcurrentRunsExceededException);
export const federatedExists = errorOf(sdk.FederatedResourceAlreadyExistsException);
export const idempotentMismatch = errorOf(sdk.IdempotentParameterMismatchException);
export const illegalBlueprintState = errorOf(sdk.IllegalBlueprintStateException);
export const illegalSessionState = errorOf(sdk.IllegalSessionStateException);
export const illegalWorkflowState = errorOf(sdk.IllegalWorkflowStateException);
export const integrationConflict = errorOf(sdk.IntegrationConflictOperationFault);
export const integrationNotFound = errorOf(sdk.IntegrationNotFoundFault);
export const invalidInput = errorOf(sdk.InvalidInputException);
export const invalidIntegrationState = errorOf(sdk.InvalidIntegrationStateFault);
export const transformNotReady = errorOf(sdk.MLTransformNotReadyException);
export const notSupported = errorOf(sdk.OperationNotSupportedException);
export const resourceNotFound = errorOf(sdk.ResourceNotFoundException);
export const limitExceeded = errorOf(sdk.ResourceNumberLimitExceededException);
export const targetNotFound = errorOf(sdk.TargetResourceNotFound);
export const invalidState = errorOf(sdk.InvalidStateException);
export const invalidParameter = errorOf(sdk.ValidationException);

export const columnStatisticsTaskError = {
  running: errorOf(sdk.ColumnStatisticsTaskRunningException),
  notRunning: errorOf(sdk.ColumnStatisticsTaskNotRunningException),
  stopping: errorOf(sdk.ColumnStatisticsTaskStoppingException),
};

export const refreshTaskError = {
  running: errorOf(sdk.MaterializedViewRefreshTaskRunningException),
  notRunning: errorOf(sdk.MaterializedViewRefreshTaskNotRunningException),
  stopping: errorOf(sdk.MaterializedViewRefreshTaskStoppingException),
};

export const crawlerError = {
  running: errorOf(sdk.CrawlerRunningException),
  notRunning: errorOf(sdk.CrawlerNotRunningException),
  stopping: errorOf(sdk.CrawlerStoppingException),
};

export const schedulerError = {
  none: errorOf(sdk.NoScheduleException),
  running: errorOf(sdk.SchedulerRunningException),
  notRunning: errorOf(sdk.SchedulerNotRunningException),
};

/** An operation of the model that this server does not serve yet. */
export const operationNotSupported = (operation: string) =>
  notSupported(`${operation} is not supported yet by this endpoint.`);

/** What a thrown error is on the wire; anything that is no modelled error is a defect of this server. */
export function faultOf(error: unknown): Fault {
  const { name, message, $fault } = error as Partial<GlueServiceException>;
  if ($fault === undefined)
    return { code: 'InternalServiceException', message: 'An internal error has occurred.', statusCode: 500 };
  return { code: name ?? 'InternalServiceException', message, statusCode: $fault === 'server' ? 500 : 400 };
}
