/** Evaluation configurations: tables that are evaluated once, on a schedule or when they change (data-quality/config-schedule.ts). */
import type { DataQualityEvaluationConfigListDetails } from '@aws-sdk/client-glue';
import { type Scope, timestamp } from '../../context.js';
import { clientToken } from '../../faults/common.js';
import { arnOf } from '../../kinds/arn.js';
import { oncePerToken } from '../../kinds/client-token.js';
import type { Input, Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import { checkedConfig, evaluationConfigs, type KeptConfig } from './config-entity.js';
import { beginEvaluations } from './config-schedule.js';
import { DEFAULT_TIMEOUT, DEFAULT_WORKERS } from './run.js';

const EvaluationRunMode = 'EVALUATION_CONFIG';

export const dataQualityEvaluationConfigHandlers: GlueHandlers = {
  /** @limit Its runs read no data, as those of StartDataQualityRulesetEvaluationRun. */
  CreateDataQualityEvaluationConfig(input, context) {
    const { ClientToken: _, Tags, ...given } = input;
    return oncePerToken(context, input, clientToken.mismatch, () => {
      const config = checkedConfig(context, created(context, given));
      evaluationConfigs.create(context, [given.Name], config, Tags);
      beginEvaluations(context, config, true);
      return { Name: given.Name, EvaluationRunMode };
    });
  },

  GetDataQualityEvaluationConfig({ Name }, context) {
    return told(evaluationConfigs.get(context, [Name]));
  },

  /** A ruleset that is given takes the place of one of the other kind. */
  UpdateDataQualityEvaluationConfig({ Role, ...given }, context) {
    const { RulesetName, ManagedRulesetName, ...before } = evaluationConfigs.get(context, [given.Name]);
    const isGiven = given.RulesetName !== undefined || given.ManagedRulesetName !== undefined;
    const config = checkedConfig(context, {
      ...before,
      ...(!isGiven && RulesetName !== undefined && { RulesetName }),
      ...(!isGiven && ManagedRulesetName && { ManagedRulesetName }),
      ...given,
      DataSource: given.DataSource ?? before.DataSource,
      Role: Role === undefined ? before.Role : roleArn(context, Role),
      LastModifiedOn: timestamp(context),
      version: context.newId(),
    });
    evaluationConfigs.put(context, [given.Name], config);
    beginEvaluations(context, config, false);
    return told(config);
  },

  DeleteDataQualityEvaluationConfig({ Name }, context) {
    evaluationConfigs.remove(context, [Name]);
    return {};
  },

  ListDataQualityEvaluationConfigs(input, context) {
    const { items, NextToken } = evaluationConfigs.page(context, [], input, (config) =>
      (input.Level ?? config.Level) === config.Level ? listed(config) : undefined,
    );
    return { DataQualityEvaluationConfigs: items, NextToken };
  },
};

type Given = Omit<Input<'CreateDataQualityEvaluationConfig'>, 'ClientToken' | 'Tags'>;

/** With the API reference's defaults. */
function created(scope: Scope, given: Given): KeptConfig {
  const now = timestamp(scope);
  return {
    NumberOfWorkers: DEFAULT_WORKERS,
    Timeout: DEFAULT_TIMEOUT,
    Triggers: ['ONCE'],
    ...(given.RulesetName === undefined && { ManagedRulesetName: 'SIMPLE' }),
    ...given,
    EvaluationRunMode,
    Role: roleArn(scope, given.Role),
    PauseRuns: false,
    CreatedOn: now,
    LastModifiedOn: now,
    version: scope.newId(),
  };
}

/** "You can specify the role name or the role ARN", and the ARN is what is told. */
function roleArn({ account }: Scope, role: string): string {
  return role.startsWith('arn:') ? role : arnOf({ service: 'iam', region: '', account, resource: `role/${role}` });
}

function told({ version: _, ...config }: KeptConfig): Omit<KeptConfig, 'version'> {
  return config;
}

function listed(config: KeptConfig): Wire<DataQualityEvaluationConfigListDetails> {
  const { Name, CreatedOn, LastModifiedOn, Level, DataSource, RulesetName, ManagedRulesetName, PauseRuns } = config;
  const { CatalogId = '', DatabaseName, TableNamePattern } = DataSource.GlueTables ?? {};
  return {
    Name,
    EvaluationRunMode,
    CreatedOn,
    LastModifiedOn,
    Level,
    DataSource: { GlueTables: { CatalogId, DatabaseName, TableNamePattern } },
    RulesetName,
    ManagedRulesetName,
    PauseRuns,
  };
}
