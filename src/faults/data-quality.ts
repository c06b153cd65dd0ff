/** What is refused of data quality: rulesets, runs, results, statistics and evaluation configurations. None of these texts is observed. */

import { alreadyExists, conflict, entityNotFound, invalidInput } from './errors.js';
import { noTable } from './tables.js';

const rulesetExists = (name: string) => `Data quality ruleset ${name} already exists.`;

export const ruleset = {
  /** The text is the parser's, which names the place. */
  invalid: (message: string) => invalidInput(message),
  absent: (name: string) => entityNotFound(`Data quality ruleset ${name} not found.`),
  exists: (name: string) => alreadyExists(rulesetExists(name)),
};

export const dataQualityRun = {
  absent: (id: string) => entityNotFound(`Data quality run ${id} not found.`),
  /** A recommendation run cannot answer EntityNotFoundException when it starts: its model does not list it. */
  absentTable: (name: string) => invalidInput(noTable(name)),
  misunderstood: (name: string, expected: string) => invalidInput(`${name} has to be: ${expected}.`),
  oneSource: () => invalidInput('DataSource needs either GlueTable or DataQualityGlueTable.'),
  over: (id: string, state: string) => invalidInput(`Data quality run ${id} is in ${state} state.`),
  toFail: () => invalidInput('The run is to fail: gluetrail-outcome says so.'),
  nameTaken: (name: string) => conflict(rulesetExists(name)),
};

export const dataQualityResult = {
  absent: (id: string) => entityNotFound(`Data quality result ${id} not found.`),
  tooMany: (most: number) => invalidInput(`At most ${most} result IDs can be asked for.`),
};

export const dataQualityStatistic = {
  absentProfile: (id: string) => entityNotFound(`Data quality profile ${id} not found.`),
  absentModel: () => entityNotFound('There is no data quality model of this statistic yet.'),
  severalStatistics: () => invalidInput('All annotations of a call must refer to a single statistic.'),
};

export const evaluationConfig = {
  absent: (name: string) => entityNotFound(`Data quality evaluation configuration ${name} not found.`),
  exists: (name: string) => alreadyExists(`Data quality evaluation configuration ${name} already exists.`),
  twoRulesets: () => invalidInput('Specify either RulesetName or ManagedRulesetName, not both.'),
  incomplete: (level: string, member: string) => invalidInput(`A configuration of level ${level} needs ${member}.`),
  withoutSchedule: () => invalidInput('The trigger SCHEDULE needs a ScheduleExpression.'),
  badSchedule: (expression: string) => invalidInput(`Invalid schedule expression: ${expression}`),
  tooFast: () => invalidInput('A schedule can run at most once an hour.'),
};
