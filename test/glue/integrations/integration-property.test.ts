import t from 'tap';
import { glueServer, refusal } from '../../server.js';

const arn = (resource: string) => `arn:aws:glue:us-east-1:123456789012:${resource}`;

t.test('properties of integrations', async (t) => {
  const { glue } = await glueServer(t);
  for (const Name of ['db', 'other']) await glue.createDatabase({ DatabaseInput: { Name } });
  const connection = { Name: 'c', ConnectionType: 'SALESFORCE' as const, ConnectionProperties: {} };
  await glue.createConnection({ ConnectionInput: connection });
  const [source, target] = [arn('connection/c'), arn('database/db')];

  t.test('a resource’s properties are created once, changed, listed and deleted', async (t) => {
    const SourceProcessingProperties = { RoleArn: 'arn:aws:iam::123456789012:role/a' };
    const TargetProcessingProperties = { RoleArn: 'arn:aws:iam::123456789012:role/b', ConnectionName: 'c' };
    const input = { ResourceArn: source, SourceProcessingProperties, Tags: [{ key: 'team', value: 'x' }] };
    const { $metadata: _, ...created } = await glue.createIntegrationResourceProperty(input);
    const { ResourcePropertyArn } = created;
    t.match(ResourcePropertyArn, /^arn:aws:glue:us-east-1:123456789012:integrationresourceproperty\/[-0-9a-f]{36}$/);
    t.same(created, { ResourceArn: source, SourceProcessingProperties, ResourcePropertyArn });
    t.same((await glue.getTags({ ResourceArn: ResourcePropertyArn })).Tags, { team: 'x' });
    t.equal(
      await refusal(glue.createIntegrationResourceProperty(input)),
      `ConflictException: Integration resource property for ${source} already exists.`,
    );
    await glue.createIntegrationResourceProperty({ ResourceArn: target });
    await glue.updateIntegrationResourceProperty({ ResourceArn: target, TargetProcessingProperties });
    t.match(await glue.getIntegrationResourceProperty({ ResourceArn: target }), { TargetProcessingProperties });
    const list = async (Name: string, ...Values: string[]) =>
      (
        await glue.listIntegrationResourceProperties({ Filters: [{ Name, Values }] })
      ).IntegrationResourcePropertyList?.map(({ ResourceArn }) => ResourceArn);
    t.same(await list('SourceArn', source, target), [source]);
    t.same(await list('TargetArn', source, target), [target]);
    t.equal(await refusal(list('x')), 'InvalidInputException: Filter x is not supported.');
    const page = await glue.listIntegrationResourceProperties({ MaxRecords: 1 });
    const rest = await glue.listIntegrationResourceProperties({ MaxRecords: 1, Marker: page.Marker });
    t.equal(rest.IntegrationResourcePropertyList?.length, 1);
    t.equal(rest.Marker, undefined);
    await glue.deleteIntegrationResourceProperty({ ResourceArn: source });
    const absent = `EntityNotFoundException: Integration resource property for ${source} not found.`;
    for (const call of [
      glue.getIntegrationResourceProperty({ ResourceArn: source }),
      glue.updateIntegrationResourceProperty({ ResourceArn: source }),
      glue.deleteIntegrationResourceProperty({ ResourceArn: source }),
    ])
      t.equal(await refusal(call), absent);
    const gone = arn('database/gone');
    t.equal(
      await refusal(glue.createIntegrationResourceProperty({ ResourceArn: gone })),
      `ResourceNotFoundException: Resource ${gone} not found.`,
    );
    t.equal(
      await refusal(glue.createIntegrationResourceProperty({ ResourceArn: 'db' })),
      'InvalidInputException: db is not an ARN.',
    );
  });

  t.test('a table’s properties are created once, changed, listed and deleted', async (t) => {
    const TargetTableConfig = {
      UnnestSpec: 'FULL' as const,
      TargetTableName: 'orders_copy',
      PartitionSpec: [{ FieldName: 'at', FunctionSpec: 'day', ConversionSpec: 'iso' }],
    };
    const [orders, people] = [
      { ResourceArn: target, TableName: 'orders' },
      { ResourceArn: source, TableName: 'people' },
    ];
    await glue.createIntegrationTableProperties({ ...orders, TargetTableConfig });
    await glue.createIntegrationTableProperties(people);
    await glue.updateIntegrationTableProperties({ ...people, SourceTableConfig: { PrimaryKey: ['id'] } });
    t.match(await glue.getIntegrationTableProperties(orders), { ...orders, TargetTableConfig });
    t.equal(
      await refusal(glue.createIntegrationTableProperties(orders)),
      'InvalidInputException: Integration table properties for orders already exist.',
    );
    const list = async (Name: string, ...Values: string[]) =>
      (await glue.listIntegrationTableProperties({ Filters: [{ Name, Values }] })).IntegrationTablePropertiesList?.map(
        ({ TableName }) => TableName,
      );
    t.same(await list('SourceArn', source, target), ['people']);
    t.same(await list('TargetArn', source, target), ['orders']);
    t.same(await list('SourceTableName', 'people'), ['people']);
    t.same(await list('TargetTableName', 'orders_copy', 'people'), ['orders']);
    const page = await glue.listIntegrationTableProperties({ MaxRecords: 1 });
    t.equal(
      (await glue.listIntegrationTableProperties({ Marker: page.Marker })).IntegrationTablePropertiesList?.length,
      1,
    );
    const bad = (config: object) =>
      refusal(glue.updateIntegrationTableProperties({ ...orders, TargetTableConfig: config }));
    const text = 'InvalidInputException: week is not a supported';
    t.equal(await bad({ PartitionSpec: [{ FunctionSpec: 'week' }] }), `${text} FunctionSpec.`);
    t.equal(await bad({ PartitionSpec: [{ ConversionSpec: 'week' }] }), `${text} ConversionSpec.`);
    const IntegrationArn = arn('integration:gone');
    t.equal(await bad({ IntegrationArn }), `ResourceNotFoundException: Resource ${IntegrationArn} not found.`);
    await glue.deleteIntegrationTableProperties(orders);
    const absent = 'EntityNotFoundException: Integration table properties for orders not found.';
    t.equal(await refusal(glue.getIntegrationTableProperties(orders)), absent);
    t.equal(await refusal(glue.updateIntegrationTableProperties(orders)), absent);
    t.equal(await refusal(glue.deleteIntegrationTableProperties(orders)), absent);
  });
});
