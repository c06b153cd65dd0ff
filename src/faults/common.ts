/** What nouns of several families refuse in the same words. */
import {
  concurrentRunsExceeded,
  conflict,
  entityNotFound,
  idempotentMismatch,
  invalidInput,
  invalidParameter,
} from './errors.js';

const TOKEN_OF_ANOTHER_QUERY = 'Invalid pagination token provided.';

/** Not observed: AWS's text for a token that is not of this query. */
export const invalidToken = () => invalidInput(TOKEN_OF_ANOTHER_QUERY);

/** Of operations that cannot answer InvalidInputException. */
export const invalidTokenParameter = () => invalidParameter(TOKEN_OF_ANOTHER_QUERY);

/** What is said of workflows, and of what is tagged. */
export const entityAbsent = () => entityNotFound('Entity not found');

export const tag = {
  absent: entityAbsent,
  /** Observed of an ARN without a region: no text. */
  incompleteArn: () => invalidInput(''),
  /** Not observed. */
  tooMany: () => invalidInput('A resource can have at most 50 tags.'),
};

const TOKEN_USED = 'The client token was used with other parameters.';

/** A client token that comes a second time, in another call. Not observed: which of the errors it is, the operation's model says. */
export const clientToken = {
  mismatch: () => idempotentMismatch(TOKEN_USED),
  conflict: () => conflict(TOKEN_USED),
  invalid: () => invalidInput(TOKEN_USED),
};

/** Observed of job runs. */
export const concurrentRuns = () => concurrentRunsExceeded('Concurrent runs exceeded.');

/** Not observed. */
export const badSchedule = (expression: string) => invalidInput(`Invalid cron expression: ${expression}`);
