import type { CreateDevEndpointRequest, UpdateDevEndpointRequest } from '@aws-sdk/client-glue';
import t from 'tap';
import { glueServer, refusal, START } from '../../server.js';

const RoleArn = 'arn:aws:iam::123456789012:role/glue';
const asked = (EndpointName: string, more: Partial<CreateDevEndpointRequest> = {}): CreateDevEndpointRequest => ({
  EndpointName,
  RoleArn,
  ...more,
});

t.test('development endpoints', async (t) => {
  const { glue, server } = await glueServer(t, { runDuration: '10m' });
  const { advance } = server.clock;
  const endpoint = async (EndpointName: string) => (await glue.getDevEndpoint({ EndpointName })).DevEndpoint;
  const create = (name: string, more?: Partial<CreateDevEndpointRequest>) => glue.createDevEndpoint(asked(name, more));

  t.test('an endpoint is provisioned, ready, terminated and gone', async (t) => {
    const now = new Date(START);
    const created = await create('a', { PublicKey: 'key', Arguments: { '--enable-glue-datacatalog': '' } });
    const common = {
      ...asked('a', { Arguments: { '--enable-glue-datacatalog': '' } }),
      NumberOfNodes: 5,
      AvailabilityZone: 'us-east-1a',
      CreatedTimestamp: now,
      Status: 'PROVISIONING',
    };
    const { $metadata: _, ...answered } = created;
    t.same(answered, common);
    const whole = { ...common, PublicKey: 'key', LastModifiedTimestamp: now };
    t.same(await endpoint('a'), whole);
    await advance('10m');
    const addresses = {
      PublicAddress: '192.0.2.10',
      YarnEndpointAddress: '169.254.76.1',
      ZeppelinRemoteSparkInterpreterPort: 9007,
    };
    t.same(await endpoint('a'), { ...whole, ...addresses, Status: 'READY' });
    await glue.deleteDevEndpoint({ EndpointName: 'a' });
    t.match(await endpoint('a'), { Status: 'TERMINATING' });
    await advance('10m');
    t.equal(await refusal(endpoint('a')), 'EntityNotFoundException: DevEndpoint a not found.');
  });

  t.test('one in a VPC tells its private address only', async (t) => {
    await create('vpc', { SubnetId: 'subnet-1', WorkerType: 'G.1X', NumberOfWorkers: 3 });
    await advance('10m');
    const { PrivateAddress, PublicAddress, NumberOfNodes } = (await endpoint('vpc')) ?? {};
    t.same([PrivateAddress, PublicAddress, NumberOfNodes], ['10.0.0.10', undefined, undefined]);
  });

  t.test('keys, arguments and libraries are changed one by one', async (t) => {
    const EndpointName = 'u';
    await create(EndpointName, { PublicKey: 'one', Arguments: { a: '1', b: '2' } });
    const update = (changes: Partial<UpdateDevEndpointRequest>) => glue.updateDevEndpoint({ EndpointName, ...changes });
    const either = 'InvalidInputException: An endpoint has either one PublicKey or a list of PublicKeys.';
    t.equal(await refusal(update({ AddPublicKeys: ['two'] })), either);
    await update({ DeletePublicKeys: ['one'], AddPublicKeys: ['two', 'three'] });
    await update({ AddArguments: { c: '3' }, DeleteArguments: ['a'] });
    await update({ CustomLibraries: { ExtraJarsS3Path: 's3://b/x.jar' }, UpdateEtlLibraries: true });
    await update({ CustomLibraries: { ExtraJarsS3Path: 's3://b/y.jar' }, UpdateEtlLibraries: false });
    t.match(await endpoint(EndpointName), {
      PublicKey: undefined,
      PublicKeys: ['two', 'three'],
      Arguments: { a: undefined, b: '2', c: '3' },
      ExtraJarsS3Path: 's3://b/x.jar',
      LastUpdateStatus: 'COMPLETED',
    });
    t.equal(
      await refusal(update({ AddPublicKeys: ['4', '5', '6', '7'] })),
      'InvalidInputException: An endpoint can have at most 5 PublicKeys.',
    );
    await glue.deleteDevEndpoint({ EndpointName });
    t.equal(await refusal(update({})), 'InvalidInputException: DevEndpoint u is being deleted.');
    await advance('10m');
  });

  t.test('what cannot be is refused', async (t) => {
    await create('twice');
    t.equal(await refusal(create('twice')), 'AlreadyExistsException: DevEndpoint twice already exists.');
    t.equal(
      await refusal(create('twice', { NumberOfNodes: 7 })),
      'IdempotentParameterMismatchException: DevEndpoint twice already exists with different configuration.',
    );
    const cases: [Partial<CreateDevEndpointRequest>, string][] = [
      [{ WorkerType: 'G.1X' }, 'WorkerType and NumberOfWorkers have to be given together, and without NumberOfNodes.'],
      [{ WorkerType: 'Z.2X', NumberOfWorkers: 2 }, 'Development endpoints have no workers of type Z.2X.'],
      [{ WorkerType: 'G.2X', NumberOfWorkers: 150 }, 'NumberOfWorkers has to be from 1 to 149 for this WorkerType.'],
      [{ NumberOfNodes: 1 }, 'NumberOfNodes has to be at least 2.'],
      [{ PublicKey: 'a', PublicKeys: ['b'] }, 'An endpoint has either one PublicKey or a list of PublicKeys.'],
    ];
    for (const [more, text] of cases) t.equal(await refusal(create('bad', more)), `InvalidInputException: ${text}`);
    const absent = 'EntityNotFoundException: DevEndpoint nope not found.';
    t.equal(await refusal(glue.updateDevEndpoint({ EndpointName: 'nope' })), absent);
    t.equal(await refusal(glue.deleteDevEndpoint({ EndpointName: 'nope' })), absent);
  });

  t.test('endpoints are listed by name, in pages, by tag, and read in batches, 25 at most', async (t) => {
    for (let number = 10; number < 33; number += 1)
      await create(`n${number}`, { Tags: { even: String(number % 2 === 0) } });
    const limit = 'ResourceNumberLimitExceededException: The limit of 25 development endpoints is reached.';
    t.equal(await refusal(create('one-more')), limit);
    const first = await glue.listDevEndpoints({ MaxResults: 8, Tags: { even: 'true' } });
    t.equal(first.DevEndpointNames?.at(-1), 'n24');
    const rest = await glue.listDevEndpoints({ MaxResults: 8, Tags: { even: 'true' }, NextToken: first.NextToken });
    t.same([rest.DevEndpointNames, rest.NextToken], [['n26', 'n28', 'n30', 'n32'], undefined]);
    t.equal((await glue.getDevEndpoints({})).DevEndpoints?.length, 25);
    t.match(await glue.batchGetDevEndpoints({ DevEndpointNames: ['n10', 'nope'] }), {
      DevEndpoints: [{ EndpointName: 'n10', Status: 'PROVISIONING' }],
      DevEndpointsNotFound: ['nope'],
    });
    const all = await glue.batchGetDevEndpoints({ DevEndpointNames: ['n10'] });
    t.equal(all.DevEndpointsNotFound, undefined);
    const ResourceArn = 'arn:aws:glue:us-east-1:123456789012:devEndpoint/n10';
    t.same((await glue.getTags({ ResourceArn })).Tags, { even: 'true' });
  });
});
