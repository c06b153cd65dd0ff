import {
  BatchCreatePartitionCommand,
  BatchDeletePartitionCommand,
  BatchGetPartitionCommand,
  BatchUpdatePartitionCommand,
  CreateDatabaseCommand,
  CreatePartitionCommand,
  CreateTableCommand,
  DeletePartitionCommand,
  GetPartitionCommand,
  GetPartitionsCommand,
  type GlueClient,
  type PartitionInput,
  paginateGetPartitions,
  UpdatePartitionCommand,
} from '@aws-sdk/client-glue';
import t, { type Test } from 'tap';
import type { GlueTrail } from '../../../src/index.js';
import { glueClient, glueServer, refusal, START } from '../../server.js';

const named = { DatabaseName: 'sales', TableName: 'orders' };

/** A table of string keys, unless types are given: `year:int`. */
async function withTable(t: Test, ...keys: string[]): Promise<{ server: GlueTrail; glue: GlueClient }> {
  const { server, glue } = await glueServer(t);
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: 'sales' } }));
  const PartitionKeys = keys.map((key) => ({ Name: key.split(':')[0], Type: key.split(':')[1] ?? 'string' }));
  await glue.send(new CreateTableCommand({ DatabaseName: 'sales', TableInput: { Name: 'orders', PartitionKeys } }));
  return { server, glue };
}

function create(glue: GlueClient, Values: string[] | undefined, input: PartitionInput = {}): Promise<unknown> {
  return glue.send(new CreatePartitionCommand({ ...named, PartitionInput: { ...(Values && { Values }), ...input } }));
}

/** In batches of 100, as many as AWS takes. */
async function createAll(glue: GlueClient, all: string[][]): Promise<void> {
  for (let start = 0; start < all.length; start += 100) {
    const PartitionInputList = all.slice(start, start + 100).map((Values) => ({ Values }));
    await glue.send(new BatchCreatePartitionCommand({ ...named, PartitionInputList }));
  }
}

async function get(glue: GlueClient, PartitionValues: string[], input = {}) {
  return (await glue.send(new GetPartitionCommand({ ...named, PartitionValues, ...input }))).Partition;
}

function update(glue: GlueClient, PartitionValueList: string[], PartitionInput: PartitionInput): Promise<unknown> {
  return glue.send(new UpdatePartitionCommand({ ...named, PartitionValueList, PartitionInput }));
}

function remove(glue: GlueClient, PartitionValues: string[]): Promise<unknown> {
  return glue.send(new DeletePartitionCommand({ ...named, PartitionValues }));
}

type Query = Partial<GetPartitionsCommand['input']>;

async function values(glue: GlueClient, input: Query = {}) {
  const { Partitions } = await glue.send(new GetPartitionsCommand({ ...named, ...input }));
  return Partitions?.map(({ Values }) => Values);
}

/** The values of each page. */
async function pages(glue: GlueClient, pageSize: number, input: Query = {}): Promise<(string[] | undefined)[][]> {
  const all: (string[] | undefined)[][] = [];
  for await (const { Partitions = [] } of paginateGetPartitions({ client: glue, pageSize }, { ...named, ...input }))
    all.push(Partitions.map(({ Values }) => Values));
  return all;
}

const VALUE_COUNT = 'InvalidInputException: The number of partition keys do not match the number of partition values';
const ABSENT = 'EntityNotFoundException: Cannot find partition.';

t.test('a partition is answered with its table, its time and its descriptor filled in', async (t) => {
  const { glue } = await withTable(t, 'year', 'month');
  const given = { Parameters: { a: 'b' }, LastAccessTime: new Date('2025-06-01T00:00:00Z') };
  await create(glue, ['2026', '01'], { ...given, StorageDescriptor: { Location: 's3://lake/2026/01' } });
  t.same(await get(glue, ['2026', '01']), {
    ...given,
    Values: ['2026', '01'],
    DatabaseName: 'sales',
    TableName: 'orders',
    CatalogId: '123456789012',
    CreationTime: new Date(START),
    StorageDescriptor: {
      Location: 's3://lake/2026/01',
      Columns: [],
      Compressed: false,
      NumberOfBuckets: 0,
      SortColumns: [],
      StoredAsSubDirectories: false,
    },
  });
});

t.test('a partition is there once; its values keep their case and their spelling', async (t) => {
  const { glue } = await withTable(t, 'name');
  const spellings = ['a', 'A', '1', '01', '1.0', ' a', 'a ', '__HIVE_DEFAULT_PARTITION__'];
  for (const value of spellings) await create(glue, [value], { Parameters: { value } });
  for (const value of spellings) {
    t.equal(await refusal(create(glue, [value])), 'AlreadyExistsException: Partition already exists.');
    t.equal((await get(glue, [value]))?.Parameters?.value, value);
  }
  t.equal((await values(glue))?.length, spellings.length);
});

t.test('a database and a table are named in any case', async (t) => {
  const { glue } = await withTable(t, 'day');
  await create(glue, ['1']);
  t.match(await get(glue, ['1'], { DatabaseName: 'SALES', TableName: 'Orders' }), { TableName: 'orders' });
  t.same(await values(glue, { DatabaseName: 'Sales', TableName: 'ORDERS' }), [['1']]);
});

t.test('values that are too few, too many or none are refused by every operation', async (t) => {
  const { glue } = await withTable(t, 'year', 'month');
  await create(glue, ['2026', '01']);
  for (const wrong of [[], ['2026'], ['2026', '01', '02']]) {
    const list = { ...named, PartitionInputList: [{ Values: ['2026', '02'] }, { Values: wrong }] };
    const calls = [
      create(glue, wrong),
      get(glue, wrong),
      update(glue, wrong, {}),
      update(glue, ['2026', '01'], { Values: wrong }),
      remove(glue, wrong),
      glue.send(new BatchCreatePartitionCommand(list)),
      glue.send(new BatchGetPartitionCommand({ ...named, PartitionsToGet: [{ Values: wrong }] })),
      glue.send(new BatchDeletePartitionCommand({ ...named, PartitionsToDelete: [{ Values: wrong }] })),
    ];
    for (const call of calls) t.equal(await refusal(call), VALUE_COUNT, JSON.stringify(wrong));
  }
  t.equal(await refusal(create(glue, undefined)), VALUE_COUNT);
  t.same(await values(glue), [['2026', '01']], 'and nothing has come of it');
});

t.test('a table without partition keys has no partitions', async (t) => {
  const { glue } = await withTable(t);
  for (const wrong of [[], ['1']]) t.equal(await refusal(create(glue, wrong)), VALUE_COUNT);
  t.same(await values(glue), []);
});

t.test('a partition that is not there cannot be found, changed or deleted', async (t) => {
  const { glue } = await withTable(t, 'day');
  await create(glue, ['1']);
  for (const call of [get(glue, ['2']), update(glue, ['2'], {}), remove(glue, ['2'])])
    t.equal(await refusal(call), ABSENT);
  await remove(glue, ['1']);
  t.equal(await refusal(remove(glue, ['1'])), ABSENT);
});

t.test('every operation says that the table or its database is not there', async (t) => {
  const { glue } = await withTable(t, 'day');
  const absent = [
    [{ DatabaseName: 'sales', TableName: 'Nope' }, 'EntityNotFoundException: Table Nope not found.'],
    [{ DatabaseName: 'Nope', TableName: 'orders' }, 'EntityNotFoundException: Database Nope not found.'],
  ] as const;
  for (const [where, expected] of absent) {
    const calls = [
      glue.send(new CreatePartitionCommand({ ...where, PartitionInput: { Values: ['1'] } })),
      glue.send(new BatchCreatePartitionCommand({ ...where, PartitionInputList: [] })),
      glue.send(new GetPartitionCommand({ ...where, PartitionValues: ['1'] })),
      glue.send(new GetPartitionsCommand(where)),
      glue.send(new BatchGetPartitionCommand({ ...where, PartitionsToGet: [] })),
      glue.send(new UpdatePartitionCommand({ ...where, PartitionValueList: ['1'], PartitionInput: {} })),
      glue.send(new DeletePartitionCommand({ ...where, PartitionValues: ['1'] })),
      glue.send(new BatchDeletePartitionCommand({ ...where, PartitionsToDelete: [] })),
    ];
    for (const call of calls) t.equal(await refusal(call), expected);
  }
});

t.test('an update replaces the description, and moves the partition when the values are others', async (t) => {
  const { server, glue } = await withTable(t, 'day');
  await create(glue, ['1'], { Parameters: { a: 'b' } });
  await server.clock.advance('1h');
  await update(glue, ['1'], { LastAnalyzedTime: new Date(START) });
  const partition = await get(glue, ['1']);
  t.match(partition, { Values: ['1'], LastAnalyzedTime: new Date(START), CreationTime: new Date(START) });
  t.equal(partition?.Parameters, undefined);
  await update(glue, ['1'], { Values: ['2'], Parameters: { c: 'd' } });
  t.equal(await refusal(get(glue, ['1'])), ABSENT);
  t.match(await get(glue, ['2']), { Values: ['2'], Parameters: { c: 'd' }, CreationTime: new Date(START) });
});

t.test('an update cannot take the place of another partition', async (t) => {
  const { glue } = await withTable(t, 'day');
  for (const day of ['1', '2']) await create(glue, [day], { Parameters: { day } });
  t.equal(await refusal(update(glue, ['1'], { Values: ['2'] })), 'InvalidInputException: Partition already exists.');
  for (const day of ['1', '2']) t.same((await get(glue, [day]))?.Parameters, { day });
});

t.test('a batch creates what it can and tells the rest', async (t) => {
  const { glue } = await withTable(t, 'day');
  await create(glue, ['1'], { Parameters: { first: 'yes' } });
  const batch = async (...days: string[]) => {
    const PartitionInputList = days.map((day) => ({ Values: [day] }));
    return (await glue.send(new BatchCreatePartitionCommand({ ...named, PartitionInputList }))).Errors;
  };
  const exists = (day: string) => ({
    PartitionValues: [day],
    ErrorDetail: { ErrorCode: 'AlreadyExistsException', ErrorMessage: 'Partition already exists.' },
  });
  t.same(await batch('2', '1', '3', '2'), [exists('1'), exists('2')]);
  t.same(await values(glue), [['1'], ['2'], ['3']]);
  t.same((await get(glue, ['1']))?.Parameters, { first: 'yes' });
  t.same(await batch('4'), [], 'an answer without errors says so');
  t.same(await batch(), []);
});

t.test('a batch answers those that are there', async (t) => {
  const { glue } = await withTable(t, 'day');
  await createAll(glue, [['1'], ['2'], ['3']]);
  const PartitionsToGet = ['3', 'x', '1'].map((day) => ({ Values: [day] }));
  const { Partitions, UnprocessedKeys } = await glue.send(new BatchGetPartitionCommand({ ...named, PartitionsToGet }));
  t.same(
    Partitions?.map(({ Values }) => Values),
    [['3'], ['1']],
  );
  t.same(UnprocessedKeys, []);
});

t.test('a batch deletes what is there and tells the rest', async (t) => {
  const { glue } = await withTable(t, 'day');
  await createAll(glue, [['1'], ['2'], ['3']]);
  const batch = async (...days: string[]) => {
    const PartitionsToDelete = days.map((day) => ({ Values: [day] }));
    return (await glue.send(new BatchDeletePartitionCommand({ ...named, PartitionsToDelete }))).Errors;
  };
  const absent = (day: string) => ({
    PartitionValues: [day],
    ErrorDetail: { ErrorCode: 'EntityNotFoundException', ErrorMessage: 'Partition not found' },
  });
  t.same(await batch('x', '1', '2', '1'), [absent('x'), absent('1')]);
  t.same(await values(glue), [['3']]);
  t.same(await batch('3'), []);
});

t.test('a batch updates what it can, leaves the rest as it was and tells it', async (t) => {
  const { glue } = await withTable(t, 'day');
  for (const day of ['1', '2', '3']) await create(glue, [day], { Parameters: { day } });
  const entry = (from: string, PartitionInput: PartitionInput) => ({ PartitionValueList: [from], PartitionInput });
  const Entries = [
    entry('1', { Values: ['2'] }),
    entry('x', {}),
    entry('2', { Values: ['2', '3'] }),
    entry('3', { Values: ['4'], Parameters: { moved: 'yes' } }),
  ];
  const { Errors } = await glue.send(new BatchUpdatePartitionCommand({ ...named, Entries }));
  const error = (day: string, ErrorCode: string, ErrorMessage: string) => ({
    PartitionValueList: [day],
    ErrorDetail: { ErrorCode, ErrorMessage },
  });
  t.same(Errors, [
    error('1', 'InvalidInputException', 'Partition already exists.'),
    error('x', 'EntityNotFoundException', 'Partition [x] not found'),
    error('2', 'InvalidInputException', VALUE_COUNT.replace('InvalidInputException: ', '')),
  ]);
  t.same(await values(glue), [['1'], ['2'], ['4']]);
  for (const day of ['1', '2']) t.same((await get(glue, [day]))?.Parameters, { day });
  t.same((await get(glue, ['4']))?.Parameters, { moved: 'yes' });
});

t.test('a batch takes as many as AWS takes, and one more is refused', async (t) => {
  const { glue } = await withTable(t, 'day');
  const Values = ['1'];
  const batches: [member: string, most: number, send: (count: number) => Promise<unknown>][] = [
    [
      'partitionInputList',
      100,
      (count) =>
        glue.send(new BatchCreatePartitionCommand({ ...named, PartitionInputList: Array(count).fill({ Values }) })),
    ],
    [
      'partitionsToGet',
      1000,
      (count) => glue.send(new BatchGetPartitionCommand({ ...named, PartitionsToGet: Array(count).fill({ Values }) })),
    ],
    [
      'entries',
      100,
      (count) =>
        glue.send(
          new BatchUpdatePartitionCommand({
            ...named,
            Entries: Array(count).fill({ PartitionValueList: Values, PartitionInput: { Values } }),
          }),
        ),
    ],
    [
      'partitionsToDelete',
      25,
      (count) =>
        glue.send(new BatchDeletePartitionCommand({ ...named, PartitionsToDelete: Array(count).fill({ Values }) })),
    ],
  ];
  for (const [member, most, send] of batches) {
    await send(most);
    const text = await refusal(send(most + 1));
    t.ok(text.startsWith('ValidationException: 1 validation error detected: Value '), text);
    const constraint = `failed to satisfy constraint: Member must have length less than or equal to ${most}`;
    t.ok(text.endsWith(`at '${member}' ${constraint}`), text);
  }
});

t.test('an expression chooses partitions by the types of their keys', async (t) => {
  const { glue } = await withTable(t, 'year:int', 'month:string', 'day:date');
  const all = ['2025', '2026'].flatMap((year) =>
    ['01', '02', '12'].map((month) => [year, month, `${year}-${month}-09`]),
  );
  await createAll(glue, all);
  const chosen: [Expression: string, count: number][] = [
    ['', 6],
    ['year = 2026', 3],
    ["year > 2025 AND month < '10'", 2],
    ["month IN ('01', '12')", 4],
    ["month LIKE '0%'", 4],
    ["day BETWEEN '2025-12-01' AND '2026-01-31'", 2],
    ["NOT (year = 2026) OR month = '12'", 4],
    ['year = 2024', 0],
  ];
  for (const [Expression, count] of chosen) t.equal((await values(glue, { Expression }))?.length, count, Expression);
  for (const Expression of ['year =', 'nope = 1', 'year = 2026)', "'"])
    t.match(await refusal(values(glue, { Expression })), /^InvalidInputException: /, Expression);
  await createAll(glue, [['null', '01', '2026-01-10']]);
  const refused = 'InvalidStateException: For input string: "null" is not an integer.';
  t.equal(await refusal(values(glue, { Expression: 'year >= 0' })), refused, 'a value that is not of its type');
  t.equal((await values(glue, { Expression: "month = '01'" }))?.length, 3, 'which nothing else minds');
});

t.test('all pages are complete, disjoint and in order, with an expression too', async (t) => {
  const { glue } = await withTable(t, 'day');
  const all = Array.from({ length: 25 }, (_, index) => [String(10 + index)]);
  await createAll(glue, all.toReversed());
  t.same((await pages(glue, 10)).flat(), all);
  const Expression = "day >= '15' AND day <> '20'";
  const expected = all.filter(([day = '']) => day >= '15' && day !== '20');
  t.same((await pages(glue, 7, { Expression })).flat(), expected);
});

t.test('the last page of partitions has a token too, and behind it is nothing', async (t) => {
  const { glue } = await withTable(t, 'day');
  await createAll(glue, [['1'], ['2'], ['3']]);
  const ask = (input: Query) => glue.send(new GetPartitionsCommand({ ...named, ...input }));
  const { Partitions, NextToken } = await ask({ MaxResults: 3 });
  t.equal(Partitions?.length, 3);
  t.type(NextToken, 'string');
  const { Partitions: behind, NextToken: none } = await ask({ NextToken });
  t.same(behind, []);
  t.equal(none, undefined);
  const empty = await ask({ Expression: "day = 'x'" });
  t.same([empty.Partitions, empty.NextToken], [[], undefined]);
});

t.test('a token is refused that is broken or of another query', async (t) => {
  const { glue } = await withTable(t, 'day');
  await createAll(glue, [['1'], ['2'], ['3']]);
  const { NextToken = '' } = await glue.send(new GetPartitionsCommand({ ...named, MaxResults: 1 }));
  const queries: Query[] = [
    { NextToken: 'x' },
    { NextToken: NextToken.slice(1) },
    { NextToken, Expression: "day = '1'" },
    { NextToken, Segment: { SegmentNumber: 0, TotalSegments: 2 } },
    { NextToken, ExcludeColumnSchema: true },
  ];
  for (const query of queries)
    t.equal(await refusal(values(glue, query)), 'InvalidInputException: Invalid pagination token provided.');
  t.same(await values(glue, { NextToken }), [['2'], ['3']]);
});

t.test('segments are disjoint and complete, however many there are, with pages and an expression too', async (t) => {
  const { glue } = await withTable(t, 'day:int');
  const all = Array.from({ length: 120 }, (_, index) => [String(100 + index)]);
  await createAll(glue, all);
  for (let TotalSegments = 1; TotalSegments <= 10; TotalSegments += 1) {
    const segments = await Promise.all(
      Array.from({ length: TotalSegments }, async (_, SegmentNumber) => {
        const query = { Segment: { SegmentNumber, TotalSegments }, Expression: 'day < 200' };
        return (await pages(glue, 7, query)).flat();
      }),
    );
    t.same(segments.flat().sort(), all.slice(0, 100), `${TotalSegments} segments`);
  }
});

t.test('segments are refused that cannot be', async (t) => {
  const { glue } = await withTable(t, 'day');
  for (const Segment of [
    { SegmentNumber: 0, TotalSegments: 11 },
    { SegmentNumber: 0, TotalSegments: 0 },
    { SegmentNumber: -1, TotalSegments: 2 },
  ])
    t.match(await refusal(values(glue, { Segment })), /^ValidationException: 1 validation error detected: /);
});

t.test('the columns can be left out', async (t) => {
  const { glue } = await withTable(t, 'day');
  await create(glue, ['1'], { StorageDescriptor: { Location: 's3://b', Columns: [{ Name: 'c' }] } });
  await create(glue, ['2']);
  const ask = async (ExcludeColumnSchema: boolean) =>
    (await glue.send(new GetPartitionsCommand({ ...named, ExcludeColumnSchema }))).Partitions;
  t.same((await ask(false))?.[0]?.StorageDescriptor?.Columns, [{ Name: 'c' }]);
  const [first, second] = (await ask(true)) ?? [];
  t.match(first?.StorageDescriptor, { Location: 's3://b', NumberOfBuckets: 0 });
  t.equal(first?.StorageDescriptor?.Columns, undefined);
  t.equal(second?.StorageDescriptor, undefined);
});

const LONG = {
  'letters of one byte': 'v'.repeat(1024),
  'letters of one byte but for the last': `${'v'.repeat(1023)}w`,
  'letters of three bytes': '値'.repeat(1024),
  'characters outside the basic plane': '🗄'.repeat(1024),
  'control characters': '\u0001\u0002\u0003\u0004\u0005'.repeat(200),
};

/** Each value in the first of 20 keys, in the last, and in all of them. */
const LONG_KEYS = Object.values(LONG).flatMap((value) => [
  [value, ...Array(19).fill('x')],
  [...Array(19).fill('x'), value],
  Array<string>(20).fill(value),
]);

t.test('partitions of 20 keys with values of up to 1,024 characters are kept apart and found again', async (t) => {
  const { glue } = await withTable(t, ...Array.from({ length: 20 }, (_, index) => `k${index}`));
  for (const [index, Values] of LONG_KEYS.entries())
    await create(glue, Values, { Parameters: { index: String(index) } });
  for (const [index, Values] of LONG_KEYS.entries()) {
    t.same((await get(glue, Values))?.Parameters, { index: String(index) });
    t.equal(await refusal(create(glue, Values)), 'AlreadyExistsException: Partition already exists.');
  }
  const walked = (await pages(glue, 1)).flat();
  t.equal(walked.length, LONG_KEYS.length, 'page by page each comes once');
  t.same(walked.map((each) => JSON.stringify(each)).sort(), LONG_KEYS.map((each) => JSON.stringify(each)).sort());
  t.equal((await values(glue, { Expression: "k0 = 'x'" }))?.length, 5);
  t.equal((await values(glue, { Expression: `k19 = '${LONG['letters of three bytes']}'` }))?.length, 2);
  for (const Values of LONG_KEYS) await remove(glue, Values);
  t.same(await values(glue), []);
});

t.test('values that AWS does not take are refused, unusual ones are kept apart', async (t) => {
  const { glue } = await withTable(t, 'a', 'b');
  for (const value of ['', 'v'.repeat(1025)])
    t.match(await refusal(create(glue, [value, 'x'])), /^ValidationException: .* at 'partitionInput.values' failed/);
  const unusual = ['a/b', '../..', '__proto__', '\u0000', 'a\u0000', '\u0001', '\n', '%', "o'clock", '\ufdd0', '☃'];
  const all = unusual.flatMap((a) => unusual.map((b) => [a, b]));
  await createAll(glue, all);
  const walked = (await pages(glue, 10)).flat();
  t.same(walked.map((each) => JSON.stringify(each)).sort(), all.map((each) => JSON.stringify(each)).sort());
  for (const Values of all) t.same((await get(glue, Values))?.Values, Values);
});

t.test('accounts and regions do not see each other, the own account named as the catalog is the same', async (t) => {
  const { server, glue } = await withTable(t, 'day');
  await create(glue, ['1']);
  t.same(await values(glue, { CatalogId: '123456789012' }), [['1']]);
  for (const other of [{ accessKeyId: '210987654321' }, { region: 'eu-west-1' }]) {
    const stranger = glueClient(t, server, other);
    t.equal(await refusal(values(stranger)), 'EntityNotFoundException: Database sales not found.');
  }
});
