import t from 'tap';
import { glueServer, refusal, START } from '../../server.js';

const ARN = 'arn:aws:glue:us-east-1:123456789012:registry/';
const AVRO = { DataFormat: 'AVRO', Compatibility: 'NONE', SchemaDefinition: '"string"' } as const;

t.test('a registry is created, read by its name or ARN, changed and deleted', async (t) => {
  const { glue, server } = await glueServer(t);
  const created = await glue.createRegistry({ RegistryName: 'a', Description: 'old', Tags: { team: 'x' } });
  const names = { RegistryName: 'a', RegistryArn: `${ARN}a` };
  t.match(created, { ...names, Description: 'old', Tags: { team: 'x' } });
  await server.clock.advance('1h');
  t.match(await glue.updateRegistry({ RegistryId: { RegistryName: 'a' }, Description: 'new' }), names);
  const { $metadata: _, ...registry } = await glue.getRegistry({ RegistryId: { RegistryArn: `${ARN}a` } });
  t.same(registry, {
    ...names,
    Description: 'new',
    Status: 'AVAILABLE',
    CreatedTime: '2026-01-01T00:00:00.000Z',
    UpdatedTime: '2026-01-01T01:00:00.000Z',
  });
  t.same((await glue.listRegistries({})).Registries, [registry]);
  t.same((await glue.getTags({ ResourceArn: `${ARN}a` })).Tags, { team: 'x' });
  t.match(await glue.deleteRegistry({ RegistryId: { RegistryName: 'a' } }), { ...names, Status: 'DELETING' });
  t.same((await glue.listRegistries({})).Registries, []);
});

t.test('what is absent, there already or named wrongly is refused in the words of AWS', async (t) => {
  const { glue } = await glueServer(t);
  const get = (RegistryId: object) => refusal(glue.getRegistry({ RegistryId }));
  const absent = 'EntityNotFoundException: Registry is not found. ';
  t.equal(await get({ RegistryName: 'nope' }), `${absent}RegistryName: nope, RegistryArn: null`);
  t.equal(await get({ RegistryArn: `${ARN}nope` }), `${absent}RegistryName: null, RegistryArn: ${ARN}nope`);
  const elsewhere = ARN.replace('us-east-1', 'eu-west-1');
  t.equal(await get({ RegistryArn: `${elsewhere}a` }), `${absent}RegistryName: null, RegistryArn: ${elsewhere}a`);
  const named = 'InvalidInputException: One of registryName or registryArn has to be provided';
  t.equal(await get({ RegistryName: 'a', RegistryArn: `${ARN}a` }), `${named}, both cannot be provided.`);
  t.equal(await get({}), `${named}.`);
  t.match(await refusal(glue.deleteRegistry({ RegistryId: { RegistryName: 'nope' } })), absent);
  t.match(await refusal(glue.updateRegistry({ RegistryId: { RegistryName: 'nope' }, Description: 'x' })), absent);
  await glue.createRegistry({ RegistryName: 'a' });
  const exists = 'AlreadyExistsException: Registry already exists. RegistryName: a';
  t.equal(await refusal(glue.createRegistry({ RegistryName: 'a' })), exists);
});

t.test('input that breaks the model is refused by the registry itself, in its own words', async (t) => {
  const { glue, server } = await glueServer(t);
  const create = (more: object) => refusal(glue.createRegistry({ RegistryName: 'a', ...more }));
  const characters = 'InvalidInputException: The parameter value contains one or more characters that are not valid.';
  const length = 'InvalidInputException: The resource name contains too many or too few characters.';
  const tags = Object.fromEntries(Array.from({ length: 51 }, (_, count) => [`k${count}`, 'v']));
  const cases: [refused: Promise<string>, text: string][] = [
    [create({ RegistryName: 'a,b' }), `${characters} Parameter Name: registryName`],
    [create({ RegistryName: 'a'.repeat(256) }), `${length} Parameter Name: registryName`],
    [create({ RegistryName: '' }), `${length} Parameter Name: registryName`],
    [create({ Description: 'a'.repeat(2049) }), `${length} Parameter Name: description`],
    [create({ RegistryName: 'a,b', Description: 'a'.repeat(2049) }), `${characters} Parameter Name: registryName`],
    [create({ Tags: tags }), 'InvalidInputException: New Tags cannot be empty or more than 50'],
    [refusal(glue.getRegistry({ RegistryId: { RegistryArn: 'a' } })), `${characters} Parameter Name: registryArn`],
    [
      refusal(glue.createRegistry({ RegistryName: undefined })),
      "ValidationException: 1 validation error detected: Value null at 'registryName' failed to satisfy constraint: Member must not be null",
    ],
  ];
  for (const [refused, text] of cases) t.equal(await refused, text);
  t.match(await refusal(glue.listRegistries({ MaxResults: 0 })), 'ValidationException: 1 validation error detected');
  t.match(
    server.events()[0],
    { errorCode: 'InvalidInputException', requestParameters: { registryName: 'a,b' } },
    'recorded as well',
  );
});

t.test('there are at most 100 registries, listed in pages of 25', async (t) => {
  const { glue } = await glueServer(t);
  for (let count = 0; count < 100; count += 1) await glue.createRegistry({ RegistryName: `r${count}` });
  const limit = 'ResourceNumberLimitExceededException: More registries cannot be created.';
  t.match(await refusal(glue.createRegistry({ RegistryName: 'more' })), limit);
  const first = await glue.listRegistries({});
  t.equal(first.Registries?.length, 25);
  const rest = await glue.listRegistries({ MaxResults: 100, NextToken: first.NextToken });
  const names = [...(first.Registries ?? []), ...(rest.Registries ?? [])].map(({ RegistryName }) => RegistryName);
  t.equal(new Set(names).size, 100);
  t.equal(rest.NextToken, undefined);
  t.match(await refusal(glue.listRegistries({ NextToken: 'foreign' })), 'InvalidInputException');
});

t.test(
  'a registry that takes its time to go is seen going, takes no changes, and is gone with its schemas',
  async (t) => {
    const { glue, server } = await glueServer(t, { runDuration: '1m' });
    const RegistryId = { RegistryName: 'a' };
    await glue.createRegistry({ RegistryName: 'a' });
    const { SchemaVersionId } = await glue.createSchema({ RegistryId, SchemaName: 's', ...AVRO });
    await glue.deleteRegistry({ RegistryId });
    t.equal((await glue.deleteRegistry({ RegistryId })).Status, 'DELETING', 'deleting it again changes nothing');
    t.equal((await glue.getRegistry({ RegistryId })).Status, 'DELETING');
    t.same((await glue.listRegistries({})).Registries, []);
    const leaving = 'ConcurrentModificationException: Registry is being deleted. RegistryName: a';
    t.equal(await refusal(glue.updateRegistry({ RegistryId, Description: 'x' })), leaving);
    t.equal(await refusal(glue.createSchema({ RegistryId, SchemaName: 't', ...AVRO })), leaving);
    t.match(
      await refusal(glue.getSchema({ SchemaId: { RegistryName: 'a', SchemaName: 's' } })),
      'EntityNotFoundException',
    );
    t.match(await refusal(glue.getSchemaVersion({ SchemaVersionId })), 'EntityNotFoundException');
    await server.clock.advance('1m');
    t.match(await refusal(glue.getRegistry({ RegistryId })), 'EntityNotFoundException');
    await glue.createRegistry({ RegistryName: 'a' });
    t.same((await glue.listSchemas({ RegistryId })).Schemas, []);
    t.equal((await glue.getRegistry({ RegistryId })).CreatedTime, START.replace('00:00Z', '01:00.000Z'));
  },
);
