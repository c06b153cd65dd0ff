import {
  BatchCreatePartitionCommand,
  CreateDatabaseCommand,
  CreateTableCommand,
  GetTableCommand,
  GetUnfilteredPartitionMetadataCommand,
  GetUnfilteredPartitionsMetadataCommand,
  GetUnfilteredTableMetadataCommand,
} from '@aws-sdk/client-glue';
import t from 'tap';
import { glueServer, refusal } from '../../server.js';

const SupportedPermissionTypes = ['COLUMN_PERMISSION' as const];
const NAMING = { CatalogId: '123456789012', DatabaseName: 'sales', SupportedPermissionTypes };
const TableInput = {
  Name: 'orders',
  StorageDescriptor: { Columns: [{ Name: 'id', Type: 'int' }] },
  PartitionKeys: [{ Name: 'year', Type: 'int' }],
};

t.test('metadata of tables and partitions are told whole, every column authorized', async (t) => {
  const { glue } = await glueServer(t);
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: 'sales' } }));
  await glue.send(new CreateTableCommand({ DatabaseName: 'sales', TableInput }));
  const PartitionInputList = ['2024', '2025', '2026'].map((year) => ({ Values: [year] }));
  const names = { DatabaseName: 'sales', TableName: 'orders' };
  await glue.send(new BatchCreatePartitionCommand({ ...names, PartitionInputList }));
  const { Table } = await glue.send(new GetTableCommand({ DatabaseName: 'sales', Name: 'orders' }));
  const AuthorizedColumns = ['id', 'year'];
  const QuerySessionContext = { QueryAuthorizationId: 'q' };
  const asked = { ...NAMING, Name: 'Orders', QuerySessionContext, Permissions: ['SELECT' as const] };
  const { $metadata: _, ...told } = await glue.send(new GetUnfilteredTableMetadataCommand(asked));
  t.same(told, {
    Table,
    AuthorizedColumns,
    IsRegisteredWithLakeFormation: false,
    CellFilters: [],
    QueryAuthorizationId: 'q',
    IsMultiDialectView: false,
    IsMaterializedView: false,
    IsProtected: false,
    Permissions: ['SELECT'],
  });
  const partition = { ...NAMING, TableName: 'orders', PartitionValues: ['2025'] };
  const one = await glue.send(new GetUnfilteredPartitionMetadataCommand(partition));
  t.match(one, { Partition: { Values: ['2025'] }, AuthorizedColumns, IsRegisteredWithLakeFormation: false });
  const input = { ...NAMING, TableName: 'orders', Expression: 'year > 2024', MaxResults: 1 };
  const first = await glue.send(new GetUnfilteredPartitionsMetadataCommand(input));
  t.match(first.UnfilteredPartitions, [{ Partition: { Values: ['2025'] }, AuthorizedColumns }]);
  const { NextToken } = first;
  const second = await glue.send(new GetUnfilteredPartitionsMetadataCommand({ ...input, NextToken }));
  t.match(second.UnfilteredPartitions, [{ Partition: { Values: ['2026'] } }]);
  await glue.send(new BatchCreatePartitionCommand({ ...names, PartitionInputList: [{ Values: ['null'] }] }));
  const refused = refusal(glue.send(new GetUnfilteredPartitionsMetadataCommand({ ...input, MaxResults: 10 })));
  t.equal(await refused, 'InvalidInputException: For input string: "null" is not an integer.');
});

t.test('what is not there, in the region that is asked for, is not found', async (t) => {
  const { glue } = await glueServer(t);
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: 'sales' } }));
  await glue.send(new CreateTableCommand({ DatabaseName: 'sales', TableInput }));
  const table = (more: object) =>
    glue.send(new GetUnfilteredTableMetadataCommand({ ...NAMING, Name: 'orders', ...more }));
  t.match(await table({ Region: 'us-east-1' }), { Table: { Name: 'orders' } });
  t.equal(await refusal(table({ Name: 'nope' })), 'EntityNotFoundException: Table nope not found.');
  t.equal(await refusal(table({ Region: 'eu-west-1' })), 'EntityNotFoundException: Database sales not found.');
  const partition = { ...NAMING, TableName: 'orders', PartitionValues: ['2025'] };
  const absent = refusal(glue.send(new GetUnfilteredPartitionMetadataCommand(partition)));
  t.equal(await absent, 'EntityNotFoundException: Cannot find partition.');
});
