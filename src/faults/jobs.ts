/** What is refused of jobs and their runs, triggers, workflows and blueprints. */
import {
  alreadyExists,
  concurrentRunsExceeded,
  entityNotFound,
  idempotentMismatch,
  illegalBlueprintState,
  illegalWorkflowState,
  invalidInput,
} from '../faults.js';

export const job = {
  absent: () => entityNotFound('Job not found.'),
  mismatch: () => idempotentMismatch('Job already submitted with different configuration.'),
  /** What StartJobRun says. */
  absentToRun: () => entityNotFound('Failed to start job run due to missing metadata.'),
  workersIncomplete: () => invalidInput('Please set both Worker Type and Number of Workers.'),
  maxCapacityBesideWorkers: () =>
    invalidInput('Please do not set Max Capacity if using Worker Type and Number of Workers.'),
  allocatedCapacityBesideWorkers: () =>
    invalidInput('Please do not set Allocated Capacity if using Worker Type and Number of Workers.'),
  capacityTwice: () => invalidInput('Please set only Allocated Capacity or Max Capacity.'),
  tooManyWorkers: (type: string, most: number) =>
    invalidInput(`To use Worker Type ${type}, maximum allowed value of Number of Workers is ${most}.`),
  /** The texts below are not observed. */
  incomplete: () => invalidInput('Role and Command have to be given.'),
  capacityOutOfRange: (allowed: string) => invalidInput(`Max Capacity has to be ${allowed}.`),
  timeoutTooLong: () => invalidInput('Timeout has to be at most 10080 minutes.'),
  retriesOutOfRange: () => invalidInput('MaxRetries has to be between 0 and 10.'),
  notFlexible: () => invalidInput('Only glueetl jobs of Glue version 3.0 and above can have ExecutionClass FLEX.'),
  notUpgradable: () => invalidInput('GlueVersion auto needs a glueetl job with MaxRetries of 1 or higher.'),
  unknownOutcome: (outcomes: string) =>
    invalidInput(`--gluetrail-outcome is a list of final states of job runs, separated by commas: ${outcomes}`),
};

export const jobRun = {
  tooMany: () => concurrentRunsExceeded(),
  /** The texts below are not observed. */
  absent: () => entityNotFound('Job run not found.'),
  /** In a batch only: the SDK has no such class. */
  cannotBeStopped: {
    ErrorCode: 'JobRunCannotBeStoppedException',
    ErrorMessage: 'Job Run cannot be stopped in current state.',
  },
  withoutBookmark: (name: string) => entityNotFound(`Continuation for job ${name} not found`),
};

/** None of these texts is observed. */
export const jobUpgrade = {
  absent: (id = '') => entityNotFound(`Upgrade analysis ${id} not found.`),
  withoutConsent: () => invalidInput('UpgradeConsent has to be given.'),
  notWaiting: (status: string) => invalidInput(`The upgrade analysis is in ${status} status.`),
};

/** None of these texts is observed. */
export const sourceControl = {
  unknown: () => invalidInput('Provider, RepositoryName and RepositoryOwner have to be given, or known from the job.'),
};

export const trigger = {
  absent: () => entityNotFound('Trigger not found.'),
  onDemandOnCreation: () => invalidInput('Starting trigger on create is not supported for ON_DEMAND trigger type.'),
  inState: (state: string) => invalidInput(`The operation is not allowed when trigger is in state: ${state}`),
  eventNotStartable: () => invalidInput('Trigger Type EVENT cannot be started'),
  withoutLogicalOperator: () => invalidInput('Logical operator cannot be null or empty'),
  withoutState: (watched: string, states: readonly string[]) =>
    invalidInput(
      `State cannot be null or empty, choose from one of the following ${watched} state: [${states.join(', ')}]`,
    ),
  watchesNothing: () => invalidInput('JobName or CrawlerName in condition cannot be null or empty'),
  startsTwo: () => invalidInput('Both JobName and CrawlerName cannot be set together in an action'),
  startsWhatItWatches: () => invalidInput('Job cannot be a Predicate and Action for Conditional Trigger.'),
  secondStart: () => invalidInput('Workflow already has a starting trigger'),
  /** The texts below are not observed. */
  exists: () => alreadyExists('Trigger already exists.'),
  startsNothing: () => invalidInput('JobName or CrawlerName in action cannot be null or empty'),
  tooManyCrawlers: () => invalidInput('A trigger can start at most 2 crawlers.'),
  withoutSchedule: () => invalidInput('Schedule cannot be null or empty for SCHEDULED trigger type.'),
  badSchedule: (expression: string) => invalidInput(`Invalid cron expression: ${expression}`),
  withoutPredicate: () => invalidInput('Predicate cannot be null or empty for CONDITIONAL trigger type.'),
  withoutLogical: () => invalidInput('Logical cannot be null or empty if there is more than one condition.'),
};

export const workflow = {
  absent: () => entityNotFound('Entity not found'),
  exists: () => alreadyExists('Workflow with given name already Exists'),
  /** The text is the API reference's, of WorkflowRun.ErrorMessage. */
  tooManyRuns: (name: string) => concurrentRunsExceeded(`Concurrent runs exceeded for workflow: ${name}.`),
  /** The texts below are not observed. */
  notRunning: (status: string) => illegalWorkflowState(`The workflow run cannot be stopped in ${status} state.`),
  notCompleted: (status: string) => illegalWorkflowState(`The workflow run cannot be resumed in ${status} state.`),
  notResumable: (node: string) =>
    invalidInput(`Node ${node} is no job or crawler that the workflow run attempted to run.`),
};

/** None of these texts is observed. */
export const blueprint = {
  absent: (name: string) => entityNotFound(`Blueprint ${name} not found.`),
  exists: () => alreadyExists('Blueprint already exists.'),
  inStatus: (status: string) => illegalBlueprintState(`The blueprint is in ${status} status.`),
  badParameters: () => invalidInput('Parameters have to be a JSON object.'),
  absentRun: (id: string) => entityNotFound(`Blueprint run ${id} not found.`),
};
