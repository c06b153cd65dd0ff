/** Tables with their versions, partitions, indexes, statistics, optimizers and views. */
import { CatalogId, Columns, DatabaseName, Role, RUN_OVER, SHOP, type Step, TABLE, TableName } from './step.js';

const IN_CATALOG = { CatalogId, ...TABLE };
const named = { DatabaseName, Name: TableName };
const dayOf = (...Values: string[]) => ({ Values });
const day = (name: string) => ({ ...TABLE, PartitionValues: [name] });
const statistics = (NumberOfNulls: number) => ({
  ColumnName: 'id',
  ColumnType: 'bigint',
  AnalyzedTime: 1_700_000_000,
  StatisticsData: { Type: 'LONG', LongColumnStatisticsData: { NumberOfNulls, NumberOfDistinctValues: 5 } },
});
const found = (NumberOfNulls: number) => ({
  ColumnStatisticsList: [{ ColumnName: 'id', StatisticsData: { LongColumnStatisticsData: { NumberOfNulls } } }],
});
const noStatistics = { ColumnStatisticsList: [], Errors: [{ ColumnName: 'id' }] };
const unfiltered = { ...IN_CATALOG, SupportedPermissionTypes: ['COLUMN_PERMISSION'] };
const AuthorizedColumns = ['id', 'city', 'day'];
const Schedule = 'cron(0 12 * * ? *)';
const iceberg = { CatalogId, DatabaseName, TableName: 'ice' };
const optimizer = { ...iceberg, Type: 'compaction' };
const optimized = (enabled: boolean) => ({ ...optimizer, TableOptimizerConfiguration: { roleArn: Role, enabled } });
const view = { CatalogId, DatabaseName, TableName: 'view' };
const schema = { SchemaId: 0, Type: 'struct', Fields: [{ Id: 1, Name: 'id', Type: 'long', Required: true }] };

export const tables: readonly Step[] = [
  ...SHOP,
  [
    'UpdateTable',
    {
      DatabaseName,
      TableInput: {
        Name: TableName,
        Description: 'new',
        StorageDescriptor: { Columns },
        PartitionKeys: [{ Name: 'day', Type: 'string' }],
      },
    },
  ],
  ['GetTables', { DatabaseName }, { TableList: [{ Name: TableName, Description: 'new', VersionId: '1' }] }],
  [
    'GetTableVersion',
    { ...TABLE, VersionId: '0' },
    { TableVersion: { VersionId: '0', Table: { Description: undefined } } },
  ],
  ['GetTableVersions', TABLE, { TableVersions: [{ VersionId: '1' }, { VersionId: '0' }] }],
  ['SearchTables', { SearchText: 'new' }, { TableList: [{ Name: TableName }] }],
  [
    'GetUnfilteredTableMetadata',
    { CatalogId, ...named, SupportedPermissionTypes: ['COLUMN_PERMISSION'] },
    { Table: { Name: TableName }, AuthorizedColumns },
  ],

  ['CreatePartition', { ...TABLE, PartitionInput: dayOf('1') }],
  ['GetPartition', day('1'), { Partition: { ...dayOf('1'), ...TABLE } }],
  [
    'UpdatePartition',
    { ...TABLE, PartitionValueList: ['1'], PartitionInput: { ...dayOf('1'), Parameters: { v: 'new' } } },
  ],
  ['GetPartitions', { ...TABLE, Expression: "day = '1'" }, { Partitions: [{ Parameters: { v: 'new' } }] }],
  ['BatchCreatePartition', { ...TABLE, PartitionInputList: [dayOf('2'), dayOf('3')] }, { Errors: [] }],
  [
    'BatchGetPartition',
    { ...TABLE, PartitionsToGet: [dayOf('2'), dayOf('9')] },
    { Partitions: [dayOf('2')], UnprocessedKeys: { length: 0 } },
  ],
  [
    'BatchUpdatePartition',
    {
      ...TABLE,
      Entries: [{ PartitionValueList: ['2'], PartitionInput: { ...dayOf('2'), Parameters: { v: 'both' } } }],
    },
  ],
  ['GetPartition', day('2'), { Partition: { Parameters: { v: 'both' } } }],
  [
    'GetUnfilteredPartitionMetadata',
    { ...unfiltered, PartitionValues: ['2'] },
    { Partition: dayOf('2'), AuthorizedColumns },
  ],
  [
    'GetUnfilteredPartitionsMetadata',
    unfiltered,
    { UnfilteredPartitions: [{ Partition: dayOf('1'), AuthorizedColumns }, {}, {}] },
  ],
  ['UpdateColumnStatisticsForPartition', { ...day('1'), ColumnStatisticsList: [statistics(1)] }],
  ['GetColumnStatisticsForPartition', { ...day('1'), ColumnNames: ['id'] }, found(1)],
  ['DeleteColumnStatisticsForPartition', { ...day('1'), ColumnName: 'id' }],
  ['GetColumnStatisticsForPartition', { ...day('1'), ColumnNames: ['id'] }, noStatistics],
  ['DeletePartition', day('1')],
  ['GetPartition', day('1'), 'EntityNotFoundException'],
  ['BatchDeletePartition', { ...TABLE, PartitionsToDelete: [dayOf('2')] }, { Errors: [] }],
  ['GetPartitions', TABLE, { Partitions: { length: 1, 0: dayOf('3') } }],
  ['CreatePartitionIndex', { ...TABLE, PartitionIndex: { IndexName: 'byDay', Keys: ['day'] } }],
  ['GetPartitionIndexes', TABLE, { PartitionIndexDescriptorList: [{ IndexName: 'byDay', IndexStatus: 'CREATING' }] }],
  RUN_OVER,
  ['DeletePartitionIndex', { ...TABLE, IndexName: 'byDay' }],
  ['GetPartitionIndexes', TABLE, { PartitionIndexDescriptorList: [{ IndexName: 'byDay', IndexStatus: 'DELETING' }] }],

  ['UpdateColumnStatisticsForTable', { ...TABLE, ColumnStatisticsList: [statistics(2)] }],
  ['GetColumnStatisticsForTable', { ...TABLE, ColumnNames: ['id'] }, found(2)],
  ['DeleteColumnStatisticsForTable', { ...TABLE, ColumnName: 'id' }],
  ['GetColumnStatisticsForTable', { ...TABLE, ColumnNames: ['id'] }, noStatistics],
  ['StartColumnStatisticsTaskRun', { ...TABLE, Role }],
  [
    'ListColumnStatisticsTaskRuns',
    {},
    { ColumnStatisticsTaskRunIds: ['$StartColumnStatisticsTaskRun.ColumnStatisticsTaskRunId'] },
  ],
  ['StopColumnStatisticsTaskRun', TABLE],
  RUN_OVER,
  [
    'GetColumnStatisticsTaskRun',
    { ColumnStatisticsTaskRunId: '$StartColumnStatisticsTaskRun.ColumnStatisticsTaskRunId' },
    { ColumnStatisticsTaskRun: { ...TABLE, Status: 'STOPPED' } },
  ],
  ['GetColumnStatisticsTaskRuns', TABLE, { ColumnStatisticsTaskRuns: [{ ...TABLE, Role, Status: 'STOPPED' }] }],
  ['StartColumnStatisticsTaskRun', { ...TABLE, Role }],
  ['ListColumnStatisticsTaskRuns', {}, { ColumnStatisticsTaskRunIds: { length: 2 } }],
  ['GetColumnStatisticsTaskRuns', TABLE, { ColumnStatisticsTaskRuns: [{ Status: 'STARTING' }, { Status: 'STOPPED' }] }],
  ['CreateColumnStatisticsTaskSettings', { ...TABLE, Role, Schedule }],
  [
    'GetColumnStatisticsTaskSettings',
    TABLE,
    { ColumnStatisticsTaskSettings: { ...TABLE, Role, Schedule: { State: 'SCHEDULED' } } },
  ],
  ['StopColumnStatisticsTaskRunSchedule', TABLE],
  [
    'GetColumnStatisticsTaskSettings',
    TABLE,
    { ColumnStatisticsTaskSettings: { Schedule: { State: 'NOT_SCHEDULED' } } },
  ],
  ['StartColumnStatisticsTaskRunSchedule', TABLE],
  ['GetColumnStatisticsTaskSettings', TABLE, { ColumnStatisticsTaskSettings: { Schedule: { State: 'SCHEDULED' } } }],
  ['UpdateColumnStatisticsTaskSettings', { ...TABLE, SampleSize: 50 }],
  ['GetColumnStatisticsTaskSettings', TABLE, { ColumnStatisticsTaskSettings: { SampleSize: 50, Role } }],
  ['DeleteColumnStatisticsTaskSettings', TABLE],
  ['GetColumnStatisticsTaskSettings', TABLE, 'EntityNotFoundException'],

  [
    'CreateTable',
    {
      DatabaseName,
      Name: 'ice',
      OpenTableFormatInput: {
        IcebergInput: {
          MetadataOperation: 'CREATE',
          CreateIcebergTableInput: { Location: 's3://shop/ice', Schema: schema },
        },
      },
    },
  ],
  ['GetTable', { DatabaseName, Name: 'ice' }, { Table: { Name: 'ice', Parameters: { table_type: 'ICEBERG' } } }],
  ['CreateTableOptimizer', optimized(true)],
  ['GetTableOptimizer', optimizer, { TableOptimizer: { type: 'compaction', configuration: { enabled: true } } }],
  ['ListTableOptimizerRuns', optimizer, { TableOptimizerRuns: [{ eventType: 'starting' }] }],
  ['UpdateTableOptimizer', optimized(false)],
  [
    'BatchGetTableOptimizer',
    { Entries: [{ catalogId: CatalogId, databaseName: DatabaseName, tableName: 'ice', type: 'compaction' }] },
    { TableOptimizers: [{ tableOptimizer: { configuration: { enabled: false } } }] },
  ],
  ['UpdateTableOptimizer', optimized(true)],
  ['ListTableOptimizerRuns', optimizer, { TableOptimizerRuns: { length: 2 } }],
  ['DeleteTableOptimizer', optimizer],
  ['GetTableOptimizer', optimizer, 'EntityNotFoundException'],

  [
    'CreateTable',
    {
      DatabaseName,
      TableInput: {
        Name: 'view',
        TableType: 'MATERIALIZED_VIEW',
        ViewDefinition: {
          Definer: Role,
          Representations: [{ Dialect: 'SPARK', DialectVersion: '3.5', ViewOriginalText: 'SELECT 1' }],
        },
      },
    },
  ],
  ['GetTable', { DatabaseName, Name: 'view' }, { Table: { IsMaterializedView: true } }],
  ['StartMaterializedViewRefreshTaskRun', { ...view, FullRefresh: true }],
  [
    'GetMaterializedViewRefreshTaskRun',
    {
      CatalogId,
      MaterializedViewRefreshTaskRunId: '$StartMaterializedViewRefreshTaskRun.MaterializedViewRefreshTaskRunId',
    },
    { MaterializedViewRefreshTaskRun: { TableName: 'view', Status: 'STARTING', RefreshType: 'FULL' } },
  ],
  ['StopMaterializedViewRefreshTaskRun', view],
  RUN_OVER,
  ['ListMaterializedViewRefreshTaskRuns', view, { MaterializedViewRefreshTaskRuns: [{ Status: 'STOPPED' }] }],
  ['StartMaterializedViewRefreshTaskRun', view],
  [
    'ListMaterializedViewRefreshTaskRuns',
    view,
    { MaterializedViewRefreshTaskRuns: [{ RefreshType: 'INCREMENTAL' }, {}] },
  ],
  ['SearchTables', {}, { TableList: { length: 3 } }],

  ['DeleteTableVersion', { ...TABLE, VersionId: '0' }],
  ['GetTableVersion', { ...TABLE, VersionId: '0' }, 'EntityNotFoundException'],
  ['UpdateTable', { DatabaseName, TableInput: { Name: TableName, Description: 'last' } }],
  ['GetTable', named, { Table: { Description: 'last', VersionId: '2' } }],
  ['BatchDeleteTableVersion', { ...TABLE, VersionIds: ['1'] }, { Errors: [] }],
  ['GetTableVersions', TABLE, { TableVersions: { length: 1, 0: { VersionId: '2' } } }],
  ['BatchDeleteTable', { DatabaseName, TablesToDelete: ['ice', 'view'] }, { Errors: [] }],
  ['GetTables', { DatabaseName }, { TableList: { length: 1, 0: { Name: TableName } } }],
  ['DeleteTable', named],
  ['GetTable', named, 'EntityNotFoundException'],
];
