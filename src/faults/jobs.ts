/** What is refused of jobs and their runs, of dashboards and of generated scripts. */
import { concurrentRuns } from './common.js';
import { entityNotFound, idempotentMismatch, invalidInput, notSupported } from './errors.js';

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
  withoutCommandName: () => invalidInput('Command name should not be null or empty.'),
  workersOfPythonShell: () => invalidInput('Worker Type is not supported for Job Command pythonshell'),
  tooFewWorkers: (type: string, least: number) =>
    invalidInput(`To use Worker Type ${type}, minimum allowed value of Number of Workers is ${least}.`),
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
  tooMany: concurrentRuns,
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

/** None of these texts is observed. */
export const dashboard = {
  jobAbsent: (id: string) => entityNotFound(`Job ${id} not found.`),
  notSpark: (id: string) => notSupported(`Job ${id} does not run on Spark.`),
};

/** None of these texts is observed. */
export const etlScript = {
  twice: (id: string) => invalidInput(`Node ${id} is given twice.`),
  unknownNode: (id: string) => invalidInput(`An edge names node ${id}, which is not given.`),
  cyclic: () => invalidInput('The graph has a cycle.'),
  nodeType: (type: string) => invalidInput(`${type} is not a node type.`),
  argument: (id: string, name: string) => invalidInput(`Argument ${name} of node ${id} has to be a name and one line.`),
  withoutInput: (id: string) => invalidInput(`Node ${id} has no input.`),
  withInput: (id: string) => invalidInput(`Data source ${id} cannot have an input.`),
  annotation: (line: number) => invalidInput(`The annotation in line ${line} cannot be read.`),
  mapping: () => invalidInput('Each mapping needs a SourcePath and a SourceType.'),
};
