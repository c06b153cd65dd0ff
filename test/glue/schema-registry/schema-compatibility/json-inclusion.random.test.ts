/**
 * Inclusion of JSON schemas: whatever is said to be included is, by what ajv says of values that both schemas may tell apart. Random
 * pairs of small schemas, the second often made from the first. Without `contains`, of which ajv misses some failures beside other keywords.
 */
import { Ajv } from 'ajv';
import t from 'tap';
import type { Json, JsonObject } from '../../../../src/glue/schema-registry/schema-compatibility/json.js';
import { Inclusion } from '../../../../src/glue/schema-registry/schema-compatibility/json-inclusion.js';
import { Random } from '../../../../src/state/random.js';

const random = new Random('json inclusion');
const ajv = new Ajv({ strict: false, validateSchema: false });

const VALUES: Json[] = [
  ...[
    null,
    true,
    false,
    0,
    1,
    2,
    3,
    4,
    6,
    -1,
    1.5,
    0.5,
    '',
    'a',
    'b',
    'ab',
    'aaa',
    [],
    [1],
    [1, 1],
    [1, 2],
    ['a'],
    ['a', 1],
  ],
  ...[
    [1, 'a'],
    [null],
    [[1]],
    {},
    { a: 1 },
    { a: 'a' },
    { a: null },
    { b: 1 },
    { b: 'b' },
    { a: 1, b: 2 },
    { a: 'a', b: 'b' },
  ],
  ...[{ ab: 1 }, { ab: 'a' }, { c: 1 }, { c: 'a', a: 1 }, { a: { a: 1 } }, { a: {} }, { a: [1] }, { a: 2, b: 1, c: 0 }],
];

function pick<Item>(items: readonly Item[]): Item {
  return items[random.below(items.length)] as Item;
}

function schema(levels: number): Json {
  if (random.below(12) === 0) return random.below(3) > 0;
  const keywords = Array.from({ length: random.below(4) }, () => keyword(levels));
  return Object.assign(
    random.below(3) === 0 ? {} : { type: pick(['object', 'object', 'array', 'string', 'number', 'integer']) },
    ...keywords,
  );
}

function keyword(levels: number): JsonObject {
  const small = () => random.below(4);
  const name = () => pick(['a', 'b', 'ab']);
  const simple: (() => JsonObject)[] = [
    () => ({ type: pick(['null', 'string', 'integer', ['string', 'null'], ['number', 'object']]) as Json }),
    () => ({ enum: [pick(VALUES), pick(VALUES), pick(VALUES)] }),
    () => ({ const: pick(VALUES) }),
    () => ({ [pick(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'])]: small() }),
    () => ({ multipleOf: pick([1, 2, 3, 0.5]) }),
    () => ({ [pick(['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'])]: small() }),
    () => ({ pattern: pick(['a', '^b']) }),
    () => ({ uniqueItems: true }),
    () => ({ required: [name()] }),
    () => ({ additionalProperties: false }),
    () => ({ dependencies: { [name()]: [name()] } }),
  ];
  if (levels === 0) return pick(simple)();
  const inner = () => schema(levels - 1);
  const nested: (() => JsonObject)[] = [
    () => ({ properties: { [name()]: inner(), [name()]: inner() } }),
    () => ({ properties: { [name()]: inner() } }),
    () => ({ patternProperties: { [pick(['a', 'b$'])]: inner() } }),
    () => ({ additionalProperties: inner() }),
    () => ({ propertyNames: inner() }),
    () => ({ items: inner() }),
    () => ({ items: [inner(), inner()], additionalItems: inner() }),
    () => ({ dependencies: { [name()]: inner() } }),
    () => ({ allOf: [inner(), inner()] }),
    () => ({ anyOf: [inner(), inner()] }),
    () => ({ not: inner() }),
    () => ({ if: inner(), else: inner() }),
  ];
  return pick([...simple, ...nested, ...nested])();
}

/** Something near the schema: with a keyword more, less or changed. */
function variant(of: Json): Json {
  if (typeof of !== 'object' || of === null || random.below(3) === 0) return schema(2);
  const entries = Object.entries(of).filter(() => random.below(4) > 0);
  return { ...Object.fromEntries(entries), ...(random.below(2) === 0 && keyword(1)) };
}

t.test('what is said to be included is', (t) => {
  let included = 0;
  let meant = 0;
  for (let count = 0; count < 500; count += 1) {
    const writer = schema(2);
    const reader = variant(writer);
    const [mayWrite, canRead] = [ajv.compile(writer as object), ajv.compile(reader as object)];
    const unread = VALUES.find((value) => mayWrite(value) && !canRead(value));
    if (unread === undefined) meant += 1;
    if (!new Inclusion(reader, writer).holds()) continue;
    included += 1;
    if (unread !== undefined) t.fail('not included', { reader, writer, unread });
  }
  t.ok(included > 200, `${included} of ${meant} pairs that no value tells apart were found`);
  t.end();
});
