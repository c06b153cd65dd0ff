/**
 * When evaluation configurations evaluate. Each looks at its tables when it is made or changed, when its schedule fires, and for the
 * triggers ONCE and METADATA_CHANGE every hour: a table that comes or changes is evaluated within the hour, and no table is more often.
 */
import type { DataSource, Table } from '@aws-sdk/client-glue';
import type { Scope } from '../../context.js';
import { evaluationConfig as faults } from '../../faults/data-quality.js';
import { Kind } from '../../kinds/kind.js';
import type { Wire } from '../../model/types.js';
import { covers, evaluationConfigs, type KeptConfig, outranks, tablesOf } from './config-entity.js';
import { startEvaluation } from './data-quality-run.js';
import { HOUR_MS, nextEvaluation } from './schedule.js';

/** What a configuration knows of one of its tables. */
interface Seen {
  /** Tells whether the table has changed since. */
  metadata: string;
  /** When it was evaluated last: epoch milliseconds. */
  evaluatedAt?: number;
}

/** Ids are [configuration, database, table]. */
const seenTables = new Kind<Seen>({
  noun: 'dataQualityEvaluatedTable',
  parent: evaluationConfigs,
  faults,
});

/** Subjects are [configuration, its version, SCHEDULE or LOOK]. */
const TASK = 'dataQualityEvaluationConfig';

export const evaluationConfigTasks = {
  [TASK]([name = '', version, occasion]: readonly string[], scope: Scope): void {
    const config = evaluationConfigs.find(scope, [name]);
    if (!config || config.version !== version) return;
    plan(scope, config, occasion === 'SCHEDULE' ? 'SCHEDULE' : 'LOOK');
    look(scope, config, occasion === 'SCHEDULE' && isWithin(scope, config));
  },
};

/** A configuration begins, or goes on as it was changed. */
export function beginEvaluations(scope: Scope, config: KeptConfig, isNew: boolean): void {
  if (isNew) for (const table of tablesOf(scope, config)) see(scope, config, table, {});
  plan(scope, config, 'SCHEDULE');
  plan(scope, config, 'LOOK');
  look(scope, config, false);
}

function plan(scope: Scope, config: KeptConfig, occasion: 'SCHEDULE' | 'LOOK'): void {
  const { account, region, now } = scope;
  const at = occasion === 'LOOK' ? nextLook(now, config) : nextOnSchedule(now, config);
  if (at === undefined) return;
  scope.schedule.add({ at, task: TASK, account, region, subject: [config.Name, config.version, occasion] });
}

function nextLook(now: number, { Triggers = [] }: KeptConfig): number | undefined {
  return Triggers.some((trigger) => trigger !== 'SCHEDULE') ? now + HOUR_MS : undefined;
}

function nextOnSchedule(now: number, config: KeptConfig): number | undefined {
  const { Triggers = [], ScheduleExpression, StartAt, EndAt = Number.POSITIVE_INFINITY, CreatedOn = 0 } = config;
  if (!Triggers.includes('SCHEDULE') || ScheduleExpression === undefined) return undefined;
  const since = (StartAt ?? CreatedOn) * 1000;
  const next = nextEvaluation(ScheduleExpression, Math.max(now, since - 1), since);
  return next !== undefined && next < EndAt * 1000 ? next : undefined;
}

/** StartAt is inclusive, EndAt exclusive (API reference). */
function isWithin({ now }: Scope, { StartAt = 0, EndAt = Number.POSITIVE_INFINITY }: KeptConfig): boolean {
  return now >= StartAt * 1000 && now < EndAt * 1000;
}

function look(scope: Scope, config: KeptConfig, isFiring: boolean): void {
  if (config.PauseRuns) return;
  const others = [...evaluationConfigs.all(scope, [])].filter((other) => outranks(other, config) && !other.PauseRuns);
  for (const table of [...tablesOf(scope, config)]) {
    if (others.some((other) => covers(scope, other, table))) continue;
    if (isFiring || isDue(scope, config, table)) evaluate(scope, config, table);
  }
}

function isDue(scope: Scope, { Name, Triggers = [] }: KeptConfig, table: Wire<Table>): boolean {
  const seen = seenTables.find(scope, seenId(Name, table));
  if (Triggers.includes('ONCE') && seen?.evaluatedAt === undefined) return true;
  return Triggers.includes('METADATA_CHANGE') && seen?.metadata !== metadataOf(table);
}

/** Does nothing within an hour of the time before. */
function evaluate(scope: Scope, config: KeptConfig, table: Wire<Table>): void {
  const { evaluatedAt } = seenTables.find(scope, seenId(config.Name, table)) ?? {};
  if (evaluatedAt !== undefined && scope.now - evaluatedAt < HOUR_MS) return;
  see(scope, config, table, { evaluatedAt: scope.now });
  const { RulesetName, ManagedRulesetName, NumberOfWorkers, Timeout, AdditionalRunOptions, AdditionalDataSources } =
    config;
  startEvaluation(scope, {
    config: config.Name,
    Role: config.Role,
    DataSource: sourceOf(config, table),
    RulesetNames: RulesetName === undefined ? [] : [RulesetName],
    ...(ManagedRulesetName && { managed: ManagedRulesetName }),
    ...{ NumberOfWorkers, Timeout, AdditionalRunOptions, AdditionalDataSources },
  });
}

/** "The {{DATABASE_NAME}} and {{TABLE_NAME}} placeholders … are filled in for each table" (API reference). */
function sourceOf(
  { DataSource }: KeptConfig,
  { CatalogId, DatabaseName = '', Name = '' }: Wire<Table>,
): Wire<DataSource> {
  const { PreProcessingQuery: query, ConnectionName, AdditionalOptions } = DataSource.GlueTables ?? {};
  const read = { CatalogId, DatabaseName, TableName: Name, ConnectionName, AdditionalOptions };
  if (query === undefined) return { GlueTable: read };
  const PreProcessingQuery = query
    .replaceAll('{{DATABASE_NAME}}', () => DatabaseName)
    .replaceAll('{{TABLE_NAME}}', () => Name);
  return { DataQualityGlueTable: { ...read, PreProcessingQuery } };
}

function see(scope: Scope, { Name }: KeptConfig, table: Wire<Table>, evaluated: Pick<Seen, 'evaluatedAt'>): void {
  seenTables.put(scope, seenId(Name, table), { metadata: metadataOf(table), ...evaluated });
}

function seenId(config: string, { DatabaseName = '', Name = '' }: Wire<Table>): string[] {
  return [config, DatabaseName, Name];
}

function metadataOf({ CreateTime, UpdateTime, VersionId }: Wire<Table>): string {
  return [CreateTime, UpdateTime, VersionId].join(' ');
}
