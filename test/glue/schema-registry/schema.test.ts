import type { CreateSchemaCommandInput, Glue, SchemaId } from '@aws-sdk/client-glue';
import t from 'tap';
import { glueServer, refusal } from '../../server.js';

const ARN = 'arn:aws:glue:us-east-1:123456789012:schema/';
const REGISTRY_ARN = 'arn:aws:glue:us-east-1:123456789012:registry/';
const DEFINITION = '{"type":"record","name":"R","fields":[{"name":"v","type":"int"}]}';
const OTHER = '{"type":"record","name":"R","fields":[{"name":"v","type":"string"}]}';

function create(glue: Glue, SchemaName: string, more: Partial<CreateSchemaCommandInput> = {}) {
  const given = { DataFormat: 'AVRO', Compatibility: 'BACKWARD', SchemaDefinition: DEFINITION } as const;
  return glue.createSchema({ ...given, SchemaName, ...more });
}

t.test('a schema is created with its first version, read, changed and deleted', async (t) => {
  const { glue, server } = await glueServer(t);
  await glue.createRegistry({ RegistryName: 'r' });
  const Tags = { team: 'x' };
  const created = await create(glue, 's', { RegistryId: { RegistryName: 'r' }, Description: 'old', Tags });
  const { $metadata: _, SchemaVersionId, SchemaVersionStatus, Tags: tags, ...described } = created;
  t.same(described, {
    RegistryName: 'r',
    RegistryArn: `${REGISTRY_ARN}r`,
    SchemaName: 's',
    SchemaArn: `${ARN}r/s`,
    Description: 'old',
    DataFormat: 'AVRO',
    Compatibility: 'BACKWARD',
    SchemaCheckpoint: 1,
    LatestSchemaVersion: 1,
    NextSchemaVersion: 2,
    SchemaStatus: 'AVAILABLE',
  });
  t.same([SchemaVersionStatus, tags], ['AVAILABLE', Tags]);
  const SchemaId = { SchemaArn: `${ARN}r/s` };
  const { SchemaDefinition } = await glue.getSchemaVersion({ SchemaVersionId });
  t.equal(SchemaDefinition, DEFINITION);
  const CreatedTime = '2026-01-01T00:00:00.000Z';
  t.match(await glue.getSchema({ SchemaId }), { ...described, CreatedTime, UpdatedTime: CreatedTime });
  t.same((await glue.getTags({ ResourceArn: `${ARN}r/s` })).Tags, Tags);
  await server.clock.advance('1h');
  const changes = { Description: 'new', Compatibility: 'FULL', SchemaVersionNumber: { LatestVersion: true } } as const;
  const names = { SchemaArn: `${ARN}r/s`, SchemaName: 's', RegistryName: 'r' };
  t.match(await glue.updateSchema({ SchemaId: { RegistryName: 'r', SchemaName: 's' }, ...changes }), names);
  const UpdatedTime = '2026-01-01T01:00:00.000Z';
  const updated = { Description: 'new', Compatibility: 'FULL', SchemaCheckpoint: 1, CreatedTime, UpdatedTime };
  t.match(await glue.getSchema({ SchemaId }), updated);
  const listed = { ...names, Description: 'new', SchemaStatus: 'AVAILABLE', CreatedTime, UpdatedTime };
  t.same((await glue.listSchemas({})).Schemas, [listed]);
  t.match(await glue.deleteSchema({ SchemaId }), { SchemaArn: `${ARN}r/s`, SchemaName: 's', Status: 'DELETING' });
  t.same((await glue.listSchemas({ RegistryId: { RegistryName: 'r' } })).Schemas, []);
  t.match(await refusal(glue.getTags({ ResourceArn: `${ARN}r/s` })), 'Entity not found');
  t.match(await refusal(glue.getSchemaVersion({ SchemaVersionId })), 'EntityNotFoundException');
});

t.test('the default registry is there from the first schema on that names no other', async (t) => {
  const { glue } = await glueServer(t);
  const SchemaId = { RegistryName: 'default-registry', SchemaName: 's' };
  const absent = 'Schema is not found. RegistryName: default-registry, SchemaName: s, SchemaArn: null';
  t.match(await refusal(glue.getSchemaByDefinition({ SchemaId, SchemaDefinition: DEFINITION })), absent);
  t.equal((await create(glue, 's')).SchemaArn, `${ARN}default-registry/s`);
  t.equal((await create(glue, 't', { RegistryId: {} })).RegistryName, 'default-registry');
  const RegistryId = { RegistryName: 'default-registry' };
  t.equal((await glue.getRegistry({ RegistryId })).RegistryArn, `${REGISTRY_ARN}default-registry`);
  await glue.deleteRegistry({ RegistryId });
  t.equal((await create(glue, 's', { RegistryId })).LatestSchemaVersion, 1, 'naming it makes it as well');
});

t.test('what is absent, there already or not usable is refused in the words of AWS', async (t) => {
  const { glue } = await glueServer(t);
  await glue.createRegistry({ RegistryName: 'r' });
  const RegistryId = { RegistryName: 'r' };
  await create(glue, 's', { RegistryId });
  const get = (SchemaId: SchemaId) => refusal(glue.getSchema({ SchemaId }));
  const make = (more: Partial<CreateSchemaCommandInput>) => refusal(create(glue, 'new', { RegistryId, ...more }));
  const update = (more: object) =>
    refusal(glue.updateSchema({ SchemaId: { RegistryName: 'r', SchemaName: 's' }, ...more }));
  const cases: [refused: Promise<string>, text: string][] = [
    [
      get({ RegistryName: 'r', SchemaName: 'nope' }),
      'EntityNotFoundException: Schema is not found. RegistryName: r, SchemaName: nope, SchemaArn: null',
    ],
    [
      get({ SchemaArn: `${ARN}r/nope` }),
      `EntityNotFoundException: Schema is not found. RegistryName: null, SchemaName: null, SchemaArn: ${ARN}r/nope`,
    ],
    [
      get({ SchemaArn: `${ARN}s` }),
      `EntityNotFoundException: Schema is not found. RegistryName: null, SchemaName: null, SchemaArn: ${ARN}s`,
    ],
    [get({ RegistryName: 'q', SchemaName: 's' }), 'EntityNotFoundException: Registry is not found. RegistryName: q'],
    [
      get({ RegistryName: 'r', SchemaArn: `${ARN}r/s` }),
      'InvalidInputException: One of (registryName and schemaName) or schemaArn has to be provided, both cannot be provided.',
    ],
    [
      get({ SchemaName: 's' }),
      'InvalidInputException: At least one of (registryName and schemaName) or schemaArn has to be provided.',
    ],
    [
      refusal(glue.listSchemas({ RegistryId: { RegistryName: 'q' } })),
      'EntityNotFoundException: Registry is not found. RegistryName: q',
    ],
    [make({ RegistryId: { RegistryName: 'q' } }), 'EntityNotFoundException: Registry is not found. RegistryName: q'],
    [make({ SchemaName: 's' }), 'AlreadyExistsException: Schema already exists. SchemaName: s'],
    [make({ Compatibility: undefined }), 'InvalidInputException: Compatibility is not valid.'],
    [make({ Compatibility: 'LAX' as never }), 'InvalidInputException: Compatibility is not valid.'],
    [make({ DataFormat: 'XML' as never }), 'InvalidInputException: Data format is not valid.'],
    [
      make({ SchemaName: 'a,b' }),
      'InvalidInputException: The parameter value contains one or more characters that are not valid. Parameter Name: schemaName',
    ],
    [
      make({ SchemaDefinition: '' }),
      'InvalidInputException: The resource name contains too many or too few characters. Parameter Name: schemaDefinition',
    ],
    [
      make({ SchemaDefinition: undefined }),
      'InvalidInputException: The resource name contains too many or too few characters. Parameter Name: schemaDefinition',
    ],
    [
      make({ SchemaDefinition: '"text"' }),
      'InvalidInputException: Schema definition of AVRO data format is invalid: undefined type name: text',
    ],
    [
      make({ DataFormat: 'PROTOBUF' }),
      "InvalidInputException: Schema definition of PROTOBUF data format is invalid: illegal token '{' (line 1)",
    ],
    [update({ Compatibility: 'NONE' }), 'InvalidInputException: Schema version checkpoint is missing.'],
    [update({ Description: 'x' }), 'InvalidInputException: Schema version checkpoint is missing.'],
    [
      update({ SchemaVersionNumber: { VersionNumber: 2 } }),
      'EntityNotFoundException: Schema version is not found. RegistryName: r, SchemaName: s, SchemaArn: null, VersionNumber: 2, isLatestVersion: false',
    ],
  ];
  for (const [refused, text] of cases) t.equal(await refused, text);
  t.same((await glue.listSchemas({})).Schemas?.length, 1, 'what was refused has left nothing');
});

t.test('the checkpoint moves to a version that can be used, and no other', async (t) => {
  const { glue } = await glueServer(t);
  const SchemaId = { SchemaArn: (await create(glue, 's')).SchemaArn };
  await glue.registerSchemaVersion({ SchemaId, SchemaDefinition: OTHER });
  const refused = refusal(glue.updateSchema({ SchemaId, SchemaVersionNumber: { VersionNumber: 2 } }));
  t.match(await refused, 'Schema version 2 is in FAILURE status');
  const change = { SchemaVersionNumber: { LatestVersion: true }, Compatibility: 'NONE' } as const;
  await glue.updateSchema({ SchemaId, ...change });
  const SchemaDefinition = DEFINITION.replace('int', 'long');
  await glue.registerSchemaVersion({ SchemaId, SchemaDefinition });
  await glue.updateSchema({ SchemaId, SchemaVersionNumber: { VersionNumber: 3 } });
  t.match(await glue.getSchema({ SchemaId }), { SchemaCheckpoint: 3, Compatibility: 'NONE', LatestSchemaVersion: 3 });
});

t.test('schemas are listed in pages, of one registry or of all', async (t) => {
  const { glue } = await glueServer(t);
  await glue.createRegistry({ RegistryName: 'r' });
  await create(glue, 'c', { RegistryId: { RegistryName: 'r' } });
  for (const name of ['a', 'b']) await create(glue, name);
  const RegistryId = { RegistryArn: `${REGISTRY_ARN}default-registry` };
  const first = await glue.listSchemas({ RegistryId, MaxResults: 1 });
  const second = await glue.listSchemas({ RegistryId, MaxResults: 1, NextToken: first.NextToken });
  const names = [first, second].flatMap(({ Schemas = [] }) => Schemas.map(({ SchemaName }) => SchemaName));
  t.same([names, second.NextToken], [['a', 'b'], undefined]);
  t.match(await refusal(glue.listSchemas({ MaxResults: 1, NextToken: first.NextToken })), 'InvalidInputException');
  t.equal((await glue.listSchemas({})).Schemas?.length, 3);
});

t.test('a schema that takes its time to go is seen going and takes no changes; its versions are gone', async (t) => {
  const { glue, server } = await glueServer(t, { runDuration: '1m' });
  const { SchemaArn, SchemaVersionId } = await create(glue, 's');
  const SchemaId = { SchemaArn };
  await glue.deleteSchema({ SchemaId });
  t.equal((await glue.getSchema({ SchemaId })).SchemaStatus, 'DELETING');
  t.same((await glue.listSchemas({})).Schemas, []);
  t.same((await glue.listSchemaVersions({ SchemaId })).Schemas, []);
  const leaving = 'ConcurrentModificationException: Schema is being deleted. SchemaName: s';
  t.equal(await refusal(glue.registerSchemaVersion({ SchemaId, SchemaDefinition: OTHER })), leaving);
  t.equal(await refusal(glue.updateSchema({ SchemaId, SchemaVersionNumber: { VersionNumber: 1 } })), leaving);
  t.equal(await refusal(glue.deleteSchemaVersions({ SchemaId, Versions: '2' })), leaving);
  t.match(
    await refusal(glue.getSchemaByDefinition({ SchemaId, SchemaDefinition: DEFINITION })),
    'Schema version is not',
  );
  t.match(await refusal(glue.getSchemaVersion({ SchemaVersionId })), 'Schema version is not found.');
  await server.clock.advance('1m');
  t.match(await refusal(glue.getSchema({ SchemaId })), 'Schema is not found.');
  t.not((await create(glue, 's')).SchemaVersionId, SchemaVersionId);
});
