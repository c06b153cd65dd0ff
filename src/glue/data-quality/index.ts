/** Data quality: rulesets, runs, results, statistics. */
import type { Family } from '../handlers.js';
import { evaluationConfigTasks } from './config-schedule.js';
import { dataQualityEvaluationConfigHandlers } from './data-quality-evaluation-config.js';
import { dataQualityModelHandlers } from './data-quality-model.js';
import { dataQualityRecommendationHandlers, dataQualityRecommendationTasks } from './data-quality-recommendation.js';
import { dataQualityResultHandlers } from './data-quality-result.js';
import { dataQualityResultV2Handlers } from './data-quality-result-v2.js';
import { dataQualityRulesetHandlers } from './data-quality-ruleset.js';
import { dataQualityRunHandlers, dataQualityRunTasks } from './data-quality-run.js';
import { dataQualityStatisticHandlers } from './data-quality-statistic.js';

export const dataQuality: Family = {
  handlers: [
    dataQualityRulesetHandlers,
    dataQualityRunHandlers,
    dataQualityRecommendationHandlers,
    dataQualityResultHandlers,
    dataQualityResultV2Handlers,
    dataQualityStatisticHandlers,
    dataQualityModelHandlers,
    dataQualityEvaluationConfigHandlers,
  ],
  tasks: { ...dataQualityRunTasks, ...dataQualityRecommendationTasks, ...evaluationConfigTasks },
};
