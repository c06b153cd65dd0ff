import t from 'tap';
import { GLUE } from '../../src/model/service.js';
import { resourcesOf } from '../../src/trail/resources.js';
import { callOf } from './called.js';

/** The resources as `account type resource-part-of-the-ARN`. */
function told(name: string, input: Record<string, unknown>): string[] | undefined {
  const call = callOf(name);
  return resourcesOf(call.operation)?.(call, input)?.map(
    ({ accountId, type, ARN }) => `${type} ${ARN.replace(`arn:aws:glue:eu-west-1:${accountId}:`, `${accountId}:`)}`,
  );
}

const CATALOG = 'AWS::Glue::Catalog 123456789012:catalog';
const DATABASE = 'AWS::Glue::Database 123456789012:database/sales';
const TABLE = 'AWS::Glue::Table 123456789012:table/sales/orders';

const TOLD: [name: string, input: Record<string, unknown>, resources: string[] | undefined][] = [
  ['CreateDatabase', { DatabaseInput: { Name: 'sales' } }, [CATALOG, DATABASE]],
  ['UpdateDatabase', { Name: 'sales', DatabaseInput: { Name: 'renamed' } }, [CATALOG, DATABASE]],
  ['DeleteDatabase', { Name: 'Sales' }, [CATALOG, DATABASE]],
  ['CreateTable', { DatabaseName: 'sales', TableInput: { Name: 'Orders' } }, [CATALOG, DATABASE, TABLE]],
  ['CreateTable', { DatabaseName: 'sales', Name: 'orders', OpenTableFormatInput: {} }, [CATALOG, DATABASE, TABLE]],
  ['UpdateTable', { DatabaseName: 'sales', TableInput: { Name: 'orders' } }, [CATALOG, DATABASE, TABLE]],
  ['DeleteTable', { DatabaseName: 'sales', Name: 'orders' }, [CATALOG, DATABASE, TABLE]],
  [
    'DeleteDatabase',
    { CatalogId: '210987654321', Name: 'sales' },
    ['AWS::Glue::Catalog 210987654321:catalog', 'AWS::Glue::Database 210987654321:database/sales'],
  ],
  ['DeleteDatabase', { CatalogId: '123456789012:nested', Name: 'sales' }, undefined],
  ['UpdateTable', { DatabaseName: 'sales' }, undefined],
];

t.test('a write of a database or a table names the catalog, the database and the table', async (t) => {
  for (const [name, input, resources] of TOLD) t.same(told(name, input), resources, `${name} ${JSON.stringify(input)}`);
});

t.test('no other operation names resources', async (t) => {
  const naming = [...GLUE.operations.values()].filter((operation) => resourcesOf(operation)).map(({ name }) => name);
  t.same(naming.sort(), [...new Set(TOLD.map(([name]) => name))].sort());
});
