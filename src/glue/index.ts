/** Glue as this server carries it out: the nouns of its API, each with its operations. */
import type { Implementation } from '../dispatch.js';
import { GLUE } from '../model/service.js';
import { assetHandlers } from './business-catalog/asset.js';
import { glossaryHandlers } from './business-catalog/glossary.js';
import { catalogChanges } from './catalog-changes.js';
import { connectedEntityHandlers } from './connections/connected-entity.js';
import { connectionHandlers } from './connections/connection.js';
import { connectionTypeHandlers } from './connections/connection-type.js';
import { classifierHandlers } from './crawlers/classifier.js';
import { crawlerHandlers, crawlerTasks } from './crawlers/crawler.js';
import type { ObjectSource } from './crawlers/s3-target/object-source.js';
import { catalogEncryptionHandlers } from './data-catalog/catalog-encryption.js';
import { catalogExportHandlers } from './data-catalog/catalog-export.js';
import { catalogImportHandlers } from './data-catalog/catalog-import.js';
import { databaseHandlers } from './data-catalog/database.js';
import { catalogHandlers } from './data-catalog/nested-catalog.js';
import { resourcePolicyHandlers } from './data-catalog/resource-policy.js';
import { userDefinedFunctionHandlers } from './data-catalog/user-defined-function.js';
import { evaluationConfigTasks } from './data-quality/config-schedule.js';
import { dataQualityEvaluationConfigHandlers } from './data-quality/data-quality-evaluation-config.js';
import { dataQualityModelHandlers } from './data-quality/data-quality-model.js';
import {
  dataQualityRecommendationHandlers,
  dataQualityRecommendationTasks,
} from './data-quality/data-quality-recommendation.js';
import { dataQualityResultHandlers } from './data-quality/data-quality-result.js';
import { dataQualityResultV2Handlers } from './data-quality/data-quality-result-v2.js';
import { dataQualityRulesetHandlers } from './data-quality/data-quality-ruleset.js';
import { dataQualityRunHandlers, dataQualityRunTasks } from './data-quality/data-quality-run.js';
import { dataQualityStatisticHandlers } from './data-quality/data-quality-statistic.js';
import { integrationHandlers, integrationTasks } from './integrations/integration.js';
import { integrationPropertyHandlers } from './integrations/integration-property.js';
import { devEndpointHandlers, devEndpointTasks } from './interactive/dev-endpoint.js';
import { sessionHandlers } from './interactive/session.js';
import { statementHandlers } from './interactive/statement.js';
import { dashboardHandlers } from './jobs/dashboard.js';
import { etlScriptHandlers } from './jobs/etl-script.js';
import { jobHandlers } from './jobs/job.js';
import { jobRunTasks } from './jobs/job-run-life.js';
import { mlTransformHandlers, mlTransformTasks } from './ml-transforms/ml-transform.js';
import { registryHandlers, registryTasks } from './schema-registry/registry.js';
import { schemaHandlers, schemaTasks } from './schema-registry/schema.js';
import { schemaVersionHandlers } from './schema-registry/schema-version.js';
import { schemaVersionMetadataHandlers } from './schema-registry/schema-version-metadata.js';
import { customEntityTypeHandlers } from './security/custom-entity-type.js';
import { identityCenterHandlers } from './security/identity-center.js';
import { securityConfigurationHandlers } from './security/security-configuration.js';
import { usageProfileHandlers } from './security/usage-profile.js';
import { columnStatisticsHandlers } from './tables/column-statistics.js';
import { columnStatisticsRunHandlers, columnStatisticsRuns } from './tables/column-statistics-run.js';
import {
  columnStatisticsSettingsHandlers,
  columnStatisticsSettingsTasks,
} from './tables/column-statistics-settings.js';
import { materializedViewHandlers, materializedViewTasks } from './tables/materialized-view.js';
import { partitionHandlers } from './tables/partition.js';
import { partitionIndexHandlers } from './tables/partition-index.js';
import { tableHandlers } from './tables/table.js';
import { tableOptimizerHandlers } from './tables/table-optimizer.js';
import { tableOptimizerTasks } from './tables/table-optimizer-run.js';
import { tableSearchHandlers } from './tables/table-search.js';
import { tableVersionHandlers } from './tables/table-version.js';
import { unfilteredMetadataHandlers } from './tables/unfiltered-metadata.js';
import { tagHandlers } from './tag.js';
import { blueprintHandlers } from './workflows/blueprint.js';
import { blueprintTasks } from './workflows/blueprint-run.js';
import { triggerHandlers } from './workflows/trigger.js';
import { triggerTasks } from './workflows/trigger-firing.js';
import { workflowHandlers } from './workflows/workflow.js';

export const glueHandlers: Implementation['handlers'] = [
  catalogHandlers,
  catalogEncryptionHandlers,
  catalogExportHandlers,
  catalogImportHandlers,
  resourcePolicyHandlers,
  databaseHandlers,
  tableHandlers,
  tableVersionHandlers,
  partitionHandlers,
  partitionIndexHandlers,
  tableSearchHandlers,
  unfilteredMetadataHandlers,
  columnStatisticsHandlers,
  columnStatisticsRunHandlers,
  columnStatisticsSettingsHandlers,
  tableOptimizerHandlers,
  materializedViewHandlers,
  connectionHandlers,
  crawlerHandlers,
  classifierHandlers,
  jobHandlers,
  triggerHandlers,
  workflowHandlers,
  blueprintHandlers,
  userDefinedFunctionHandlers,
  sessionHandlers,
  statementHandlers,
  devEndpointHandlers,
  mlTransformHandlers,
  etlScriptHandlers,
  connectionTypeHandlers,
  connectedEntityHandlers,
  registryHandlers,
  schemaHandlers,
  schemaVersionHandlers,
  schemaVersionMetadataHandlers,
  dataQualityRulesetHandlers,
  dataQualityRunHandlers,
  dataQualityRecommendationHandlers,
  dataQualityResultHandlers,
  dataQualityResultV2Handlers,
  dataQualityStatisticHandlers,
  dataQualityModelHandlers,
  dataQualityEvaluationConfigHandlers,
  customEntityTypeHandlers,
  usageProfileHandlers,
  securityConfigurationHandlers,
  integrationHandlers,
  integrationPropertyHandlers,
  identityCenterHandlers,
  dashboardHandlers,
  glossaryHandlers,
  assetHandlers,
  tagHandlers,
];

/** @param objects where crawls of S3 look. */
export function glue(objects: ObjectSource): Implementation {
  return {
    service: GLUE,
    handlers: glueHandlers,
    tasks: {
      ...columnStatisticsRuns.tasks,
      ...columnStatisticsSettingsTasks,
      ...tableOptimizerTasks,
      ...materializedViewTasks,
      ...crawlerTasks(objects),
      ...jobRunTasks,
      ...triggerTasks,
      ...blueprintTasks,
      ...devEndpointTasks,
      ...mlTransformTasks,
      ...registryTasks,
      ...schemaTasks,
      ...dataQualityRunTasks,
      ...dataQualityRecommendationTasks,
      ...evaluationConfigTasks,
      ...integrationTasks,
    },
    changes: catalogChanges,
  };
}
