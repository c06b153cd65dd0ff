import type { Compatibility, DataFormat, Glue, SchemaVersionNumber } from '@aws-sdk/client-glue';
import t, { type Test } from 'tap';
import type { GlueTrailOptions } from '../../../src/index.js';
import { glueServer, refusal } from '../../server.js';

const INT = { name: 'v', type: 'int' };
const NOTE = { name: 'note', type: ['null', 'string'], default: null };
const record = (...fields: object[]) => JSON.stringify({ type: 'record', name: 'Item', fields });
const ONE = record(INT);
const TWO = record(INT, NOTE);
const BAD = record({ name: 'v', type: 'string' });

interface Schema {
  glue: Glue;
  SchemaId: { SchemaArn: string };
  /** Id of the first version. */
  first: string;
  register(SchemaDefinition: string): Promise<{ id: string; number: number; status: string }>;
}

async function schemaWith(
  t: Test,
  SchemaDefinition: string,
  Compatibility: Compatibility = 'BACKWARD',
  more: { DataFormat?: DataFormat; options?: GlueTrailOptions } = {},
) {
  const { DataFormat = 'AVRO', options } = more;
  const { glue, server } = await glueServer(t, options);
  const schema = { SchemaName: 's', DataFormat, Compatibility, SchemaDefinition };
  const { SchemaArn = '', SchemaVersionId: first = '' } = await glue.createSchema(schema);
  const SchemaId = { SchemaArn };
  const register: Schema['register'] = async (definition) => {
    const answer = await glue.registerSchemaVersion({ SchemaId, SchemaDefinition: definition });
    return { id: answer.SchemaVersionId ?? '', number: answer.VersionNumber ?? 0, status: answer.Status ?? '' };
  };
  return { glue, server, SchemaId, first, register };
}

t.test('versions are numbered, and an incompatible one is a failure that keeps its number', async (t) => {
  const { glue, server, SchemaId, first, register } = await schemaWith(t, ONE);
  await server.clock.advance('1h');
  t.match(await register(TWO), { number: 2, status: 'AVAILABLE' });
  const failed = await register(BAD);
  t.match(failed, { number: 3, status: 'FAILURE' });
  t.same(await register(BAD), failed, 'the same again is the same failure');
  t.match(await glue.getSchema({ SchemaId }), {
    SchemaCheckpoint: 1,
    LatestSchemaVersion: 3,
    NextSchemaVersion: 4,
    UpdatedTime: '2026-01-01T01:00:00.000Z',
  });
  const { $metadata: _, ...version } = await glue.getSchemaVersion({ SchemaVersionId: failed.id });
  t.same(version, {
    SchemaVersionId: failed.id,
    SchemaDefinition: BAD,
    DataFormat: 'AVRO',
    SchemaArn: SchemaId.SchemaArn,
    VersionNumber: 3,
    Status: 'FAILURE',
    CreatedTime: '2026-01-01T01:00:00.000Z',
  });
  const latest = await glue.getSchemaVersion({ SchemaId, SchemaVersionNumber: { LatestVersion: true } });
  t.match(latest, { VersionNumber: 2, Status: 'AVAILABLE' }, 'the latest is the latest that can be used');
  const { Schemas = [] } = await glue.listSchemaVersions({ SchemaId });
  t.same(
    Schemas.map(({ VersionNumber, Status }) => [VersionNumber, Status]),
    [
      [1, 'AVAILABLE'],
      [2, 'AVAILABLE'],
      [3, 'FAILURE'],
    ],
  );
  t.same(Schemas[0], {
    SchemaArn: SchemaId.SchemaArn,
    SchemaVersionId: first,
    VersionNumber: 1,
    Status: 'AVAILABLE',
    CreatedTime: '2026-01-01T00:00:00.000Z',
  });
});

t.test('a definition written in another way is the version that is there', async (t) => {
  const { glue, SchemaId, first, register } = await schemaWith(t, ONE);
  const written = '{ "name": "Item", "fields": [ { "type": "int", "name": "v" } ], "type": "record" }';
  t.match(await register(written), { id: first, number: 1, status: 'AVAILABLE' });
  const { $metadata: _, ...found } = await glue.getSchemaByDefinition({ SchemaId, SchemaDefinition: written });
  const CreatedTime = '2026-01-01T00:00:00.000Z';
  t.same(found, { SchemaVersionId: first, ...SchemaId, DataFormat: 'AVRO', Status: 'AVAILABLE', CreatedTime });
  const named = { SchemaId: { SchemaName: 's' }, SchemaDefinition: ONE };
  t.equal(
    (await glue.getSchemaByDefinition(named)).SchemaVersionId,
    first,
    'in the default registry, if none is named',
  );
});

const THREE = record(INT, NOTE, { name: 'more', type: 'int', default: 0 });
const WIDE = record({ name: 'v', type: 'long' });
const EMPTY = record();

t.test('each mode compares with what it says', async (t) => {
  const cases: [Compatibility, definitions: string[], statuses: string[]][] = [
    ['NONE', [ONE, BAD, EMPTY], ['AVAILABLE', 'AVAILABLE']],
    [
      'BACKWARD',
      [ONE, WIDE, ONE.replace('int', 'float'), ONE.replace('int', 'string')],
      ['AVAILABLE', 'AVAILABLE', 'FAILURE'],
    ],
    // Reads the second, in which the field was not, but not the first.
    ['BACKWARD', [BAD, EMPTY, record({ ...INT, default: 0 })], ['AVAILABLE', 'AVAILABLE']],
    ['BACKWARD_ALL', [BAD, EMPTY, record({ ...INT, default: 0 })], ['AVAILABLE', 'FAILURE']],
    ['FORWARD', [WIDE, ONE, EMPTY], ['AVAILABLE', 'FAILURE']],
    ['FORWARD', [record({ ...INT, default: 0 }), EMPTY, BAD], ['AVAILABLE', 'AVAILABLE']],
    ['FORWARD_ALL', [record({ ...INT, default: 0 }), EMPTY, BAD], ['AVAILABLE', 'FAILURE']],
    ['FULL', [ONE, WIDE, TWO, THREE], ['FAILURE', 'AVAILABLE', 'AVAILABLE']],
    ['FULL_ALL', [ONE, TWO, ONE.replace('Item', 'Other'), THREE], ['AVAILABLE', 'FAILURE', 'AVAILABLE']],
  ];
  const { glue } = await glueServer(t);
  for (const [index, [Compatibility, [first = '', ...others], statuses]] of cases.entries()) {
    const schema = { SchemaName: `s${index}`, DataFormat: 'AVRO', Compatibility, SchemaDefinition: first } as const;
    const SchemaId = { SchemaArn: (await glue.createSchema(schema)).SchemaArn };
    const told: (string | undefined)[] = [];
    for (const SchemaDefinition of others)
      told.push((await glue.registerSchemaVersion({ SchemaId, SchemaDefinition })).Status);
    t.same(told, statuses, `${Compatibility} ${index}`);
  }
});

t.test('a mode over all versions looks no further back than the checkpoint', async (t) => {
  const { glue, SchemaId, register } = await schemaWith(t, ONE, 'NONE');
  await register(BAD);
  const checkpoint = { Compatibility: 'BACKWARD_ALL', SchemaVersionNumber: { VersionNumber: 2 } } as const;
  await glue.updateSchema({ SchemaId, ...checkpoint });
  t.match(await register(record({ name: 'v', type: 'string' }, NOTE)), { number: 3, status: 'AVAILABLE' });
  t.match(await register(TWO), { number: 4, status: 'FAILURE' });
});

t.test('JSON and Protobuf definitions are compared too', async (t) => {
  const closed = (properties: object) => JSON.stringify({ type: 'object', properties, additionalProperties: false });
  const json = await schemaWith(t, closed({ a: {} }), 'BACKWARD', { DataFormat: 'JSON' });
  t.equal((await json.register(closed({ a: {}, b: {} }))).status, 'AVAILABLE');
  t.equal((await json.register(closed({ a: {} }))).number, 1);
  t.equal((await json.register(closed({ b: {} }))).status, 'FAILURE');
  const item = (fields: string) => `syntax = "proto3"; message Item { ${fields} }`;
  const protobuf = await schemaWith(t, item('string a = 1;'), 'FULL', { DataFormat: 'PROTOBUF' });
  t.equal((await protobuf.register(item('string a = 1; string b = 2;'))).status, 'AVAILABLE');
  t.equal((await protobuf.register(`// same\n${item('string a=1;')}`)).number, 1);
  t.equal((await protobuf.register(item('int32 a = 1;'))).status, 'FAILURE');
});

t.test('DISABLED forbids a second version', async (t) => {
  const { SchemaId, register } = await schemaWith(t, ONE, 'DISABLED');
  const text = `Compatibility DISABLED does not allow versioning. SchemaId: SchemaId(schemaArn=${SchemaId.SchemaArn}, schemaName=null, registryName=null)`;
  t.equal(await refusal(register(TWO)), `InvalidInputException: ${text}`);
});

t.test('a comparison that takes its time is seen going on, and those to come count on it', async (t) => {
  const { glue, server, SchemaId, register } = await schemaWith(t, ONE, 'BACKWARD', { options: { runDuration: '1m' } });
  const second = await register(WIDE);
  t.equal(second.status, 'PENDING');
  const third = await register(ONE);
  t.match(third, { number: 1, status: 'AVAILABLE' });
  const failing = await register(BAD);
  t.match(failing, { number: 3, status: 'PENDING' });
  const latest = { SchemaId, SchemaVersionNumber: { LatestVersion: true } };
  t.equal((await glue.getSchemaVersion(latest)).VersionNumber, 1);
  await server.clock.advance('1m');
  t.equal((await glue.getSchemaVersion(latest)).VersionNumber, 2);
  t.equal((await glue.getSchemaVersion({ SchemaVersionId: failing.id })).Status, 'FAILURE');
  t.match(await register(WIDE), { id: second.id, status: 'AVAILABLE' });
});

t.test('what is absent or asked for wrongly is refused in the words of AWS', async (t) => {
  const { glue, SchemaId, first, register } = await schemaWith(t, ONE);
  const get = (SchemaVersionNumber: SchemaVersionNumber, id: object = { SchemaId }) =>
    refusal(glue.getSchemaVersion({ ...id, SchemaVersionNumber }));
  const absent = 'EntityNotFoundException: Schema version is not found.';
  const unknown = '00000000-0000-4000-8000-000000000000';
  const byName = { SchemaId: { RegistryName: 'default-registry', SchemaName: 's' } };
  const cases: [refused: Promise<string>, text: string][] = [
    [refusal(glue.getSchemaByDefinition({ SchemaId, SchemaDefinition: TWO })), absent],
    [refusal(glue.getSchemaVersion({ SchemaVersionId: unknown })), `${absent} SchemaVersionId: ${unknown}`],
    [
      get({ VersionNumber: 9 }, byName),
      `${absent} RegistryName: default-registry, SchemaName: s, SchemaArn: null, VersionNumber: 9, isLatestVersion: false`,
    ],
    [
      get({ LatestVersion: true, VersionNumber: 1 }),
      'InvalidInputException: Only one of VersionNumber or LatestVersion is required.',
    ],
    [get({}), 'InvalidInputException: One of version number (or) latest version is required.'],
    [
      get({ VersionNumber: 1 }, { SchemaVersionId: first }),
      'InvalidInputException: No other input parameters can be specified when fetching by SchemaVersionId.',
    ],
    [
      get({ VersionNumber: 1 }, {}),
      'InvalidInputException: At least one of (registryName and schemaName) or schemaArn has to be provided.',
    ],
    [
      refusal(register('"text"')),
      'InvalidInputException: Schema definition of AVRO data format is invalid: undefined type name: text',
    ],
    [
      refusal(glue.registerSchemaVersion({ SchemaId: { RegistryName: 'q', SchemaName: 's' }, SchemaDefinition: TWO })),
      'EntityNotFoundException: Registry is not found. RegistryName: q',
    ],
  ];
  for (const [refused, text] of cases) t.equal(await refused, text);
});

t.test('versions are deleted one by one or as a range, what is missing is told, the checkpoint stays', async (t) => {
  const { glue, SchemaId, first, register } = await schemaWith(t, ONE, 'BACKWARD_ALL');
  const second = await register(TWO);
  await register(BAD);
  const remove = (Versions: string) => glue.deleteSchemaVersions({ SchemaId, Versions });
  t.equal(await refusal(remove('1-2')), 'InvalidInputException: Cannot delete checkpoint version.');
  t.match(await refusal(remove('3-2')), 'Versions 3-2 is not a range');
  t.match(await refusal(remove('2-99999')), 'at most 1000 versions');
  t.equal((await glue.listSchemaVersions({ SchemaId })).Schemas?.length, 3);
  t.same((await remove('2')).SchemaVersionErrors, []);
  const ErrorDetails = { ErrorCode: 'ResourceNotFoundException', ErrorMessage: 'Version number not found' };
  t.same((await remove('2-4')).SchemaVersionErrors, [
    { VersionNumber: 2, ErrorDetails },
    { VersionNumber: 4, ErrorDetails },
  ]);
  const { Schemas = [] } = await glue.listSchemaVersions({ SchemaId });
  t.same(
    Schemas.map(({ SchemaVersionId }) => SchemaVersionId),
    [first],
  );
  t.match(await refusal(glue.getSchemaVersion({ SchemaVersionId: second.id })), 'Schema version is not found.');
  const again = await register(TWO);
  t.match(again, { number: 4, status: 'AVAILABLE' }, 'a number is given once');
  t.not(again.id, second.id);
  await glue.updateSchema({ SchemaId, SchemaVersionNumber: { VersionNumber: 4 } });
  t.match(await refusal(remove('1')), 'Cannot delete the first version.');
});

t.test('versions are listed in pages, and found in any order of their numbers', async (t) => {
  const { glue, SchemaId, register } = await schemaWith(t, ONE, 'NONE');
  for (let count = 2; count <= 12; count += 1) await register(record({ name: `v${count}`, type: 'int' }));
  const numbers: (number | undefined)[] = [];
  let NextToken: string | undefined;
  do {
    const page = await glue.listSchemaVersions({ SchemaId, MaxResults: 5, NextToken });
    numbers.push(...(page.Schemas ?? []).map(({ VersionNumber }) => VersionNumber));
    NextToken = page.NextToken;
  } while (NextToken);
  t.same(numbers, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  t.match(await refusal(glue.listSchemaVersions({ SchemaId, NextToken: 'foreign' })), 'InvalidInputException');
});

t.test('the difference of two versions is a JSON Patch', async (t) => {
  const { glue, SchemaId, register } = await schemaWith(t, ONE);
  await register(TWO);
  const diff = async (from: SchemaVersionNumber, to: SchemaVersionNumber) => {
    const numbers = { FirstSchemaVersionNumber: from, SecondSchemaVersionNumber: to };
    return (await glue.getSchemaVersionsDiff({ SchemaId, ...numbers, SchemaDiffType: 'SYNTAX_DIFF' })).Diff;
  };
  const added = '[{"op":"add","path":"/fields/1","value":{"name":"note","type":["null","string"],"default":null}}]';
  t.equal(await diff({ VersionNumber: 1 }, { LatestVersion: true }), added);
  t.equal(await diff({ VersionNumber: 2 }, { VersionNumber: 1 }), '[{"op":"remove","path":"/fields/1"}]');
  t.equal(await diff({ VersionNumber: 1 }, { VersionNumber: 1 }), '[]');
  t.match(await refusal(diff({ VersionNumber: 1 }, { VersionNumber: 3 })), 'Schema version is not found.');
});

t.test('a definition is said to be valid or why it is not', async (t) => {
  const { glue } = await glueServer(t);
  const check = async (DataFormat: DataFormat, SchemaDefinition: string) => {
    const { Valid, Error: reason } = await glue.checkSchemaVersionValidity({ DataFormat, SchemaDefinition });
    return Valid ? Valid : reason;
  };
  t.equal(await check('AVRO', ONE), true);
  t.equal(await check('JSON', '{"type":"object"}'), true);
  t.equal(await check('PROTOBUF', 'syntax = "proto3"; message Item { string value = 1; }'), true);
  const expected = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
  const source = 'REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)';
  for (const format of ['AVRO', 'JSON'] as const)
    t.equal(
      await check(format, 'not a schema'),
      `Unrecognized token 'not': was expecting ${expected}\n at [Source: ${source}; line: 1, column: 4]`,
    );
  t.match(await check('JSON', '\n  no'), /token 'no'.*line: 2, column: 5]$/s);
  t.match(await check('AVRO', '{'), /JSON/);
  t.match(await check('JSON', '{"type":"text"}'), /^#\/type: /);
  t.equal(await check('PROTOBUF', 'not a schema'), 'Syntax error in :1:1: unexpected label: not');
  t.equal(await check('PROTOBUF', 'message A { ! }'), "illegal token '!' (line 1)");
  const long = await check('AVRO', JSON.stringify({ type: 'record', doc: 'd'.repeat(9_000), fields: [] }));
  t.equal(typeof long === 'string' && long.length, 5_000);
});
