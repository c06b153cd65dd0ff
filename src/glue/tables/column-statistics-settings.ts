/**
 * Settings of the column statistics task of a table, with a schedule or without one; it counts only while its state is SCHEDULED. A table
 * without settings of its own has those of its catalog, if that has column statistics enabled. Tags that come with settings are nowhere to
 * be seen: AWS names no ARN that would have them.
 */
import type { ColumnStatisticsTaskSettings } from '@aws-sdk/client-glue';
import { type Scope, timestamp } from '../../context.js';
import { badSchedule } from '../../faults/common.js';
import { faultOf } from '../../faults/errors.js';
import { columnStatisticsTask as faults } from '../../faults/tables.js';
import { type Id, Kind } from '../../kinds/kind.js';
import type { Input, Wire } from '../../model/types.js';
import { isSchedule, nextFiring } from '../cron.js';
import { catalogs } from '../data-catalog/catalog.js';
import type { GlueHandlers } from '../handlers.js';
import { columnStatisticsRuns, inCatalog, requireColumns } from './column-statistics-run.js';
import { requireTable, tables } from './table-entity.js';

type Settings = Wire<ColumnStatisticsTaskSettings>;

/** Ids are those of the tables: [catalog, database, table]. */
const settings = new Kind<Settings>({
  noun: 'columnStatisticsTaskSettings',
  parent: tables,
  folded: true,
  faults: {
    absent: faults.absentSettings,
    exists: faults.settingsExist,
  },
});

export const columnStatisticsSettingsHandlers: GlueHandlers = {
  /** @limit Tags are not kept. */
  CreateColumnStatisticsTaskSettings({ Tags: _, ...input }, context) {
    const { scope, id, table } = requireColumns(context, input);
    const { CatalogId: CatalogID, DatabaseName, Name: TableName } = table;
    const described = { DatabaseName, TableName, CatalogID, SettingSource: 'TABLE' as const };
    const given = { ...described, ...withoutNames(input) };
    settings.create(scope, id, rescheduled(scope, id, given, input.Schedule));
    return {};
  },

  /** @limit Settings that come from the catalog are told, and nothing is run by them. */
  GetColumnStatisticsTaskSettings(input, context) {
    const { scope, id } = requireTable(context, inCatalog(input));
    const ColumnStatisticsTaskSettings = settings.find(scope, id) ?? inherited(scope, id) ?? settings.get(scope, id);
    return { ColumnStatisticsTaskSettings };
  },

  /** What is not given stays; an empty Schedule takes the schedule away. */
  UpdateColumnStatisticsTaskSettings(input, context) {
    const { scope, id } = requireColumns(context, input);
    const after = { ...settings.get(scope, id), ...withoutNames(input) };
    const { Schedule } = input;
    settings.put(scope, id, Schedule === undefined ? after : rescheduled(scope, id, after, Schedule));
    return {};
  },

  DeleteColumnStatisticsTaskSettings(input, context) {
    const { scope, id } = requireTable(context, inCatalog(input));
    settings.remove(scope, id);
    return {};
  },

  StartColumnStatisticsTaskRunSchedule(input, context) {
    const { scope, id } = requireTable(context, inCatalog(input));
    const before = settings.get(scope, id);
    if (!before.Schedule) throw faults.withoutSchedule(input.TableName);
    if (before.Schedule.State === 'SCHEDULED') throw faults.scheduled(input.TableName);
    settings.put(scope, id, { ...before, Schedule: { ...before.Schedule, State: 'SCHEDULED' } });
    plan(scope, id, before.Schedule.ScheduleExpression ?? '');
    return {};
  },

  StopColumnStatisticsTaskRunSchedule(input, context) {
    const { scope, id } = requireTable(context, inCatalog(input));
    const before = settings.get(scope, id);
    if (before.Schedule?.State !== 'SCHEDULED') throw faults.notScheduled(input.TableName);
    settings.put(scope, id, { ...before, Schedule: { ...before.Schedule, State: 'NOT_SCHEDULED' } });
    return {};
  },
};

/** Due when a schedule fires. Subjects are [catalog, database, table, expression]. */
const FIRE_TASK = 'columnStatisticsSchedule';

export const columnStatisticsSettingsTasks = {
  /** A schedule that was changed, stopped or removed fires no more. */
  [FIRE_TASK](subject: readonly string[], scope: Scope): void {
    const id = subject.slice(0, -1);
    const expression = subject.at(-1) ?? '';
    const before = settings.find(scope, id);
    if (before?.Schedule?.State !== 'SCHEDULED' || before.Schedule.ScheduleExpression !== expression) return;
    plan(scope, id, expression);
    settings.put(scope, id, { ...before, LastExecutionAttempt: attempted(scope, id, before) });
  },
};

/** Starts a run, which fails when the run before it is still at work. */
function attempted(scope: Scope, id: Id, given: Settings): Settings['LastExecutionAttempt'] {
  const { ColumnNameList, Role = '', SampleSize, SecurityConfiguration } = given;
  const ExecutionTimestamp = timestamp(scope);
  try {
    const run = columnStatisticsRuns.start(scope, id, { ColumnNameList, Role, SampleSize, SecurityConfiguration });
    return { Status: 'STARTED', ColumnStatisticsTaskRunId: run.id, ExecutionTimestamp };
  } catch (error) {
    return { Status: 'FAILED', ErrorMessage: faultOf(error).message, ExecutionTimestamp };
  }
}

function withoutNames(
  input: Input<'UpdateColumnStatisticsTaskSettings'>,
): Pick<Settings, 'Role' | 'ColumnNameList' | 'SampleSize' | 'SecurityConfiguration'> {
  const { DatabaseName: _, TableName: __, CatalogID: ___, Schedule: ____, ...given } = input;
  return given;
}

/** The settings with another schedule, whose first firing is planned. Throws for one that Glue refuses. */
function rescheduled(scope: Scope, id: Id, before: Settings, expression = ''): Settings {
  const { Schedule, ScheduleType: _, ...unscheduled } = before;
  if (expression === '') return unscheduled;
  if (!isSchedule(expression)) throw badSchedule(expression);
  plan(scope, id, expression);
  const State = Schedule?.State ?? ('SCHEDULED' as const);
  return { ...unscheduled, Schedule: { ScheduleExpression: expression, State }, ScheduleType: 'CRON' };
}

function plan(scope: Scope, id: Id, expression: string): void {
  const { account, region, now } = scope;
  const at = nextFiring(expression, now);
  const subject = [...id.map((name) => settings.fold(name)), expression];
  if (at !== undefined) scope.schedule.add({ at, task: FIRE_TASK, account, region, subject });
}

/** "ColumnStatistics.Enabled" among a catalog's custom properties turns them on for its tables (developer guide). */
function inherited(scope: Scope, [catalog = '', database = '', table = '']: Id): Settings | undefined {
  const properties = catalogs.find(scope, [catalog])?.CatalogProperties?.CustomProperties ?? {};
  if (properties['ColumnStatistics.Enabled'] !== 'true') return undefined;
  return {
    DatabaseName: settings.fold(database),
    TableName: settings.fold(table),
    CatalogID: catalog,
    Role: properties['ColumnStatistics.RoleArn'] ?? '',
    ScheduleType: 'AUTO',
    SettingSource: 'CATALOG',
  };
}
