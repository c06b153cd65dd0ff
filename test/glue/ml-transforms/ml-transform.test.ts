import type { CreateMLTransformRequest, GetMLTransformsRequest } from '@aws-sdk/client-glue';
import t from 'tap';
import { glueServer, refusal, START } from '../../server.js';

const asked = (Name: string, more: Partial<CreateMLTransformRequest> = {}): CreateMLTransformRequest => ({
  Name,
  InputRecordTables: [{ DatabaseName: 'db', TableName: 'people' }],
  Parameters: { TransformType: 'FIND_MATCHES', FindMatchesParameters: { PrimaryKeyColumnName: 'id' } },
  Role: 'glue',
  ...more,
});

t.test('machine learning transforms', async (t) => {
  const { glue, server } = await glueServer(t, { runDuration: '10m' });
  const { advance } = server.clock;
  await glue.createDatabase({ DatabaseInput: { Name: 'db' } });
  const Columns = [
    { Name: 'id', Type: 'bigint' },
    { Name: 'name', Type: 'string' },
  ];
  await glue.createTable({ DatabaseName: 'db', TableInput: { Name: 'people', StorageDescriptor: { Columns } } });
  const create = async (name: string, more?: Partial<CreateMLTransformRequest>) =>
    (await glue.createMLTransform(asked(name, more))).TransformId ?? '';

  t.test('a transform is created, changed and deleted, and has its tables’ columns', async (t) => {
    const TransformId = await create('a', { Tags: { team: 'x' } });
    t.match(TransformId, /^tfm-[0-9a-f]+$/);
    const { $metadata: _, ...transform } = await glue.getMLTransform({ TransformId });
    t.same(transform, {
      ...asked('a'),
      TransformId,
      Description: '',
      GlueVersion: '0.9',
      Timeout: 2880,
      MaxRetries: 0,
      MaxCapacity: 10,
      CreatedOn: new Date(START),
      LastModifiedOn: new Date(START),
      Schema: Columns.map(({ Name, Type }) => ({ Name, DataType: Type })),
      Status: 'NOT_READY',
      LabelCount: 0,
    });
    await advance('1h');
    await glue.updateMLTransform({ TransformId, Name: 'b', WorkerType: 'G.2X', NumberOfWorkers: 4 });
    await glue.updateMLTransform({ TransformId, NumberOfWorkers: 5 });
    const changed = await glue.getMLTransform({ TransformId });
    t.match(changed, { Name: 'b', WorkerType: 'G.2X', NumberOfWorkers: 5, MaxCapacity: 10 });
    t.same(changed.LastModifiedOn, new Date('2026-01-01T01:00:00Z'));
    await glue.updateMLTransform({ TransformId, MaxCapacity: 3 });
    t.match(await glue.getMLTransform({ TransformId }), { WorkerType: undefined, MaxCapacity: 3 });
    const ResourceArn = `arn:aws:glue:us-east-1:123456789012:mlTransform/${TransformId}`;
    t.same((await glue.getTags({ ResourceArn })).Tags, { team: 'x' });
    t.match(await glue.deleteMLTransform({ TransformId }), { TransformId });
    t.match(await glue.getMLTransform({ TransformId }), { Status: 'DELETING' });
    await advance('10m');
    const absent = `EntityNotFoundException: MLTransform ${TransformId} not found.`;
    t.equal(await refusal(glue.getMLTransform({ TransformId })), absent);
    t.equal(await refusal(glue.updateMLTransform({ TransformId })), absent);
    t.equal(await refusal(glue.deleteMLTransform({ TransformId })), absent);
    t.equal(await refusal(glue.getMLTaskRuns({ TransformId })), absent);
  });

  t.test('what cannot be is refused', async (t) => {
    await create('twice');
    t.equal(await refusal(create('twice')), 'AlreadyExistsException: MLTransform with name twice already exists.');
    const mismatch =
      'IdempotentParameterMismatchException: MLTransform with name twice exists with different configuration.';
    t.equal(await refusal(create('twice', { MaxRetries: 3 })), mismatch);
    const workers = 'WorkerType and NumberOfWorkers have to be given together, and without MaxCapacity.';
    const encryption = { MlUserDataEncryption: { MlUserDataEncryptionMode: 'SSE-KMS' as const } };
    const cases: [Partial<CreateMLTransformRequest>, string][] = [
      [{ InputRecordTables: [{ DatabaseName: 'db', TableName: 'x' }] }, 'Input table db.x not found.'],
      [{ Parameters: { TransformType: 'FIND_MATCHES' } }, 'A FIND_MATCHES transform needs FindMatchesParameters.'],
      [{ WorkerType: 'G.1X' }, workers],
      [{ WorkerType: 'G.1X', NumberOfWorkers: 2, MaxCapacity: 2 }, workers],
      [{ MaxCapacity: 1 }, 'MaxCapacity has to be from 2 to 100.'],
      [{ TransformEncryption: encryption }, 'MlUserDataEncryptionMode SSE-KMS needs a KmsKeyId.'],
    ];
    for (const [more, text] of cases) t.equal(await refusal(create('bad', more)), `InvalidInputException: ${text}`);
  });

  t.test('transforms are filtered, sorted and paged', async (t) => {
    await advance('1h');
    const noon = server.clock.now();
    await create('l3', { GlueVersion: '1.0', Tags: { list: 'yes' } });
    await advance('1h');
    const first = await create('l1', { InputRecordTables: [], GlueVersion: '1.0', Tags: { list: 'yes' } });
    await create('l2', { GlueVersion: '1.0' });
    const names = async (input: GetMLTransformsRequest) =>
      (await glue.getMLTransforms(input)).Transforms?.map(({ Name }) => Name);
    const Filter = { GlueVersion: '1.0' };
    t.same(await names({ Filter }), ['l1', 'l2', 'l3']);
    t.same(await names({ Filter, Sort: { Column: 'CREATED', SortDirection: 'ASCENDING' } }), ['l3', 'l1', 'l2']);
    t.same(await names({ Filter, Sort: { Column: 'NAME', SortDirection: 'DESCENDING' } }), ['l3', 'l2', 'l1']);
    t.same(await names({ Filter: { Name: 'l2' } }), ['l2']);
    t.same(await names({ Filter: { ...Filter, CreatedAfter: noon } }), ['l1', 'l2']);
    t.same(await names({ Filter: { ...Filter, LastModifiedBefore: new Date(noon.getTime() + 1000) } }), ['l3']);
    t.same(await names({ Filter: { ...Filter, Schema: [{ Name: 'id', DataType: 'bigint' }] } }), ['l2', 'l3']);
    t.same(await names({ Filter: { ...Filter, Status: 'READY' } }), []);
    const Sort = { Column: 'NAME', SortDirection: 'DESCENDING' } as const;
    const page = await glue.getMLTransforms({ Filter, Sort, MaxResults: 2 });
    t.same(
      page.Transforms?.map(({ Name }) => Name),
      ['l3', 'l2'],
    );
    t.same(await names({ Filter, Sort, MaxResults: 2, NextToken: page.NextToken }), ['l1']);
    t.equal(
      await refusal(glue.getMLTransforms({ Filter, MaxResults: 2, NextToken: page.NextToken })),
      'InvalidInputException: Invalid pagination token provided.',
    );
    const tagged = await glue.listMLTransforms({ Tags: { list: 'yes' }, MaxResults: 1 });
    t.same(tagged.TransformIds, [first]);
    t.ok(tagged.NextToken);
  });
});
