import t from 'tap';
import type { Operation } from '../../src/model/operations.js';
import { GLUE } from '../../src/model/service.js';
import type { Shape, StructureShape } from '../../src/model/shapes.js';
import { elements } from '../../src/trail/elements.js';
import { isHidden } from '../../src/trail/redaction.js';
import { fullestInput } from '../contract/fullest-input.js';
import { smallestInput } from '../contract/smallest-input.js';

function operation(name: string): Operation {
  const found = GLUE.operations.get(name);
  if (!found) throw new Error(`${name} is no operation`);
  return found;
}

/** As it stands in a record: order counts. */
function printed(name: string, input: Record<string, unknown>): string {
  return JSON.stringify(elements(operation(name).input, input));
}

/** What is printed of inputs that the caller wrote in an order of his own. */
const PRINTED: [what: string, operation: string, input: Record<string, unknown>, text: string][] = [
  ['nothing', 'GetDatabases', {}, 'null'],
  ['an empty list', 'GetDatabases', { AttributesToGet: [] }, '{"attributesToGet":[]}'],
  [
    'an empty map and structure',
    'CreateDatabase',
    { DatabaseInput: { Parameters: {} } },
    '{"databaseInput":{"parameters":{}}}',
  ],
  [
    'members in model order',
    'GetTable',
    { Name: 'n', DatabaseName: 'd', CatalogId: 'c' },
    '{"catalogId":"c","databaseName":"d","name":"n"}',
  ],
  [
    'what AWS recorded of a table',
    'CreateTable',
    {
      TableInput: {
        TableType: 'EXTERNAL_TABLE',
        Name: 'items',
        StorageDescriptor: {
          SerdeInfo: { SerializationLibrary: 's' },
          Columns: [{ Type: 'string', Name: 'value' }],
          InputFormat: 'i',
          Location: 's3://b',
          OutputFormat: 'o',
        },
      },
      DatabaseName: 'd',
    },
    '{"databaseName":"d","tableInput":{"name":"items","retention":0,"storageDescriptor":{"columns":[{"name":"value","type":"string"}],' +
      '"location":"s3://b","inputFormat":"i","outputFormat":"o","compressed":false,"numberOfBuckets":0,' +
      '"serdeInfo":{"serializationLibrary":"s"},"storedAsSubDirectories":false},"tableType":"EXTERNAL_TABLE"}}',
  ],
  ['what AWS recorded of GetConnections', 'GetConnections', {}, '{"hidePassword":false}'],
  [
    'the first letter lowered and no other, at any depth',
    'CreateCrawler',
    { Name: 'c', Targets: { DynamoDBTargets: [{ scanAll: true, Path: 'p' }], S3Targets: [{ SampleSize: 1 }] } },
    '{"name":"c","targets":{"s3Targets":[{"sampleSize":1}],"dynamoDBTargets":[{"path":"p","scanAll":true}]}}',
  ],
  [
    'an acronym',
    'CreateClassifier',
    { XMLClassifier: { RowTag: 'r', Name: 'n' } },
    '{"xMLClassifier":{"name":"n","rowTag":"r"}}',
  ],
  [
    'map keys as they are',
    'CreateDatabase',
    { DatabaseInput: { Parameters: { Zed: '1', EXTERNAL: '2', a: '3' } } },
    '{"databaseInput":{"parameters":{"Zed":"1","EXTERNAL":"2","a":"3"}}}',
  ],
  [
    'map keys that JavaScript gives a meaning',
    'CreateDatabase',
    { DatabaseInput: { Parameters: JSON.parse('{"__proto__":"1","constructor":"2"}') } },
    '{"databaseInput":{"parameters":{"__proto__":"1","constructor":"2"}}}',
  ],
  [
    'times in the text form of Java',
    'GetTable',
    { AuditContext: {}, QueryAsOfTime: Date.UTC(2026, 6, 9, 17, 24, 5) / 1000 },
    '{"queryAsOfTime":"Jul 9, 2026 5:24:05 PM","auditContext":{}}',
  ],
  [
    'midnight as twelve',
    'GetTable',
    { QueryAsOfTime: Date.UTC(2026, 0, 1) / 1000 },
    '{"queryAsOfTime":"Jan 1, 2026 12:00:00 AM"}',
  ],
  [
    'a fraction of a second not at all',
    'GetTable',
    { QueryAsOfTime: 0.999 },
    '{"queryAsOfTime":"Jan 1, 1970 12:00:00 AM"}',
  ],
  [
    'network requirements in the order of the sample',
    'CreateConnection',
    {
      ConnectionInput: {
        PhysicalConnectionRequirements: { AvailabilityZone: 'z', SecurityGroupIdList: ['g'], SubnetId: 's' },
        ConnectionProperties: { PASSWORD: 'secret' },
        ConnectionType: 'JDBC',
        Name: 'n',
      },
    },
    '{"connectionInput":{"name":"n","connectionType":"JDBC","physicalConnectionRequirements":{"subnetId":"s","availabilityZone":"z","securityGroupIdList":["g"]}}}',
  ],
  [
    'a document as it is',
    'CreateTable',
    {
      OpenTableFormatInput: {
        IcebergInput: { CreateIcebergTableInput: { Schema: { Fields: [{ Type: { Zed: [1], type: 'struct' } }] } } },
      },
    },
    '{"openTableFormatInput":{"icebergInput":{"createIcebergTableInput":{"schema":{"fields":[{"type":{"Zed":[1],"type":"struct"}}]}}}}}',
  ],
  ['nothing of members that are not the model’s', 'GetDatabases', { Nope: 1, maxResults: 2 }, 'null'],
];

t.test('an input is printed as CloudTrail prints it', async (t) => {
  for (const [what, name, input, text] of PRINTED) t.equal(printed(name, input), text, what);
});

/** What AWS recorded in 2026, beside what the caller set. */
const INTERNAL: [operation: string, input: Record<string, unknown>, text: string][] = [
  ['GetDatabase', { Name: 'd' }, '{"name":"d","federateToSource":false}'],
  [
    'CreateTable',
    { DatabaseName: 'd', TableInput: { TableType: 'EXTERNAL_TABLE', Name: 'items' } },
    '{"databaseName":"d","tableInput":{"name":"items","retention":0,"tableType":"EXTERNAL_TABLE","isRowFilteringEnabled":false}}',
  ],
  ['GetTable', { DatabaseName: 'd', Name: 't' }, '{"databaseName":"d","name":"t"}'],
];

t.test(
  'members that Glue has beside its published model are printed when asked for, and no caller sets them',
  async (t) => {
    for (const [name, input, text] of INTERNAL) {
      const set = { ...input, FederateToSource: true, federateToSource: true };
      t.equal(JSON.stringify(elements(operation(name).input, set, true)), text, name);
      t.notMatch(printed(name, set), /federateToSource|isRowFilteringEnabled/);
    }
  },
);

t.test('a map of structures keeps its keys, and its structures are printed like any other', async (t) => {
  const { output } = operation('BatchDeleteConnection');
  const Errors = JSON.parse('{"__proto__":{"ErrorMessage":"m","ErrorCode":"c"},"B":{}}');
  t.equal(
    JSON.stringify(elements(output, { Errors, Succeeded: ['A'] })),
    '{"succeeded":["A"],"errors":{"__proto__":{"errorCode":"c","errorMessage":"m"},"B":{}}}',
  );
});

/** Where in the model's order a member stands that is printed under a name; -1 for a name that is none's. */
function placesOf(names: string[], { members }: StructureShape): number[] {
  const printable = [...members.keys()].map((name) => name.charAt(0).toLowerCase() + name.slice(1));
  return names.map((name) => printable.indexOf(name));
}

/** Throws where a printed value does not follow its shape: a name that is no member's, or one out of order. */
function follow(shape: Shape, value: unknown, path: string): void {
  if (shape.kind === 'list') for (const element of value as unknown[]) follow(shape.element, element, path);
  if (shape.kind === 'map') for (const element of Object.values(value as object)) follow(shape.value, element, path);
  if (shape.kind !== 'structure') return;
  const names = Object.keys(value as object);
  const places = placesOf(names, shape);
  const isInOrder =
    shape.name === 'PhysicalConnectionRequirements' || places.every((place, i) => place > (places[i - 1] ?? -1));
  if (places.includes(-1) || !isInOrder) throw new Error(`${path}: ${names}`);
  const members = [...shape.members.values()];
  for (const [index, inner] of Object.values(value as object).entries()) {
    const member = members[places[index] ?? -1];
    if (member) follow(member.shape, inner, `${path}.${names[index]}`);
  }
}

t.test(
  'of every operation the smallest and the fullest input are printed in model order, under lowered names',
  async (t) => {
    let members = 0;
    for (const each of GLUE.operations.values()) {
      for (const input of [smallestInput(each), fullestInput(each)]) {
        const element = elements(each.input, input) ?? {};
        t.doesNotThrow(() => follow(each.input, element, each.name));
        members += JSON.stringify(element).split('":').length;
      }
      const shown = elements(each.input, smallestInput(each)) ?? {};
      const required = [...each.input.members.values()].filter((member) => member.required && !isHidden(member));
      t.same(
        required.filter(({ name }) => !(name.charAt(0).toLowerCase() + name.slice(1) in shown)).map(({ name }) => name),
        [],
        `${each.name} shows all that is required`,
      );
    }
    t.ok(members > 4_000, `${members} members`);
  },
);
