/** Glue as this server carries it out: the nouns of its API, each with its operations. */
import type { Implementation } from '../dispatch.js';
import { GLUE } from '../model/service.js';
import { assetHandlers } from './asset.js';
import { blueprintHandlers } from './blueprint.js';
import { blueprintTasks } from './blueprint-run.js';
import { catalogEncryptionHandlers } from './catalog-encryption.js';
import { catalogExportHandlers } from './catalog-export.js';
import { catalogImportHandlers } from './catalog-import.js';
import { classifierHandlers } from './classifier.js';
import { columnStatisticsHandlers } from './column-statistics.js';
import { columnStatisticsRunHandlers, columnStatisticsRuns } from './column-statistics-run.js';
import { columnStatisticsSettingsHandlers, columnStatisticsSettingsTasks } from './column-statistics-settings.js';
import { connectedEntityHandlers } from './connected-entity.js';
import { connectionHandlers } from './connection.js';
import { connectionTypeHandlers } from './connection-type.js';
import { crawlerHandlers, crawlerTasks } from './crawler.js';
import { customEntityTypeHandlers } from './custom-entity-type.js';
import { dashboardHandlers } from './dashboard.js';
import { evaluationConfigTasks } from './data-quality/config-schedule.js';
import { dataQualityEvaluationConfigHandlers } from './data-quality-evaluation-config.js';
import { dataQualityModelHandlers } from './data-quality-model.js';
import { dataQualityRecommendationHandlers, dataQualityRecommendationTasks } from './data-quality-recommendation.js';
import { dataQualityResultHandlers } from './data-quality-result.js';
import { dataQualityResultV2Handlers } from './data-quality-result-v2.js';
import { dataQualityRulesetHandlers } from './data-quality-ruleset.js';
import { dataQualityRunHandlers, dataQualityRunTasks } from './data-quality-run.js';
import { dataQualityStatisticHandlers } from './data-quality-statistic.js';
import { databaseHandlers } from './database.js';
import { devEndpointHandlers, devEndpointTasks } from './dev-endpoint.js';
import { etlScriptHandlers } from './etl-script.js';
import { glossaryHandlers } from './glossary.js';
import { identityCenterHandlers } from './identity-center.js';
import { integrationHandlers, integrationTasks } from './integration.js';
import { integrationPropertyHandlers } from './integration-property.js';
import { jobHandlers } from './job.js';
import { jobRunTasks } from './job-run-life.js';
import { materializedViewHandlers, materializedViewTasks } from './materialized-view.js';
import { mlTransformHandlers, mlTransformTasks } from './ml-transform.js';
import { catalogHandlers } from './nested-catalog.js';
import { partitionHandlers } from './partition.js';
import { partitionIndexHandlers } from './partition-index.js';
import { registryHandlers, registryTasks } from './registry.js';
import { resourcePolicyHandlers } from './resource-policy.js';
import { schemaHandlers, schemaTasks } from './schema.js';
import { schemaVersionHandlers } from './schema-version.js';
import { schemaVersionMetadataHandlers } from './schema-version-metadata.js';
import { securityConfigurationHandlers } from './security-configuration.js';
import { sessionHandlers } from './session.js';
import { statementHandlers } from './statement.js';
import { tableHandlers } from './table.js';
import { tableOptimizerHandlers } from './table-optimizer.js';
import { tableOptimizerTasks } from './table-optimizer-run.js';
import { tableSearchHandlers } from './table-search.js';
import { tableVersionHandlers } from './table-version.js';
import { tagHandlers } from './tag.js';
import { triggerHandlers } from './trigger.js';
import { triggerTasks } from './trigger-firing.js';
import { unfilteredMetadataHandlers } from './unfiltered-metadata.js';
import { usageProfileHandlers } from './usage-profile.js';
import { userDefinedFunctionHandlers } from './user-defined-function.js';
import { workflowHandlers } from './workflow.js';

export const glue: Implementation = {
  service: GLUE,
  handlers: [
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
  ],
  tasks: {
    ...columnStatisticsRuns.tasks,
    ...columnStatisticsSettingsTasks,
    ...tableOptimizerTasks,
    ...materializedViewTasks,
    ...crawlerTasks,
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
};
