/** What is refused of triggers, workflows and blueprints, and of their runs. */
import { entityAbsent } from './common.js';
import {
  alreadyExists,
  concurrentRunsExceeded,
  entityNotFound,
  illegalBlueprintState,
  illegalWorkflowState,
  invalidInput,
} from './errors.js';

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
  withoutPredicate: () => invalidInput('Predicate cannot be null or empty for CONDITIONAL trigger type.'),
  withoutLogical: () => invalidInput('Logical cannot be null or empty if there is more than one condition.'),
};

export const workflow = {
  absent: entityAbsent,
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
