/** Recommendation runs: rules for a table, made from what the catalog knows of it, and kept as a ruleset when the caller names one. */

import type {
  DataQualityRuleRecommendationRunDescription,
  GetDataQualityRuleRecommendationRunResponse,
  RecommendationMode,
} from '@aws-sdk/client-glue';
import type { Scope } from '../../context.js';
import { clientToken } from '../../faults/common.js';
import { dataQualityRun as faults } from '../../faults/data-quality.js';
import { oncePerToken } from '../../kinds/client-token.js';
import type { Input, Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import { knownOf } from './known.js';
import { recommendedRuleset } from './managed-ruleset.js';
import { describedRuleset, rulesets } from './ruleset-entity.js';
import { DataQualityRuns, DEFAULT_TIMEOUT, DEFAULT_WORKERS, progressOf, type Run, startOf, statusOf } from './run.js';
import { findSource, isOfSource, sourceTable } from './source.js';
import { isBetween } from './time-filter.js';

type Asked = Omit<Input<'StartDataQualityRuleRecommendationRun'>, 'ClientToken'>;
type Recommendation = Asked & Run & { RecommendationMode: RecommendationMode; RecommendedRuleset?: string };

const recommendations = new DataQualityRuns<Recommendation>('dataQualityRecommendationRun', recommended);

export const dataQualityRecommendationTasks = recommendations.tasks;

export const dataQualityRecommendationHandlers: GlueHandlers = {
  /** @limit Reads no data: recommends rules from the columns and the row count that the catalog has. */
  StartDataQualityRuleRecommendationRun(input, context) {
    const { ClientToken: _, ...given } = input;
    return oncePerToken(context, input, clientToken.conflict, () => {
      knownOfSource(context, given);
      const { CreatedRulesetName: name } = given;
      if (name !== undefined && rulesets.has(context, [name])) throw faults.nameTaken(name);
      const { NumberOfWorkers = DEFAULT_WORKERS, Timeout = DEFAULT_TIMEOUT, RecommendationMode = 'BASIC' } = given;
      const asked = { ...given, NumberOfWorkers, Timeout, RecommendationMode };
      return { RunId: recommendations.begin(context, (begun) => ({ ...asked, ...begun }), Timeout) };
    });
  },

  GetDataQualityRuleRecommendationRun({ RunId }, context) {
    return told(context, recommendations.sequence.get(context, [RunId]));
  },

  /** No call gives a run tags: whoever asks for some finds none. */
  ListDataQualityRuleRecommendationRuns(input, context) {
    const { DataSource: wanted, StartedAfter, StartedBefore } = input.Filter ?? {};
    const isTagged = Object.keys(input.Tags ?? {}).length === 0;
    const { items, NextToken } = recommendations.sequence.page(context, [], input, (run) => {
      const isChosen =
        isTagged && isOfSource(context, run.DataSource, wanted) && isBetween(startOf(run), StartedAfter, StartedBefore);
      return isChosen ? described(context, run) : undefined;
    });
    return { Runs: items, NextToken };
  },

  CancelDataQualityRuleRecommendationRun({ RunId }, context) {
    recommendations.cancel(context, RunId);
    return {};
  },
};

function told(scope: Scope, run: Recommendation): Wire<GetDataQualityRuleRecommendationRunResponse> {
  const { number: _, id: RunId, course: __, ErrorString: ___, ...asked } = run;
  return { RunId, ...asked, ...progressOf(scope, run) };
}

function described(scope: Scope, run: Recommendation): Wire<DataQualityRuleRecommendationRunDescription> {
  const { id: RunId, DataSource, CreatedRulesetName, RecommendationMode } = run;
  return {
    RunId,
    Status: statusOf(scope, run),
    StartedOn: startOf(run),
    DataSource,
    ...(CreatedRulesetName !== undefined && { CreatedRulesetName }),
    RecommendationMode,
  };
}

function knownOfSource(scope: Scope, { DataSource }: Asked) {
  const { TableName, AdditionalOptions } = sourceTable(DataSource);
  const table = findSource(scope, DataSource);
  if (!table) throw faults.absentTable(TableName);
  return knownOf(table, AdditionalOptions);
}

/** What a run that succeeds brings about. */
function recommended(scope: Scope, run: Recommendation): Partial<Recommendation> {
  const known = knownOfSource(scope, run);
  if (known.isToFail) throw faults.toFail();
  const RecommendedRuleset = recommendedRuleset(known, run.RecommendationMode);
  const { CreatedRulesetName: Name, DataQualitySecurityConfiguration, id: RecommendationRunId, DataSource } = run;
  if (Name === undefined) return { RecommendedRuleset };
  const { DatabaseName, TableName, CatalogId } = sourceTable(DataSource);
  const TargetTable = { DatabaseName, TableName, ...(CatalogId !== undefined && { CatalogId }) };
  const ruleset = describedRuleset(scope, {
    Name,
    Ruleset: RecommendedRuleset,
    TargetTable,
    RecommendationRunId,
    ...(DataQualitySecurityConfiguration !== undefined && { DataQualitySecurityConfiguration }),
  });
  rulesets.create(scope, [Name], ruleset);
  return { RecommendedRuleset };
}
