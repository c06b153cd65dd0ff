/** What an evaluation configuration is: which tables it is of, how it evaluates them and when. */
import type {
  DataQualityEvaluationConfigLevel,
  GetDataQualityEvaluationConfigResponse,
  Table,
} from '@aws-sdk/client-glue';
import type { Scope } from '../../context.js';
import { evaluationConfig as faults } from '../../faults/data-quality.js';
import { Kind } from '../../kinds/kind.js';
import type { Input, Wire } from '../../model/types.js';
import { catalogOf } from '../data-catalog/catalog.js';
import { databases } from '../data-catalog/database.js';
import { re2 } from '../re2.js';
import { tables } from '../tables/table-entity.js';
import { rulesets } from './ruleset-entity.js';
import { checkSchedule } from './schedule.js';

export interface KeptConfig extends Wire<GetDataQualityEvaluationConfigResponse> {
  Name: string;
  Level: DataQualityEvaluationConfigLevel;
  DataSource: Input<'CreateDataQualityEvaluationConfig'>['DataSource'];
  Role: string;
  /** Changes with the configuration, so that what was planned for the one before does nothing. */
  version: string;
}

/** Ids are [configuration]. The resource type in its ARN is not documented. */
export const evaluationConfigs = new Kind<KeptConfig>({
  noun: 'dataQualityEvaluationConfig',
  tagged: true,
  faults,
});

/** The configuration itself. Throws when it contradicts itself, or names what does not exist. */
export function checkedConfig(scope: Scope, config: KeptConfig): KeptConfig {
  const { RulesetName, ManagedRulesetName, Triggers, ScheduleExpression } = config;
  if (RulesetName !== undefined && ManagedRulesetName !== undefined) throw faults.twoRulesets();
  if (RulesetName !== undefined) rulesets.get(scope, [RulesetName]);
  if (ScheduleExpression !== undefined) checkSchedule(ScheduleExpression);
  else if (Triggers?.includes('SCHEDULE')) throw faults.withoutSchedule();
  requireSource(scope, config);
  return config;
}

function requireSource(scope: Scope, config: KeptConfig): void {
  const { Level } = config;
  const { catalog, database, pattern } = targetOf(scope, config);
  if (Level === 'CATALOG') return;
  if (database === undefined) throw faults.incomplete(Level, 'a DatabaseName');
  databases.get(scope, [catalog, database]);
  if (Level === 'DATABASE') return;
  if (pattern === undefined) throw faults.incomplete(Level, 'a TableNamePattern');
  tables.get(scope, [catalog, database, pattern]);
}

function targetOf(scope: Scope, { Level, DataSource }: KeptConfig) {
  const { GlueTables } = DataSource;
  if (!GlueTables) throw faults.incomplete(Level, 'GlueTables');
  const { DatabaseName: database, TableNamePattern: pattern, ...named } = GlueTables;
  return { catalog: catalogOf(named, scope), database, pattern };
}

/** The tables of its level, at this time. */
export function* tablesOf(scope: Scope, config: KeptConfig): Generator<Wire<Table>> {
  const { catalog, database, pattern } = targetOf(scope, config);
  if (config.Level === 'TABLE') {
    const table = tables.find(scope, [catalog, database ?? '', pattern ?? '']);
    if (table) yield table;
    return;
  }
  const matches = glob(pattern);
  const parents = config.Level === 'CATALOG' || database === undefined ? [catalog] : [catalog, database];
  for (const table of tables.all(scope, parents)) if (matches(table.Name ?? '')) yield table;
}

/** "The most specific configuration applies" (API reference): whether this one is the more specific of two for a table. */
export function outranks(one: KeptConfig, other: KeptConfig): boolean {
  return RANKS.indexOf(one.Level) > RANKS.indexOf(other.Level);
}

const RANKS: readonly DataQualityEvaluationConfigLevel[] = ['CATALOG', 'DATABASE', 'TABLE'];

/** Whether the table is one of its tables, without a look at the others. */
export function covers(
  scope: Scope,
  config: KeptConfig,
  { DatabaseName = '', Name = '', CatalogId }: Wire<Table>,
): boolean {
  const { catalog, database, pattern } = targetOf(scope, config);
  if (catalog !== CatalogId) return false;
  if (config.Level !== 'CATALOG' && databases.fold(database ?? '') !== DatabaseName) return false;
  return config.Level === 'TABLE' ? tables.fold(pattern ?? '') === Name : glob(pattern)(Name);
}

/** Patterns such as `orders_*`, in any case as names are. */
function glob(pattern = '*'): (name: string) => boolean {
  const expression = pattern
    .split(/([*?])/)
    .map((part) => (part === '*' ? '.*' : part === '?' ? '.' : re2().quote(part)));
  const compiled = re2().compile(expression.join(''), re2().CASE_INSENSITIVE);
  return (name) => compiled.matches(name);
}
