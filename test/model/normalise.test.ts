import t from 'tap';
import { check, GLUE_ARN } from './checked.js';

const ATTRIBUTE_FILTER = { AttributeFilter: { Attribute: 'a', Operator: 'equals' } };

const CLEANED: [what: string, operation: string, input: unknown, cleaned: unknown][] = [
  ['null members', 'GetDatabase', { Name: 'a', CatalogId: null }, { Name: 'a' }],
  ['null list elements', 'BatchGetJobs', { JobNames: ['a', null, 'b'] }, { JobNames: ['a', 'b'] }],
  [
    'null map values',
    'TagResource',
    { ResourceArn: GLUE_ARN, TagsToAdd: { a: null, b: 'c' } },
    { ResourceArn: GLUE_ARN, TagsToAdd: { b: 'c' } },
  ],
  ['unknown members', 'GetDatabase', { Name: 'a', name: 'b', X: [[{}]] }, { Name: 'a' }],
  [
    'unknown members inside',
    'CreateDatabase',
    { DatabaseInput: { Name: 'a', X: 1 } },
    { DatabaseInput: { Name: 'a' } },
  ],
  [
    'members named like those of every object',
    'GetDatabase',
    JSON.parse('{"Name":"a","__proto__":{"x":1},"constructor":1,"toString":1}'),
    { Name: 'a' },
  ],
  ['fractions of integers', 'GetTables', { DatabaseName: 'a', MaxResults: 7.9 }, { DatabaseName: 'a', MaxResults: 7 }],
  [
    'strings that name a boolean',
    'GetConnection',
    { Name: 'a', HidePassword: 'TRUE' },
    { Name: 'a', HidePassword: true },
  ],
  [
    'strings that name a boolean',
    'GetConnection',
    { Name: 'a', HidePassword: '0' },
    { Name: 'a', HidePassword: false },
  ],
  [
    'null members of unions',
    'SearchAssets',
    { FilterClause: { MapFilter: null, ...ATTRIBUTE_FILTER } },
    { FilterClause: ATTRIBUTE_FILTER },
  ],
];

t.test('what AWS overlooks is cleaned away', (t) => {
  for (const [what, operation, input, cleaned] of CLEANED)
    t.strictSame(check(operation, input), { input: cleaned }, what);
  t.end();
});

const OBJECT = 'Start of structure or map found where not expected.';
const LIST = 'Start of list found where not expected';

/** A member of each kind, and what AWS says to a JSON value of each kind; undefined where it takes it. */
const MISMATCHES: [
  kind: string,
  operation: string,
  inputOf: (value: unknown) => unknown,
  messages: (string | undefined)[],
][] = [
  [
    'string',
    'GetDatabase',
    (Name) => ({ Name }),
    [undefined, ...cannot('a String', 'NUMBER', 'NUMBER', 'TRUE', 'FALSE'), LIST, OBJECT],
  ],
  [
    'integer',
    'GetTables',
    (MaxResults) => ({ DatabaseName: 'a', MaxResults }),
    [...cannot('an Integer', 'STRING'), undefined, undefined, ...cannot('an Integer', 'TRUE', 'FALSE'), LIST, OBJECT],
  ],
  [
    'long',
    'GetSchemaVersion',
    (VersionNumber) => ({ SchemaVersionNumber: { VersionNumber } }),
    [...cannot('a Long', 'STRING'), undefined, undefined, ...cannot('a Long', 'TRUE', 'FALSE'), LIST, OBJECT],
  ],
  [
    'double',
    'CreateJob',
    (MaxCapacity) => ({ Name: 'a', Role: 'r', Command: {}, MaxCapacity }),
    [...cannot('a Double', 'STRING'), undefined, undefined, ...cannot('a Double', 'TRUE', 'FALSE'), LIST, OBJECT],
  ],
  [
    'boolean',
    'GetConnection',
    (HidePassword) => ({ Name: 'a', HidePassword }),
    [...cannot('an Boolean', 'STRING'), ...cannot('a Boolean', 'NUMBER', 'NUMBER'), undefined, undefined, LIST, OBJECT],
  ],
  [
    'timestamp',
    'GetTable',
    (QueryAsOfTime) => ({ DatabaseName: 'a', Name: 'b', QueryAsOfTime }),
    [
      ...cannot('milliseconds since epoch', 'STRING'),
      undefined,
      undefined,
      ...cannot('milliseconds since epoch', 'TRUE', 'FALSE'),
      LIST,
      OBJECT,
    ],
  ],
  [
    'blob',
    'UpdateColumnStatisticsForTable',
    decimalStatistics,
    cannot('a Blob', 'STRING', 'NUMBER', 'NUMBER', 'TRUE', 'FALSE').concat(LIST, OBJECT),
  ],
  [
    'list',
    'BatchGetJobs',
    (JobNames) => ({ JobNames }),
    [...Array(5).fill('Expected list or null'), undefined, OBJECT],
  ],
  [
    'list element',
    'BatchGetJobs',
    (name) => ({ JobNames: ['a', name] }),
    [undefined, ...cannot('a String', 'NUMBER', 'NUMBER', 'TRUE', 'FALSE'), LIST, OBJECT],
  ],
  [
    'structure',
    'CreateDatabase',
    (DatabaseInput) => ({ DatabaseInput }),
    [...Array(5).fill('Expected null'), LIST, undefined],
  ],
  [
    'map',
    'TagResource',
    (TagsToAdd) => ({ ResourceArn: GLUE_ARN, TagsToAdd }),
    [...Array(5).fill('Expected map or null'), LIST, undefined],
  ],
  [
    'map value',
    'TagResource',
    (tag) => ({ ResourceArn: GLUE_ARN, TagsToAdd: { tag } }),
    [undefined, ...cannot('a String', 'NUMBER', 'NUMBER', 'TRUE', 'FALSE'), LIST, OBJECT],
  ],
];

for (const [kind, operation, inputOf, messages] of MISMATCHES) {
  t.test(`a ${kind} says of each JSON value what AWS says`, (t) => {
    for (const [index, value] of ['a', 1, 1.5, true, false, [], { Name: 'a' }].entries()) {
      const message = messages[index];
      const checked = check(operation, inputOf(value));
      if (message === undefined) t.ok('input' in checked, JSON.stringify([value, checked]));
      else t.strictSame(checked, { refusal: { code: 'SerializationException', message } }, JSON.stringify(value));
    }
    t.end();
  });
}

t.test('numbers that do not fit are refused', (t) => {
  const cases: [string, unknown, string | undefined][] = [
    ['CreateTable', { Retention: 2 ** 31 }, 'an Integer'],
    ['CreateTable', { Retention: -(2 ** 31) - 1 }, 'an Integer'],
    ['CreateTable', { Retention: Number.POSITIVE_INFINITY }, 'an Integer'],
    ['CreateTable', { Retention: 2 ** 31 - 1 }, undefined],
    ['CreateTable', { LastAccessTime: 1e15 }, 'milliseconds since epoch'],
    ['CreateTable', { LastAccessTime: -1 }, undefined],
  ];
  for (const [operation, members, target] of cases) {
    const checked = check(operation, {
      DatabaseName: 'a',
      TableInput: { Name: 't', Retention: 0, ...(members as object) },
    });
    if (target) t.match(checked, { refusal: { message: `NUMBER_VALUE can not be converted to ${target}` } });
    else t.ok('input' in checked);
  }
  t.match(check('GetSchemaVersion', { SchemaVersionNumber: { VersionNumber: 1e19 } }), {
    refusal: { message: 'NUMBER_VALUE can not be converted to a Long' },
  });
  t.match(check('CreateJob', { Name: 'a', Role: 'r', Command: {}, MaxCapacity: Number.POSITIVE_INFINITY }), {
    refusal: { message: 'NUMBER_VALUE can not be converted to a Double' },
  });
  t.end();
});

function cannot(target: string, ...tokens: string[]): string[] {
  return tokens.map((token) => `${token}_VALUE can not be converted to ${target}`);
}

function decimalStatistics(UnscaledValue: unknown): object {
  const DecimalColumnStatisticsData = {
    MinimumValue: { UnscaledValue, Scale: 1 },
    NumberOfNulls: 0,
    NumberOfDistinctValues: 0,
  };
  const StatisticsData = { Type: 'DECIMAL', DecimalColumnStatisticsData };
  const statistics = { ColumnName: 'c', ColumnType: 'decimal', AnalyzedTime: 0, StatisticsData };
  return { DatabaseName: 'a', TableName: 't', ColumnStatisticsList: [statistics] };
}
