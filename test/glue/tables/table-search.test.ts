import {
  CreateDatabaseCommand,
  CreateTableCommand,
  SearchTablesCommand,
  type SearchTablesRequest,
  type TableInput,
  UpdateTableCommand,
} from '@aws-sdk/client-glue';
import t, { type Test } from 'tap';
import { glueServer, refusal } from '../../server.js';

const TABLES: Record<string, TableInput[]> = {
  web: [
    { Name: 'customer-link', Owner: 'ann', Description: 'Clicks of customers', TableType: 'EXTERNAL_TABLE' },
    { Name: 'xxlinkyy', Parameters: { classification: 'parquet' } },
  ],
  sales: [
    {
      Name: 'orders',
      Owner: 'Bob',
      Parameters: { classification: 'json' },
      StorageDescriptor: { Columns: [{ Name: 'order_id', Type: 'int', Comment: 'The number on the bill' }] },
      PartitionKeys: [{ Name: 'year', Type: 'int' }],
    },
    { Name: 'shared', TargetTable: { CatalogId: '210987654321', DatabaseName: 'd', Name: 'n' } },
  ],
};

/** Tables made an hour apart: the two of sales first. */
async function withTables(t: Test) {
  const { glue, server } = await glueServer(t);
  for (const Name of ['sales', 'web']) {
    await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name } }));
    for (const TableInput of TABLES[Name] ?? []) {
      await glue.send(new CreateTableCommand({ DatabaseName: Name, TableInput }));
      await server.clock.advance('1h');
    }
  }
  const search = async (input: SearchTablesRequest = {}) => {
    const { TableList = [], NextToken } = await glue.send(new SearchTablesCommand(input));
    return { names: TableList.map(({ Name }) => Name), NextToken };
  };
  return { glue, search, names: async (input: SearchTablesRequest) => (await search(input)).names };
}

t.test('tables are found by filters, words and shares', async (t) => {
  const { names } = await withTables(t);
  const found: [request: SearchTablesRequest, expected: string[]][] = [
    [{}, ['orders', 'shared', 'customer-link', 'xxlinkyy']],
    [{ Filters: [{ Key: 'Name', Value: 'link' }] }, ['customer-link']],
    [{ Filters: [{ Key: 'name', Value: 'CUSTOMER-LINK' }] }, ['customer-link']],
    [{ Filters: [{ Key: 'DatabaseName', Value: 'sales' }] }, ['orders', 'shared']],
    [
      {
        Filters: [
          { Key: 'DatabaseName', Value: 'sales' },
          { Key: 'Owner', Value: 'bob' },
        ],
      },
      ['orders'],
    ],
    [{ Filters: [{ Key: 'classification', Value: 'parquet' }] }, ['xxlinkyy']],
    [{ Filters: [{ Key: 'Columns', Value: 'year' }] }, ['orders']],
    [{ Filters: [{ Key: 'Description', Value: 'custom' }] }, []],
    [{ SearchText: 'link' }, ['customer-link', 'xxlinkyy']],
    [{ SearchText: 'clicks customer' }, ['customer-link']],
    [{ SearchText: 'BILL' }, ['orders']],
    [{ SearchText: '"order"' }, []],
    [{ SearchText: '"Order_ID"' }, ['orders']],
    [{ ResourceShareType: 'FOREIGN' }, ['shared']],
    [{ ResourceShareType: 'FEDERATED' }, []],
    [{ ResourceShareType: 'ALL', SearchText: 'xx' }, ['xxlinkyy']],
    [{ CatalogId: '210987654321' }, []],
  ];
  for (const [request, expected] of found) t.same(await names(request), expected, JSON.stringify(request));
});

t.test('times are compared, whatever they are written as', async (t) => {
  const { names } = await withTables(t);
  const at = Date.parse('2026-01-01T02:00:00Z');
  const expected = {
    EQUALS: ['customer-link'],
    GREATER_THAN: ['xxlinkyy'],
    GREATER_THAN_EQUALS: ['customer-link', 'xxlinkyy'],
    LESS_THAN: ['orders', 'shared'],
    LESS_THAN_EQUALS: ['orders', 'shared', 'customer-link'],
  } as const;
  for (const Comparator of Object.keys(expected) as (keyof typeof expected)[])
    for (const Value of ['2026-01-01T02:00:00Z', String(at), String(at / 1000)])
      t.same(await names({ Filters: [{ Key: 'CreateTime', Value, Comparator }] }), expected[Comparator], Comparator);
});

t.test('tables are sorted in both directions, and paged in that order whatever changes meanwhile', async (t) => {
  const { glue, search, names } = await withTables(t);
  const sorted = (FieldName: string, Sort: 'ASC' | 'DESC') => ({ SortCriteria: [{ FieldName, Sort }] });
  const byName = ['customer-link', 'orders', 'shared', 'xxlinkyy'];
  t.same(await names(sorted('Name', 'ASC')), byName);
  t.same(await names(sorted('Name', 'DESC')), byName.toReversed());
  t.same(await names(sorted('CreateTime', 'DESC')), ['xxlinkyy', 'customer-link', 'shared', 'orders']);
  t.same(await names(sorted('Owner', 'ASC')), ['shared', 'xxlinkyy', 'customer-link', 'orders']);
  const request = { ...sorted('UpdateTime', 'DESC'), MaxResults: 2 };
  const first = await search(request);
  t.same(first.names, ['xxlinkyy', 'customer-link']);
  await glue.send(new UpdateTableCommand({ DatabaseName: 'web', TableInput: { Name: 'customer-link' } }));
  const second = await search({ ...request, NextToken: first.NextToken });
  t.same(second, { names: ['shared', 'orders'], NextToken: undefined });
});

t.test('what makes no sense is refused', async (t) => {
  const { search } = await withTables(t);
  const refused: Record<string, SearchTablesRequest> = {
    'yesterday is not a time.': { Filters: [{ Key: 'CreateTime', Value: 'yesterday' }] },
    'Each filter needs a Key and a Value.': { Filters: [{ Key: 'Name' }] },
    'Tables cannot be sorted by Taste.': { SortCriteria: [{ FieldName: 'Taste' }] },
    'Invalid pagination token provided.': { NextToken: 'abc' },
  };
  for (const [text, request] of Object.entries(refused))
    t.equal(await refusal(search(request)), `InvalidInputException: ${text}`);
});
