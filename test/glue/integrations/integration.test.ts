import type { CreateIntegrationRequest, DescribeIntegrationsRequest } from '@aws-sdk/client-glue';
import t from 'tap';
import { glueServer, refusal, START } from '../../server.js';

const SourceArn = 'arn:aws:dynamodb:us-east-1:123456789012:table/orders';
const TargetArn = 'arn:aws:glue:us-east-1:123456789012:database/db';
const asked = (IntegrationName: string, more: Partial<CreateIntegrationRequest> = {}): CreateIntegrationRequest => ({
  IntegrationName,
  SourceArn,
  TargetArn,
  ...more,
});

t.test('zero-ETL integrations', async (t) => {
  const { glue, server } = await glueServer(t, { runDuration: '10m' });
  const { advance } = server.clock;
  await glue.createDatabase({ DatabaseInput: { Name: 'db' } });
  const create = async (name: string, more?: Partial<CreateIntegrationRequest>) =>
    (await glue.createIntegration(asked(name, more))).IntegrationArn ?? '';
  const described = async (input: DescribeIntegrationsRequest) => (await glue.describeIntegrations(input)).Integrations;

  t.test('an integration is created, modified and deleted over time', async (t) => {
    const input = asked('a', { DataFilter: 'include: *', Tags: [{ key: 'team', value: 'x' }] });
    const { $metadata: _, ...created } = await glue.createIntegration(input);
    const IntegrationIdentifier = created.IntegrationArn ?? '';
    t.match(IntegrationIdentifier, /^arn:aws:glue:us-east-1:123456789012:integration:[-0-9a-f]{36}$/);
    const IntegrationArn = IntegrationIdentifier;
    t.same(created, { ...input, IntegrationArn, CreateTime: new Date(START), Status: 'CREATING' });
    t.same(await described({ IntegrationIdentifier }), [created]);
    const modify = (more: object) => glue.modifyIntegration({ IntegrationIdentifier, ...more });
    const creating = `InvalidIntegrationStateFault: Integration ${IntegrationArn} is in CREATING state.`;
    t.equal(await refusal(modify({ Description: 'x' })), creating);
    await advance('10m');
    t.match(await described({ IntegrationIdentifier }), [{ Status: 'ACTIVE' }]);
    const config = { IntegrationConfig: { RefreshInterval: '60' } };
    t.match(await modify({ Description: 'new', ...config }), { Status: 'MODIFYING', Description: 'new', ...config });
    await advance('10m');
    t.match(await described({}), [{ Status: 'ACTIVE', Description: 'new', DataFilter: 'include: *', ...config }]);
    const fixed = 'InvalidInputException: Of the IntegrationConfig only RefreshInterval can be modified.';
    t.equal(await refusal(modify({ IntegrationConfig: { ContinuousSync: true } })), fixed);
    await glue.tagResource({ ResourceArn: IntegrationArn, TagsToAdd: { cost: '1' } });
    const Tags = [
      { key: 'team', value: 'x' },
      { key: 'cost', value: '1' },
    ];
    t.match(await glue.deleteIntegration({ IntegrationIdentifier }), {
      IntegrationName: 'a',
      Tags,
      Status: 'DELETING',
    });
    t.match(await described({ IntegrationIdentifier }), [{ Status: 'DELETING' }]);
    const deleting = `InvalidIntegrationStateFault: Integration ${IntegrationArn} is in DELETING state.`;
    t.equal(await refusal(glue.deleteIntegration({ IntegrationIdentifier })), deleting);
    await advance('10m');
    const absent = `IntegrationNotFoundFault: Integration ${IntegrationArn} not found.`;
    t.equal(await refusal(described({ IntegrationIdentifier })), absent);
    t.equal(await refusal(modify({})), absent);
    t.equal(await refusal(glue.deleteIntegration({ IntegrationIdentifier })), absent);
    t.equal(await refusal(glue.describeInboundIntegrations({ IntegrationArn })), absent);
  });

  t.test('what cannot be is refused', async (t) => {
    await create('twice');
    const gone = 'arn:aws:glue:us-east-1:123456789012:database/gone';
    const cases: [string, Partial<CreateIntegrationRequest>, string][] = [
      ['twice', {}, 'IntegrationConflictOperationFault: An integration with name twice already exists.'],
      ['b', { TargetArn: gone }, `EntityNotFoundException: Resource ${gone} not found.`],
      [
        'b',
        { AdditionalEncryptionContext: { a: 'b' } },
        'InvalidInputException: AdditionalEncryptionContext can only be given with a KmsKeyId.',
      ],
      [
        'b',
        { IntegrationConfig: { TargetNamespace: 'n' } },
        'InvalidInputException: TargetNamespace can only be given when the target is an Amazon S3 table bucket.',
      ],
    ];
    for (const [name, more, text] of cases) t.equal(await refusal(create(name, more)), text);
    t.equal(
      await refusal(glue.describeInboundIntegrations({ TargetArn: gone })),
      `TargetResourceNotFound: Target resource ${gone} not found.`,
    );
  });

  t.test('integrations are filtered and paged by markers', async (t) => {
    const other = `${SourceArn}2`;
    const names = ['p1', 'p2', 'p3'];
    for (const name of names) await create(name, { SourceArn: other });
    const Filters = [{ Name: 'SourceArn', Values: [other] }];
    const first = await glue.describeIntegrations({ Filters, MaxRecords: 2 });
    const second = await glue.describeIntegrations({ Filters, MaxRecords: 2, Marker: first.Marker });
    const all = [...(first.Integrations ?? []), ...(second.Integrations ?? [])];
    t.same(all.map(({ IntegrationName }) => IntegrationName).sort(), names);
    t.equal(second.Marker, undefined);
    t.match(await described({ Filters: [{ Name: 'IntegrationName', Values: ['p2'] }] }), [{ IntegrationName: 'p2' }]);
    t.same(await described({ Filters: [...Filters, { Name: 'Status', Values: ['ACTIVE'] }] }), []);
    const bad: [DescribeIntegrationsRequest, string][] = [
      [{ Filters: [{ Name: 'toString', Values: [] }] }, 'Filter toString is not supported.'],
      [{ Filters: [{ Name: 'IntegrationName', Values: ['a', 'b'] }] }, 'Filter IntegrationName takes only one value.'],
      [{ MaxRecords: 0 }, 'MaxRecords has to be at least 1.'],
      [{ Marker: first.Marker }, 'Invalid pagination token provided.'],
    ];
    for (const [input, text] of bad) t.equal(await refusal(described(input)), `InvalidInputException: ${text}`);
    const { InboundIntegrations = [] } = await glue.describeInboundIntegrations({ TargetArn });
    t.equal(InboundIntegrations.length, 4);
    const [{ IntegrationArn } = {}] = InboundIntegrations;
    const one = await glue.describeInboundIntegrations({ IntegrationArn });
    t.match(one.InboundIntegrations, [{ IntegrationArn, TargetArn, Status: 'CREATING' }]);
  });
});
