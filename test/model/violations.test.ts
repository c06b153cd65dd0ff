import t from 'tap';
import { check, GLUE_ARN, tableInput, violationsOf } from './checked.js';

/** Input that breaks constraints, and AWS's list of them without its beginning. */
const VIOLATIONS: [what: string, operation: string, input: unknown, ...violations: string[]][] = [
  [
    'a required member that is missing',
    'GetDatabase',
    {},
    "Value null at 'name' failed to satisfy constraint: Member must not be null",
  ],
  [
    'a required member that is null',
    'GetDatabase',
    { Name: null },
    "Value null at 'name' failed to satisfy constraint: Member must not be null",
  ],
  [
    'a string too short',
    'GetDatabase',
    { Name: '' },
    "Value '' at 'name' failed to satisfy constraint: Member must have length greater than or equal to 1",
  ],
  [
    'a string too long',
    'GetDatabase',
    { Name: 'x'.repeat(256) },
    `Value '${'x'.repeat(256)}' at 'name' failed to satisfy constraint: Member must have length less than or equal to 255`,
  ],
  [
    'an enum',
    'CreateSchema',
    { SchemaName: 'a', DataFormat: 'XML' },
    "Value 'XML' at 'dataFormat' failed to satisfy constraint: Member must satisfy enum value set: [AVRO, JSON, PROTOBUF]",
  ],
  [
    'an enum in a list',
    'GetTables',
    { DatabaseName: 'a', AttributesToGet: ['NAME', 'AGE'] },
    "Value '[NAME, AGE]' at 'attributesToGet' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [NAME, TABLE_TYPE, DEFAULT, LATEST_ICEBERG_METADATA]]",
  ],
  [
    'a double, printed as Java does',
    'UpdateColumnStatisticsTaskSettings',
    { DatabaseName: 'a', TableName: 'b', SampleSize: 101 },
    "Value '101.0' at 'sampleSize' failed to satisfy constraint: Member must have value less than or equal to 100",
  ],
  [
    'a great double, printed as Java does',
    'UpdateColumnStatisticsTaskSettings',
    { DatabaseName: 'a', TableName: 'b', SampleSize: -12_000_000 },
    "Value '-1.2E7' at 'sampleSize' failed to satisfy constraint: Member must have value greater than or equal to 0",
  ],
  [
    'pattern before length',
    'DeleteSession',
    { Id: '', RequestOrigin: ' ' },
    "Value '' at 'id' failed to satisfy constraint: Member must have length greater than or equal to 1",
    "Value ' ' at 'requestOrigin' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+",
  ],
  [
    'both of one member',
    'DeleteSession',
    { Id: 'a', RequestOrigin: '' },
    "Value '' at 'requestOrigin' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+",
    "Value '' at 'requestOrigin' failed to satisfy constraint: Member must have length greater than or equal to 1",
  ],
  [
    'a number',
    'GetTables',
    { DatabaseName: 'a', MaxResults: 101 },
    "Value '101' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 100",
  ],
  [
    'model order, not the caller’s',
    'GetTable',
    { Name: '', DatabaseName: '', CatalogId: '' },
    ...['catalogId', 'databaseName', 'name'].map(
      (name) =>
        `Value '' at '${name}' failed to satisfy constraint: Member must have length greater than or equal to 1`,
    ),
  ],
  [
    'members of structures in lists',
    'CreateTable',
    tableInput({ Columns: [{ Name: 'a' }, {}] }),
    "Value null at 'tableInput.storageDescriptor.columns.2.member.name' failed to satisfy constraint: Member must not be null",
  ],
  [
    'strings in lists',
    'BatchGetJobs',
    { JobNames: ['a', ''] },
    "Value '[a, ]' at 'jobNames' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 255, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [\\u0020-\\uD7FF\\uE000-\\uFFFD\\uD800\\uDC00-\\uDBFF\\uDFFF\\t]*]",
  ],
  [
    'map keys',
    'TagResource',
    { ResourceArn: GLUE_ARN, TagsToAdd: { '': 'b', c: 'd' } },
    "Value '{=b, c=d}' at 'tagsToAdd' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1]",
  ],
  [
    'map values',
    'TagResource',
    { ResourceArn: GLUE_ARN, TagsToAdd: { a: 'b'.repeat(257) } },
    `Value '{a=${'b'.repeat(257)}}' at 'tagsToAdd' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 256, Member must have length greater than or equal to 0]`,
  ],
  [
    'a list of structures too long',
    'BatchDeletePartition',
    { DatabaseName: 'a', TableName: 'b', PartitionsToDelete: Array(26).fill({ Values: ['2022', '6'] }) },
    `Value '[${Array(26).fill('PartitionValueList(values=[2022, 6])').join(', ')}]' at 'partitionsToDelete' failed to satisfy constraint: Member must have length less than or equal to 25`,
  ],
  [
    'a value too long to print',
    'CreateTable',
    tableInput({ Columns: [{ Name: 'a', Type: 'x'.repeat(131_073) }] }),
    "Value at 'tableInput.storageDescriptor.columns.1.member.type' failed to satisfy constraint: Member must have length less than or equal to 131072",
  ],
  [
    'a union with no member',
    'SearchAssets',
    { FilterClause: {} },
    "Value 'SearchFilterClause(andAllFilters=null, orAnyFilters=null, attributeFilter=null, mapFilter=null)' at 'filterClause' failed to satisfy constraint: Member must have exactly one member set",
  ],
];

for (const [what, operation, input, ...violations] of VIOLATIONS) {
  t.test(`AWS's text for ${what}`, (t) => {
    const beginning = `${violations.length} validation error${violations.length > 1 ? 's' : ''} detected: `;
    const message = beginning + violations.join('; ');
    t.strictSame(check(operation, input).refusal, { code: 'ValidationException', message });
    t.end();
  });
}

t.test('at most ten violations are listed', (t) => {
  const message = violationsOf(check('CreateTable', tableInput({ Columns: Array(50).fill({}) })));
  t.match(message, /^10 validation errors detected: /);
  t.equal(message.split('; ').length, 10);
  t.end();
});

t.test('length counts the characters of Unicode', (t) => {
  t.ok('input' in check('GetDatabase', { Name: '\u{1f600}'.repeat(255) }));
  t.match(violationsOf(check('GetDatabase', { Name: '\u{1f600}'.repeat(256) })), /less than or equal to 255$/);
  t.ok('input' in check('GetDatabase', { Name: 'é'.normalize('NFD').repeat(127) }));
  t.match(violationsOf(check('GetDatabase', { Name: 'é'.normalize('NFD').repeat(128) })), /less than or equal to 255$/);
  t.end();
});

t.test('nothing sensitive is printed', (t) => {
  const connection = (members: object) => ({
    ConnectionInput: { Name: 'a', ConnectionType: 'JDBC', ConnectionProperties: {}, ...members },
  });
  const basic = { BasicAuthenticationCredentials: { Username: 'u', Password: `hunter2${'x'.repeat(512)}` } };
  const cases: [operation: string, input: unknown, path: string][] = [
    [
      'CreateConnection',
      connection({ ConnectionProperties: { PASSWORD: 'x'.repeat(1025), USERNAME: 'hunter2' } }),
      'connectionProperties',
    ],
    ['CreateConnection', connection({ ConnectionProperties: { hunter2: 'a' } }), 'connectionProperties'],
    [
      'CreateConnection',
      connection({ AuthenticationConfiguration: basic }),
      'authenticationConfiguration.basicAuthenticationCredentials.password',
    ],
    [
      'CreateConnection',
      connection({ AuthenticationConfiguration: { CustomAuthenticationCredentials: { '': 'hunter2' } } }),
      'authenticationConfiguration.customAuthenticationCredentials',
    ],
    [
      'TestConnection',
      {
        TestConnectionInput: {
          ConnectionType: 'JDBC',
          ConnectionProperties: { PASSWORD: 'x'.repeat(1025), A: 'hunter2' },
        },
      },
      'testConnectionInput.connectionProperties',
    ],
    [
      'CreateJob',
      {
        Name: 'a',
        Role: 'r',
        Command: {},
        CodeGenConfigurationNodes: { hunter2: { S3CsvSource: { Name: 'hunter2\n' } } },
      },
      'codeGenConfigurationNodes.member.s3CsvSource.name',
    ],
  ];
  for (const [operation, input, path] of cases) {
    const message = violationsOf(check(operation, input));
    t.match(
      message,
      `Value at '${operation === 'CreateConnection' ? 'connectionInput.' : ''}${path}' failed to satisfy constraint: `,
    );
    t.notMatch(message, 'hunter2');
  }
  t.end();
});
