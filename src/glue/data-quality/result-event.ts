/**
 * What EventBridge is told of a result of data quality. Its members are those of captured events: AWS's own sample, of "Set up alerts" in the
 * developer guide, says resultID, rulesSucceeded and so on.
 */
import type { Scope } from '../../context.js';
import type { Id } from '../../kinds/kind.js';
import type { Verdict } from './verdict.js';

export interface ToldResult {
  resultId: string;
  runId: string;
  rulesetNames: readonly string[];
  /** [catalog, database, table] */
  table: Id;
}

/** `state` is what the rules say of the data, not how the run went. */
export function announceResult(
  scope: Scope,
  { resultId, runId, rulesetNames, table }: ToldResult,
  verdict: Verdict,
): void {
  const all = verdict.RuleResults.length;
  const passed = verdict.RuleResults.filter(({ Result }) => Result === 'PASS').length;
  const [catalogId, databaseName, tableName] = table;
  scope.announce?.(scope, {
    source: 'aws.glue-dataquality',
    detailType: 'Data Quality Evaluation Results Available',
    resources: [],
    detail: {
      resultId,
      context: { contextType: 'GLUE_DATA_CATALOG', runId, databaseName, tableName, catalogId },
      rulesetNames,
      state: passed < all ? 'FAILED' : 'SUCCEEDED',
      score: all > 0 ? passed / all : 0,
      numRulesSucceeded: passed,
      numRulesFailed: all - passed,
      numRulesSkipped: 0,
    },
  });
}
