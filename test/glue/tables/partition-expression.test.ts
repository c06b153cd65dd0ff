/**
 * GetPartitions' Expression: tables of [expression, values of one key, the values that match] for each law.
 */
import t from 'tap';
import {
  compilePartitionExpression,
  InvalidExpression,
  type PartitionKey,
} from '../../../src/glue/tables/partition-expression/index.js';

const NULL = '__HIVE_DEFAULT_PARTITION__';

type Row = readonly [expression: string, values: readonly string[], matches: readonly string[]];

/** Rows over the one key `k` of a type. */
function check(type: string, rows: readonly Row[]): void {
  for (const [expression, values, matches] of rows) {
    const test = compilePartitionExpression(expression, [{ Name: 'k', Type: type }]);
    t.same(
      values.filter((value) => test([value])),
      matches,
      `${type}: ${expression}`,
    );
  }
}

function refuses(expression: string, keys: readonly PartitionKey[], message: string | RegExp): void {
  t.throws(() => compilePartitionExpression(expression, keys), { name: 'InvalidExpression', message }, expression);
}

function refusesValue(expression: string, key: PartitionKey, value: string): void {
  const test = compilePartitionExpression(expression, [key]);
  t.throws(
    () => test([value]),
    { name: 'InvalidPartitionValue', message: / is not an? (integer|decimal|date|timestamp)\.$/ },
    `${key.Type}: ${expression}: ${value}`,
  );
}

const LETTERS = ['a', 'b', 'c'];

t.test('a string key compares as text', async () => {
  const rows: Row[] = [
    ["k = 'b'", LETTERS, ['b']],
    ["k <> 'b'", LETTERS, ['a', 'c']],
    ["k < > 'b'", LETTERS, ['a', 'c']],
    ["k != 'b'", LETTERS, ['a', 'c']],
    ["k < 'b'", LETTERS, ['a']],
    ["k <= 'b'", LETTERS, ['a', 'b']],
    ["k > 'b'", LETTERS, ['c']],
    ["k >= 'b'", LETTERS, ['b', 'c']],
    ["k > = 'b'", LETTERS, ['b', 'c']],
    ["k IN ('a', 'c', 'x')", LETTERS, ['a', 'c']],
    ["k NOT IN ('a', 'c')", LETTERS, ['b']],
    ["k BETWEEN 'a' AND 'b'", LETTERS, ['a', 'b']],
    ["k BETWEEN 'b' AND 'a'", LETTERS, []],
    ["k NOT BETWEEN 'a' AND 'b'", LETTERS, ['c']],
    ["k > '9'", ['10', '9', '91', 'A', 'a'], ['91', 'A', 'a']],
    ["k = 'B'", LETTERS, []],
    ["k = ''", ['', ' '], ['']],
    ["k < 'é'", ['z', 'é', 'ê'], ['z']],
    ["k = '日本'", ['日本', '日'], ['日本']],
  ];
  for (const type of ['string', 'varchar(20)', 'CHAR(5)']) check(type, rows);
});

t.test('a number for a string key is its text', async () => {
  check('string', [
    ['k = 2', ['2', '02', '2.0'], ['2']],
    ['k = 02', ['2', '02'], ['02']],
    ['k IN (1, 2, 3)', ['2', '4'], ['2']],
    ['k = -5', ['-5', '5'], ['-5']],
    ['k = 1.50', ['1.5', '1.50'], ['1.50']],
    ['k = TRUE', ['true', 'TRUE'], ['true']],
    ["k >= date '2020-01-02'", ['2020-01-01', '2020-01-02'], ['2020-01-02']],
  ]);
});

t.test('the five integer types compare as integers of 64 bits', async () => {
  const values = ['-10', '-9', '0', '9', '10', '100'];
  const rows: Row[] = [
    ['k = 9', values, ['9']],
    ["k = '9'", values, ['9']],
    ['k <> 9', values, ['-10', '-9', '0', '10', '100']],
    ['k > 9', values, ['10', '100']],
    ['k >= 9', values, ['9', '10', '100']],
    ['k < -9', values, ['-10']],
    ['k <= - 9', values, ['-10', '-9']],
    ['k = +9', values, ['9']],
    ['k IN (0, 100)', values, ['0', '100']],
    ["k NOT IN (6, '9', 0)", values, ['-10', '-9', '10', '100']],
    ['k BETWEEN -9 AND 10', values, ['-9', '0', '9', '10']],
    ['k NOT BETWEEN -9 AND 10', values, ['-10', '100']],
    ['k = 7', ['7', '07', '+7', '-7', '70'], ['7', '07', '+7']],
    ['k = 0', ['0', '-0', '000'], ['0', '-0', '000']],
  ];
  for (const type of ['tinyint', 'smallint', 'int', 'bigint', 'long', 'INT']) check(type, rows);
  check('bigint', [
    ['k = 9007199254740993', ['9007199254740992', '9007199254740993'], ['9007199254740993']],
    ['k > 9007199254740992', ['9007199254740992', '9007199254740993'], ['9007199254740993']],
    ['k > 9223372036854775806', ['9223372036854775806', '9223372036854775807'], ['9223372036854775807']],
    ['k <= -9223372036854775808', ['-9223372036854775808', '-9223372036854775807'], ['-9223372036854775808']],
  ]);
});

t.test('integers are ordered as BigInt orders them, however they are written', async () => {
  const borders = [0n, 2n ** 31n, 2n ** 53n, ...Array.from({ length: 19 }, (_, power) => 10n ** BigInt(power))];
  const near = borders.flatMap((border) => [border - 1n, border, border + 1n]);
  const least = -(2n ** 63n);
  const numbers = new Set([...near, ...near.map((each) => -each), least, least + 1n, -least - 1n, -least - 2n]);
  const texts = [...numbers].flatMap((number) => spellings(number));
  const disagreements: string[] = [];
  for (const bound of texts) {
    const [below, same] = ['<', '='].map((operator) =>
      compilePartitionExpression(`k ${operator} '${bound}'`, [{ Name: 'k', Type: 'bigint' }]),
    );
    for (const text of texts) {
      if (below?.([text]) !== BigInt(text) < BigInt(bound)) disagreements.push(`${text} < ${bound}`);
      if (same?.([text]) !== (BigInt(text) === BigInt(bound))) disagreements.push(`${text} = ${bound}`);
    }
  }
  t.same(disagreements, []);
  for (const text of [least - 1n, -least, 10n ** 19n, -(10n ** 400n)].flatMap((number) => spellings(number)))
    refuses(`k = '${text}'`, [{ Name: 'k', Type: 'bigint' }], `For input string: "${text}" is not an integer.`);
});

/** Plain, with a sign and with leading zeros. */
function spellings(number: bigint): string[] {
  const digits = `${number < 0n ? -number : number}`;
  const signs = number < 0n ? ['-'] : number === 0n ? ['', '+', '-'] : ['', '+'];
  return signs.flatMap((sign) => [sign + digits, `${sign}0${digits}`, `${sign}${digits.padStart(25, '0')}`]);
}

t.test('a decimal key compares exactly', async () => {
  const values = ['-2.6', '-2.55', '0.000', '1.2', '2.60', '3e14'];
  check('decimal(20,4)', [
    ['k = 2.6', values, ['2.60']],
    ["k = '2.6'", values, ['2.60']],
    ['k = 26e-1', values, ['2.60']],
    ['k <> 2.6', values, ['-2.6', '-2.55', '0.000', '1.2', '3e14']],
    ['k < -2.55', values, ['-2.6']],
    ['k <= -2.55', values, ['-2.6', '-2.55']],
    ['k > 1.2', values, ['2.60', '3e14']],
    ['k >= 1.2', values, ['1.2', '2.60', '3e14']],
    ['k IN (0, 300000000000000)', values, ['0.000', '3e14']],
    ['k NOT IN (0, 1.20)', values, ['-2.6', '-2.55', '2.60', '3e14']],
    ['k BETWEEN -2.59 AND .5', values, ['-2.55', '0.000']],
    ['k NOT BETWEEN -2.59 AND 2.61', values, ['-2.6', '3e14']],
    ['k = 0', ['0', '-0.00', '.0', '0e9'], ['0', '-0.00', '.0', '0e9']],
    [
      'k > 0.1234567890123456789012345678901234567',
      ['0.1234567890123456789012345678901234567', '0.1234567890123456789012345678901234568'],
      ['0.1234567890123456789012345678901234568'],
    ],
    ['k < 1e2000000000', ['1e1999999999', '2e2000000000', '-1e2000000000'], ['1e1999999999', '-1e2000000000']],
    ['k < -1.5', ['-1', '-1.5', '-1.51', '-15', '-0.2', '1.6'], ['-1.51', '-15']],
  ]);
  check('decimal', [['k > 10.134', ['1.000', '10.134', '25.111'], ['25.111']]]);
});

t.test('a date key compares as days', async () => {
  const values = ['2019-12-31', '2020-01-01', '2020-02-29'];
  check('date', [
    ["k = '2020-01-01'", values, ['2020-01-01']],
    ["k = date '2020-01-01'", values, ['2020-01-01']],
    ["k = DATE'2020-1-1'", values, ['2020-01-01']],
    ["k <> '2020-01-01'", values, ['2019-12-31', '2020-02-29']],
    ["k < '2020-01-01'", values, ['2019-12-31']],
    ["k <= '2020-01-01'", values, ['2019-12-31', '2020-01-01']],
    ["k > '2020-01-01'", values, ['2020-02-29']],
    ["k >= '2020-01-01'", values, ['2020-01-01', '2020-02-29']],
    ["k IN ('2020-02-29', date '2019-12-31')", values, ['2019-12-31', '2020-02-29']],
    ["k NOT IN ('2020-02-29')", values, ['2019-12-31', '2020-01-01']],
    ["k BETWEEN date '2020-01-01' AND '2020-12-31'", values, ['2020-01-01', '2020-02-29']],
    ["k NOT BETWEEN '2020-01-01' AND '2020-12-31'", values, ['2019-12-31']],
    ["k > '2020-1-9'", ['2020-1-10', '2020-01-08'], ['2020-1-10']],
  ]);
});

t.test('a timestamp key compares to the nanosecond', async () => {
  const values = ['2020-01-01 09:59:59', '2020-01-01 10:00:00', '2020-01-01 10:00:00.000000001'];
  check('timestamp', [
    ["k = '2020-01-01 10:00:00'", values, [values[1] ?? '']],
    ["k = timestamp '2020-01-01 10:00:00.0'", values, [values[1] ?? '']],
    ["k <> '2020-01-01 10:00:00.000'", values, [values[0] ?? '', values[2] ?? '']],
    ["k < '2020-01-01 10:00:00'", values, [values[0] ?? '']],
    ["k <= '2020-01-01 10:00:00'", values, values.slice(0, 2)],
    ["k > TIMESTAMP '2020-01-01 10:00:00'", values, values.slice(2)],
    ["k >= '2020-01-01 10:00:00'", values, values.slice(1)],
    ["k IN ('2020-01-01 9:59:59.000000000')", values, values.slice(0, 1)],
    ["k NOT IN ('2020-01-01 09:59:59')", values, values.slice(1)],
    ["k BETWEEN '2020-01-01 09:59:59.5' AND '2020-01-01 10:00:00'", values, values.slice(1, 2)],
    ["k NOT BETWEEN '2020-01-01 09:59:59.5' AND '2020-01-01 10:00:00'", values, [values[0] ?? '', values[2] ?? '']],
    ["k > '2020-01-01 10:00:00.09'", ['2020-01-01 10:00:00.1', '2020-01-01 10:00:00.089'], ['2020-01-01 10:00:00.1']],
  ]);
});

t.test('LIKE matches the whole value, % any text and _ one character', async () => {
  const values = ['one', 'two', '2', 'three', 't%o', 'a.b', 'tw\no', ''];
  check('string', [
    ["k LIKE 'two'", values, ['two']],
    ["k LIKE 't_o'", values, ['two', 't%o']],
    ["k LIKE 't__'", values, ['two', 't%o']],
    ["k LIKE '%wo'", values, ['two']],
    ["k like '%o%'", values, ['one', 'two', 't%o', 'tw\no']],
    ["k LIKE '%'", values, values],
    ["k LIKE ''", values, ['']],
    ["k LIKE '_'", values, ['2']],
    ["k LIKE 'A.B'", values, []],
    ["k LIKE 'a_b'", values, ['a.b']],
    ["k LIKE '.*'", values, []],
    ["k LIKE '%t%e%'", values, ['three']],
    ["k NOT LIKE '%e' AND k not like '_' and k like '_%'", values, ['two', 't%o', 'a.b', 'tw\no']],
    ["k LIKE '%ab'", ['aab', 'abab', 'aba'], ['aab', 'abab']],
    ["k LIKE '%__b'", ['😀b', 'a😀b', '😀😀b'], ['a😀b', '😀😀b']],
  ]);
});

t.test('LIKE takes no more than length times length steps', async () => {
  const test = compilePartitionExpression(`k LIKE '${'%a'.repeat(500)}b'`, [{ Name: 'k' }]);
  t.notOk(test(['a'.repeat(1024)]));
});

t.test('LIKE is for strings only', async () => {
  for (const type of ['tinyint', 'smallint', 'int', 'bigint', 'long'])
    refuses("k LIKE '2'", [{ Name: 'k', Type: type }], "Integral data type doesn't support operation 'LIKE'");
  for (const [type, name] of [
    ['decimal(3,1)', 'Decimal'],
    ['date', 'Date'],
    ['timestamp', 'Timestamp'],
  ])
    refuses("k NOT LIKE '2'", [{ Name: 'k', Type: type }], `${name} data type doesn't support operation 'LIKE'`);
});

t.test('a literal may stand on the left of a comparison', async () => {
  const values = ['2019', '2020', '2021'];
  for (const type of ['string', 'int'])
    check(type, [
      ["'2020' = k", values, ['2020']],
      ["'2020' <> k", values, ['2019', '2021']],
      ["'2020' <= k", values, ['2020', '2021']],
      ['2020 < k', values, ['2021']],
      ['2020 >= k', values, ['2019', '2020']],
      ['2020 > k', values, ['2019']],
    ]);
});

t.test('NOT binds before AND, AND before OR, brackets before all', async () => {
  const values = ['1', '2', '3', '4'];
  check('int', [
    ['k = 1 OR k = 2 AND k = 3', values, ['1']],
    ['(k = 1 OR k = 2) AND k < 3', values, ['1', '2']],
    ['k = 1 AND k = 1 OR k = 4', values, ['1', '4']],
    ['NOT k = 1 AND k < 3', values, ['2']],
    ['NOT (k = 1 AND k < 3)', values, ['2', '3', '4']],
    ['NOT k = 1 OR k = 1', values, values],
    ['NOT NOT k = 1', values, ['1']],
    ['NOT (k = 1 OR NOT k < 3)', values, ['2']],
    ['k BETWEEN 1 AND 2 AND k > 1', values, ['2']],
    ['NOT k BETWEEN 2 AND 3 OR k = 3', values, ['1', '3', '4']],
    ['NOT k IN (1, 2)', values, ['3', '4']],
    ['(((k))) = ((2))', values, ['2']],
    ['(k = (2))', values, ['2']],
    ['(k) IN ((1), 2)', values, ['1', '2']],
    ['((k) BETWEEN (2) AND (3))', values, ['2', '3']],
    ['(k) = ((2)) (OR) (((k))) = (3)', values, ['2', '3']],
    ['k > 1 ((AND)) k < 3', values, ['2']],
    ['TRUE', values, values],
    ['k = 1 OR false', values, ['1']],
    ['NOT (TRUE)', values, []],
  ]);
});

t.test('names and keywords fold, blanks are free, quotes are undone', async () => {
  const keys = [
    { Name: 'Year', Type: 'string' },
    { Name: 'date', Type: 'date' },
    { Name: 'order', Type: 'int' },
    { Name: 'a-b c', Type: 'string' },
    { Name: 'größe', Type: 'string' },
    { Name: '1st_x', Type: 'string' },
  ];
  const values = ["it's 'x'", '2020-01-01', '5', '"', 'L', 'y'];
  const holds = (expression: string) => compilePartitionExpression(expression, keys)(values);
  for (const expression of [
    "YEAR='it''s ''x'''",
    "year = 'it\\'s ''x'''",
    "\tyear\n=\r\n'it''s ''x'''",
    `"YEAR" = 'it''s ''x'''`,
    "`year`='it''s ''x'''AND`order`=5",
    "date = date '2020-01-01' aNd Date Is NoT nUlL",
    '"order" iN(5,6)',
    `"a-b c" = '"'`,
    "größe = 'L'",
    "GRÖßE = 'L'",
    "1st_x = 'y'",
  ])
    t.ok(holds(expression), expression);
  t.notOk(holds("year = 'IT''S ''X'''"), 'values do not fold');
  t.ok(compilePartitionExpression("k = 'C:\\'", [{ Name: 'k' }])(['C:\\']), 'a last backslash is itself');
});

t.test('a blank expression is true of all', async () => {
  for (const blank of ['', ' ', '\n\t '])
    t.ok(compilePartitionExpression(blank, [{ Name: 'k', Type: 'double' }])(['1.5']));
});

t.test("Hive's default partition is NULL, and a comparison with NULL is unknown", async () => {
  const values = ['5', NULL];
  for (const type of ['string', 'int', 'decimal(5,2)'])
    check(type, [
      ['k IS NULL', values, [NULL]],
      ['k IS NOT NULL', values, ['5']],
      ['NOT k IS NULL', values, ['5']],
      ['k = 5', values, ['5']],
      ['k <> 5', values, []],
      ['k <> 6', values, ['5']],
      ['NOT k = 5', values, []],
      ['NOT k = 6', values, ['5']],
      ['NOT (NOT k = 5)', values, ['5']],
      ['k < 9', values, ['5']],
      ['k >= 0', values, ['5']],
      ['k IN (5, 6)', values, ['5']],
      ['k NOT IN (6, 7)', values, ['5']],
      ['k BETWEEN 1 AND 9', values, ['5']],
      ['k NOT BETWEEN 6 AND 9', values, ['5']],
      ['k = 5 OR NOT k = 5', values, ['5']],
      ['k = 5 OR TRUE', values, values],
      ['k = 6 OR k IS NULL', values, [NULL]],
      ['NOT (k = 6 AND FALSE)', values, values],
      ['NOT (k = 6 AND TRUE)', values, ['5']],
      ['NOT (k = 6 OR FALSE)', values, ['5']],
    ]);
  check('string', [
    ["k LIKE '%'", values, ['5']],
    ["k NOT LIKE '6'", values, ['5']],
  ]);
});

t.test("a string key that is compared with Hive's default partition is asked for NULL", async () => {
  const values = ['100', '200', NULL];
  check('string', [
    [`k = '${NULL}'`, values, [NULL]],
    [`'${NULL}' = k`, values, [NULL]],
    [`k <> '${NULL}'`, values, ['100', '200']],
    [`NOT k = '${NULL}'`, values, ['100', '200']],
    [`(k = '100') OR (k = '${NULL}')`, values, ['100', NULL]],
    [`k IN ('100', '${NULL}')`, values, ['100', NULL]],
    [`k NOT IN ('100', '${NULL}')`, values, ['200']],
    [`NOT k IN ('100', '${NULL}')`, values, ['200']],
  ]);
  refuses(`k = '${NULL}'`, [{ Name: 'k', Type: 'int' }], /is not an integer/);
});

t.test('a value that is not of its type is not NULL, and refused where it is compared', async () => {
  const cases: readonly (readonly [type: string, literal: string, bad: readonly string[]])[] = [
    ['int', '1', ['x', '', '1.0', '1e3', ' 1', '9223372036854775808', '-9223372036854775809', 'null', '٣']],
    ['decimal', '1', ['x', '', '.', '1.2.3', 'NaN', 'Infinity', '1e', '1e2147483648', '0x10', '--1']],
    [
      'date',
      "'2020-01-01'",
      ['x', '', '2020-02-30', '2019-02-29', '2020-13-01', '2020-00-10', '2020-01-00', '20200101'],
    ],
    [
      'timestamp',
      "'2020-01-01 00:00:00'",
      [
        '2020-01-01',
        '2020-02-30 00:00:00',
        '2020-01-01 24:00:00',
        '2020-01-01T00:00:00',
        '2020-01-01 00:00:00.1234567890',
      ],
    ],
  ];
  for (const [type, literal, bad] of cases) {
    check(type, [
      ['k IS NULL', bad, []],
      ['k IS NOT NULL', bad, bad],
      [`TRUE OR k = ${literal}`, bad, bad],
      [`k IS NULL AND k = ${literal}`, bad, []],
    ]);
    for (const expression of [
      `k = ${literal}`,
      `NOT k < ${literal}`,
      `k NOT IN (${literal})`,
      `k IS NULL OR k <> ${literal}`,
    ])
      for (const text of bad) refusesValue(expression, { Name: 'k', Type: type }, text);
  }
  t.throws(() => compilePartitionExpression('k = 1', [{ Name: 'k', Type: 'int' }])(['null']), {
    message: 'For input string: "null" is not an integer.',
  });
});

t.test('a literal that does not fit the key is refused in the words of AWS', async () => {
  const rows: readonly (readonly [type: string, expression: string, message: string])[] = [
    ['int', "k = 'test'", 'For input string: "test" is not an integer.'],
    ['int', 'k IN (1, 2.5)', 'For input string: "2.5" is not an integer.'],
    ['tinyint', 'k = 1e3', 'For input string: "1e3" is not an integer.'],
    ['bigint', 'k < 9223372036854775808', 'For input string: "9223372036854775808" is not an integer.'],
    ['bigint', 'k BETWEEN 1 AND TRUE', 'For input string: "true" is not an integer.'],
    ['decimal(3,2)', "k = 'test'", 'test is not a decimal.'],
    ['date', 'k = 20200101', '20200101 is not a date.'],
    ['date', "k NOT BETWEEN '2020-01-01' AND '2020-02-30'", '2020-02-30 is not a date.'],
    ['date', "k = date 'soon'", 'soon is not a date.'],
    ['string', "k = date 'soon'", 'soon is not a date.'],
    [
      'timestamp',
      "k > date '2020-01-01'",
      'Timestamp format must be yyyy-mm-dd hh:mm:ss[.fffffffff] 2020-01-01 is not a timestamp.',
    ],
  ];
  for (const [type, expression, message] of rows) refuses(expression, [{ Name: 'k', Type: type }], message);
});

t.test('a key of a type that AWS cannot filter on is refused when it is named', async () => {
  for (const type of [
    'double',
    'float',
    'boolean',
    'binary',
    'array<int>',
    'struct<a:int>',
    'interval',
    'constructor',
    '',
  ])
    refuses('k = 1', [{ Name: 'k', Type: type }], `Unknown type : '${type}'`);
  refuses('k IS NULL', [{ Name: 'k', Type: 'double' }], "Unknown type : 'double'");
  const other = [
    { Name: 'f', Type: 'double' },
    { Name: 'k', Type: 'int' },
  ];
  t.ok(compilePartitionExpression('k = 1', other)(['2.5', '1']));
});

t.test('a column that is no partition key is refused', async () => {
  for (const name of ['nope', '"k "', '__proto__', 'constructor', 'db.k'])
    refuses(`${name} IS NULL`, [{ Name: 'k' }], /^Invalid partition expression! Unknown column '/);
  refuses('k = 1', [], "Invalid partition expression! Unknown column 'k'");
});

t.test('what is no condition is refused with the place', async () => {
  const expressions = [
    'k',
    "'x'",
    '1',
    'NULL',
    '()',
    'k =',
    '= 1',
    'k = = 1',
    'k == 1',
    'k = 1 2',
    'k = 1 AND',
    'AND k = 1',
    'k = 1 OR OR k = 2',
    'k = 1, k = 2',
    '(k = 1',
    'k = 1)',
    'k = 1; k = 2',
    "k = 'x",
    'k = "x',
    'k = ""',
    'k IS',
    'k IS 1',
    'k IS NOT 1',
    'k = NULL',
    'k NOT = 1',
    'k NOT NULL',
    'k IN ()',
    'k IN 1',
    'k IN (1,)',
    'k IN (1',
    'k IN (k)',
    'k BETWEEN 1',
    'k BETWEEN 1 OR 2',
    'k BETWEEN 1 AND k',
    'k LIKE',
    'k LIKE 5',
    'k LIKE k',
    "k LIKE 'a' ESCAPE '!'",
    '1 = 1',
    'k = k',
    'k = j',
    "'1' IN (k)",
    '1 BETWEEN 0 AND k',
    '1 IS NULL',
    '(k = 1) = TRUE',
    'k = (k = 1)',
    'k = 10L',
    'k = 2020-01-01',
    'k = 1 + 1',
    'k = --1',
    'k = -k',
    "k = +'1'",
    'k = 1.2.3',
    'k = 0x10',
    'k ~ 1',
    'k = ?',
    'lower(k) = 1',
    'order = 1',
    'key = 1',
    'NOT',
    'k = 1 (OR k = 2',
    '\u0000',
    'k = \ud800',
  ];
  for (const expression of expressions)
    refuses(expression, [{ Name: 'k', Type: 'int' }], /^Invalid partition expression! (?=.)/);
  refuses(
    'k = 1 AND',
    [{ Name: 'k' }],
    'Invalid partition expression! Expected a partition key or a literal at the end',
  );
  refuses('k = 1 k', [{ Name: 'k' }], 'Invalid partition expression! Expected the end before k at character 6');
});

t.test('nesting is bounded, length is not', async () => {
  const nested = (open: string, close: string, levels: number) => `${open.repeat(levels)}k = 1${close.repeat(levels)}`;
  const keys = [{ Name: 'k', Type: 'int' }];
  for (const [open, close] of [
    ['(', ')'],
    ['NOT ', ''],
    ['NOT (', ')'],
  ] as const) {
    t.ok(compilePartitionExpression(nested(open, close, 100), keys)(['1']), `100 ${open}`);
    refuses(nested(open, close, 100_000), keys, /^Invalid partition expression! More than \d+ levels of nesting$/);
  }
  refuses('('.repeat(100_000), keys, /levels of nesting$/);
  refuses(`k = ${'('.repeat(100_000)}`, keys, /levels of nesting$/);
  t.ok(compilePartitionExpression(`k = 2${' OR k = 1'.repeat(50_000)}`, keys)(['1']));
  refuses(`k = ${'1'.repeat(300_000)}x`, keys, /^Invalid partition expression!/);
});

t.test('each key is looked up by its place', async () => {
  const keys = [
    { Name: 'year', Type: 'string' },
    { Name: 'month', Type: 'string' },
    { Name: 'n', Type: 'bigint' },
  ];
  const test = compilePartitionExpression("year='2020' AND month > '05' and n in (1, 2)", keys);
  t.ok(test(['2020', '06', '2']));
  t.notOk(test(['2020', '05', '2']));
  t.notOk(test(['2019', '06', '2']));
  t.notOk(test(['2020', '06', '3']));
  t.notOk(test(['2020', '06']), 'a value that is missing is NULL');
});

t.test('InvalidExpression is an Error of its own', async () => {
  const error = new InvalidExpression('why');
  t.ok(error instanceof Error);
  t.match(error, { name: 'InvalidExpression', message: 'why' });
});
