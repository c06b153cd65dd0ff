import {
  BatchCreatePartitionCommand,
  type ColumnStatistics,
  type ColumnStatisticsData,
  CreateDatabaseCommand,
  CreateTableCommand,
  DeleteColumnStatisticsForPartitionCommand,
  DeleteColumnStatisticsForTableCommand,
  DeletePartitionCommand,
  DeleteTableCommand,
  GetColumnStatisticsForPartitionCommand,
  GetColumnStatisticsForTableCommand,
  type GlueClient,
  UpdateColumnStatisticsForPartitionCommand,
  UpdateColumnStatisticsForTableCommand,
  UpdatePartitionCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-glue';
import t, { type Test } from 'tap';
import { glueServer, refusal, START } from '../../server.js';

const TABLE = { DatabaseName: 'sales', TableName: 'orders' };
const PARTITION = { ...TABLE, PartitionValues: ['2026', 'EU'] };
const TableInput = {
  Name: 'orders',
  StorageDescriptor: {
    Columns: [
      { Name: 'id', Type: 'int' },
      { Name: 'note', Type: 'string' },
    ],
  },
  PartitionKeys: [
    { Name: 'year', Type: 'int' },
    { Name: 'region', Type: 'string' },
  ],
};

const LONG = { MinimumValue: 1, MaximumValue: 9, NumberOfNulls: 0, NumberOfDistinctValues: 4 };

function statistics(ColumnName: string, StatisticsData?: ColumnStatisticsData): ColumnStatistics {
  const data = StatisticsData ?? { Type: 'LONG', LongColumnStatisticsData: LONG };
  return { ColumnName, ColumnType: 'int', AnalyzedTime: new Date(START), StatisticsData: data };
}

async function withTable(t: Test): Promise<GlueClient> {
  const { glue } = await glueServer(t);
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: 'sales' } }));
  await glue.send(new CreateTableCommand({ DatabaseName: 'sales', TableInput }));
  const PartitionInputList = [{ Values: ['2026', 'EU'] }, { Values: ['2026', 'eu'] }];
  await glue.send(new BatchCreatePartitionCommand({ ...TABLE, PartitionInputList }));
  return glue;
}

/** The two levels at which statistics are kept, under the same verbs. */
const LEVELS = {
  table: {
    get: (glue: GlueClient, ...ColumnNames: string[]) =>
      glue.send(new GetColumnStatisticsForTableCommand({ ...TABLE, ColumnNames })),
    update: (glue: GlueClient, ...ColumnStatisticsList: ColumnStatistics[]) =>
      glue.send(new UpdateColumnStatisticsForTableCommand({ ...TABLE, ColumnStatisticsList })),
    remove: (glue: GlueClient, ColumnName: string) =>
      glue.send(new DeleteColumnStatisticsForTableCommand({ ...TABLE, ColumnName })),
  },
  partition: {
    get: (glue: GlueClient, ...ColumnNames: string[]) =>
      glue.send(new GetColumnStatisticsForPartitionCommand({ ...PARTITION, ColumnNames })),
    update: (glue: GlueClient, ...ColumnStatisticsList: ColumnStatistics[]) =>
      glue.send(new UpdateColumnStatisticsForPartitionCommand({ ...PARTITION, ColumnStatisticsList })),
    remove: (glue: GlueClient, ColumnName: string) =>
      glue.send(new DeleteColumnStatisticsForPartitionCommand({ ...PARTITION, ColumnName })),
  },
};

const missing = (ColumnName: string) => ({
  ColumnName,
  Error: { ErrorCode: 'EntityNotFoundException', ErrorMessage: 'Statistics do not exist for this column' },
});

for (const [level, { get, update, remove }] of Object.entries(LEVELS)) {
  t.test(`statistics of a ${level} are put, read in any case, replaced and deleted`, async (t) => {
    const glue = await withTable(t);
    const read = async (...names: string[]) => {
      const { ColumnStatisticsList, Errors } = await get(glue, ...names);
      return { ColumnStatisticsList, Errors };
    };
    t.same(await read('id'), { ColumnStatisticsList: [], Errors: [missing('id')] });
    t.same((await update(glue, statistics('id'))).Errors, []);
    t.same(await read('ID', 'Note'), { ColumnStatisticsList: [statistics('id')], Errors: [missing('Note')] });
    const changed = statistics('id', { Type: 'LONG', LongColumnStatisticsData: { ...LONG, MaximumValue: 10 } });
    await update(glue, changed);
    t.same((await read('id')).ColumnStatisticsList, [changed]);
    for (const column of ['ID', 'id', 'nope']) await remove(glue, column);
    t.same(await read('id'), { ColumnStatisticsList: [], Errors: [missing('id')] });
  });

  t.test(`what is wrong with one column of a ${level} stops no other`, async (t) => {
    const glue = await withTable(t);
    const list = [
      statistics('nope'),
      statistics('id'),
      statistics('note', {
        Type: 'LONG',
        StringColumnStatisticsData: undefined,
        LongColumnStatisticsData: { ...LONG, MaximumValue: 0 },
      }),
      statistics('year', {
        Type: 'STRING',
        StringColumnStatisticsData: { MaximumLength: 1, AverageLength: 2, NumberOfNulls: 0, NumberOfDistinctValues: 0 },
      }),
      statistics('region', { Type: 'DATE', LongColumnStatisticsData: LONG }),
    ];
    const { Errors } = await update(glue, ...list);
    t.same(
      Errors?.map(({ ColumnStatistics, Error: error }) => [ColumnStatistics?.ColumnName, error?.ErrorCode]),
      [
        ['nope', 'EntityNotFoundException'],
        ['note', 'InvalidInputException'],
        ['year', 'InvalidInputException'],
        ['region', 'InvalidInputException'],
      ],
    );
    t.same((await get(glue, 'id')).ColumnStatisticsList?.length, 1);
  });
}

t.test('the table and the partition have to exist, and values are told by their case', async (t) => {
  const glue = await withTable(t);
  const ColumnNames = ['id'];
  await LEVELS.partition.update(glue, statistics('id'));
  const lower = new GetColumnStatisticsForPartitionCommand({ ...TABLE, PartitionValues: ['2026', 'eu'], ColumnNames });
  t.same((await glue.send(lower)).Errors, [missing('id')]);
  const none = new GetColumnStatisticsForPartitionCommand({ ...TABLE, PartitionValues: ['2027', 'eu'], ColumnNames });
  t.equal(await refusal(glue.send(none)), 'EntityNotFoundException: Cannot find partition.');
  const updating = new UpdateColumnStatisticsForPartitionCommand({
    ...TABLE,
    PartitionValues: ['2027', 'eu'],
    ColumnStatisticsList: [statistics('id')],
  });
  t.equal(await refusal(glue.send(updating)), 'EntityNotFoundException: Partition [2027, eu] not found');
  const table = new GetColumnStatisticsForTableCommand({ DatabaseName: 'sales', TableName: 'nope', ColumnNames });
  t.equal(await refusal(glue.send(table)), 'EntityNotFoundException: Table nope not found.');
});

t.test('statistics outlive updates of their table and partition, and go with them', async (t) => {
  const glue = await withTable(t);
  const counts = async () => [
    (await LEVELS.table.get(glue, 'id')).ColumnStatisticsList?.length,
    (await LEVELS.partition.get(glue, 'id')).ColumnStatisticsList?.length,
  ];
  const put = async () => {
    await LEVELS.table.update(glue, statistics('id'));
    await LEVELS.partition.update(glue, statistics('id'));
  };
  await put();
  const { PartitionValues } = PARTITION;
  const PartitionInput = { Values: PartitionValues, Parameters: { a: '1' } };
  await glue.send(new UpdatePartitionCommand({ ...TABLE, PartitionValueList: PartitionValues, PartitionInput }));
  await glue.send(new UpdateTableCommand({ DatabaseName: 'sales', TableInput }));
  t.same(await counts(), [1, 1]);
  const again = { ...TABLE, PartitionInputList: [{ Values: PartitionValues }] };
  await glue.send(new DeletePartitionCommand(PARTITION));
  await glue.send(new BatchCreatePartitionCommand(again));
  t.same(await counts(), [1, 0]);
  await put();
  await glue.send(new DeleteTableCommand({ DatabaseName: 'sales', Name: 'orders' }));
  await glue.send(new CreateTableCommand({ DatabaseName: 'sales', TableInput }));
  await glue.send(new BatchCreatePartitionCommand(again));
  t.same(await counts(), [0, 0]);
});
