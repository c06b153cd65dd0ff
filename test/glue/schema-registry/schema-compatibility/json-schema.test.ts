import t from 'tap';
import { jsonSchema } from '../../../../src/glue/schema-registry/schema-compatibility/json-schema.js';

const draft = (number: string) => `http://json-schema.org/draft-${number}/schema#`;
const deep = (levels: number) => JSON.parse(`${'{"not":'.repeat(levels)}{}${'}'.repeat(levels)}`);

t.test('what is no JSON Schema of a known draft is refused with the reason', (t) => {
  const wrong: [definition: unknown, reason: RegExp][] = [
    ['', /#: must be object,boolean/],
    [5, /#: must be object,boolean/],
    [{ type: 'text' }, /#\/type: /],
    [{ properties: { a: { minLength: -1 } } }, /#\/properties\/a\/minLength: /],
    [{ required: 'a' }, /#\/required: /],
    [{ $schema: 'https://json-schema.org/draft/2020-12/schema' }, /\$schema has to be/],
    [{ $schema: 5 }, /\$schema has to be/],
    [{ $schema: draft('07'), exclusiveMinimum: true, minimum: 1 }, /#\/exclusiveMinimum: /],
    [{ $schema: draft('04'), exclusiveMinimum: 1 }, /#\/exclusiveMinimum: /],
    [{ $schema: draft('04'), properties: { a: true } }, /#\/properties\/a: /],
    [{ $ref: '#/definitions/a' }, /\$ref #\/definitions\/a does not lead anywhere/],
    [{ items: { $ref: 'https://example.com/other.json' } }, /other.json does not lead anywhere/],
    [deep(130), /deeper than/],
  ];
  for (const [definition, reason] of wrong)
    t.throws(() => jsonSchema.documentOf(JSON.stringify(definition)), { message: reason }, JSON.stringify(definition));
  t.throws(() => jsonSchema.documentOf('not a schema'), /JSON/);
  t.end();
});

t.test('what is one is told as it is', (t) => {
  const right: unknown[] = [
    true,
    {},
    { $schema: draft('07'), if: { type: 'string' }, exclusiveMinimum: 1 },
    { $schema: draft('06').replace('#', ''), const: 1, properties: { a: true } },
    { $schema: draft('04'), minimum: 1, exclusiveMinimum: true, additionalProperties: false },
    { minimum: 1, exclusiveMinimum: true },
    { definitions: { 'a/b': { type: 'string' } }, items: { $ref: '#/definitions/a~1b' } },
    { $id: 'https://example.com/a.json', definitions: { a: { $id: '#a' } }, not: { $ref: '#a' } },
    { $id: 'https://example.com/a.json#', items: { $ref: 'https://example.com/a.json' } },
    { enum: [{ $ref: '#/nowhere' }] },
    deep(60),
  ];
  for (const definition of right) {
    const text = JSON.stringify(definition);
    t.same(jsonSchema.documentOf(text), definition, text);
  }
  t.end();
});

const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more });
const closed = (properties: object, more: object = {}) => object(properties, { additionalProperties: false, ...more });
const S = { type: 'string' };
const N = { type: 'number' };
const I = { type: 'integer' };
const tree = (value: object) => ({
  definitions: { n: closed({ v: value, next: { $ref: '#/definitions/n' } }) },
  $ref: '#/definitions/n',
});

t.test('a reader reads what it allows of all that the writer allows', (t) => {
  const cases: [what: string, reader: unknown, writer: unknown, reads: boolean][] = [
    ['the same', object({ a: S }), object({ a: S }), true],
    ['a new optional property, where none could be added', closed({ a: S, b: S }), closed({ a: S }), true],
    ['a new optional property, where any could be added', object({ a: S, b: S }), object({ a: S }), false],
    [
      'a new optional property, where strings could be added',
      object({ b: S }),
      object({}, { additionalProperties: S }),
      true,
    ],
    ['a new property of any type', object({ a: S, b: {} }), object({ a: S }), true],
    ['a property that may still be there', object({}), object({ a: S }), true],
    ['a property that is not allowed any more', closed({}), closed({ a: S }), false],
    ['a new required property', object({ a: S }, { required: ['a'] }), object({ a: S }), false],
    ['a property that is not required any more', object({ a: S }), object({ a: S }, { required: ['a'] }), true],
    ['another type', object({ a: N }), object({ a: S }), false],
    ['integers as numbers', N, I, true],
    ['numbers as integers', I, N, false],
    ['multiples of 2 as integers', I, { ...N, multipleOf: 2 }, false],
    ['one of two types', { type: ['string', 'null'] }, S, true],
    ['two types as one', S, { type: ['string', 'null'] }, false],
    ['two types as two schemas', { anyOf: [S, { type: 'null' }] }, { type: ['null', 'string'] }, true],
    ['anything', {}, S, true],
    ['anything as a string', S, true, false],
    ['nothing', S, false, true],
    ['as nothing', false, S, false],
    ['values of an enum', { enum: ['a', 'b', 1] }, { enum: ['a', 1] }, true],
    ['more values of an enum', { enum: ['a'] }, { enum: ['a', 'b'] }, false],
    ['an enum as strings', { ...S, minLength: 1 }, { enum: ['a', 'bc'] }, true],
    ['an enum as numbers', N, { enum: [1, 'a'] }, false],
    ['an enum of strings in a form', { pattern: '^a' }, { enum: ['a', 'ab'] }, true],
    ['an enum of which the type leaves out some', S, { ...S, enum: ['a', 1] }, true],
    ['a constant', { const: { a: [1] } }, { enum: [{ a: [1] }] }, true],
    [
      'a constant object as an object',
      object({ a: { items: I } }, { required: ['a'] }),
      { const: { a: [1, 2] } },
      true,
    ],
    ['a constant object as another', object({ a: S }), { const: { a: 1 } }, false],
    ['strings as an enum', { enum: ['a'] }, S, false],
    ['booleans as an enum', { enum: [true, false] }, { enum: [false] }, true],
    ['wider bounds', { minimum: 0, maximum: 9 }, { ...N, minimum: 1, maximum: 8 }, true],
    ['narrower bounds', { ...N, minimum: 1 }, { ...N, minimum: 0 }, false],
    ['a bound that is not excluded any more', { minimum: 0 }, { ...N, exclusiveMinimum: 0 }, true],
    ['a bound that is excluded now', { exclusiveMaximum: 0 }, { ...N, maximum: 0 }, false],
    ['a bound excluded in words of draft-04', { minimum: 0 }, { ...N, minimum: 0, exclusiveMinimum: true }, true],
    ['multiples', { multipleOf: 2 }, { ...N, multipleOf: 6 }, true],
    ['other multiples', { multipleOf: 4 }, { ...N, multipleOf: 6 }, false],
    ['longer strings', { maxLength: 9 }, { ...S, maxLength: 8 }, true],
    ['shorter strings', { maxLength: 7 }, { ...S, maxLength: 8 }, false],
    ['a new pattern', { pattern: 'a' }, S, false],
    ['the same pattern', { pattern: 'a' }, { ...S, pattern: 'a', maxLength: 5 }, true],
    ['no pattern any more', S, { ...S, pattern: 'a' }, true],
    ['another format', { format: 'date' }, { ...S, format: 'time' }, false],
    ['bounds of another kind of value', { minimum: 5 }, S, true],
    ['elements', { items: N }, { type: 'array', items: I }, true],
    ['other elements', { items: I }, { type: 'array', items: S }, false],
    ['elements of an array that stays empty', { items: I }, { type: 'array', items: S, maxItems: 0 }, true],
    [
      'a tuple as a list',
      { items: { type: ['integer', 'string'] } },
      { type: 'array', items: [S, I], additionalItems: false },
      true,
    ],
    ['an open tuple as a list', { items: { type: ['integer', 'string'] } }, { type: 'array', items: [S, I] }, false],
    ['a tuple with an element more', { items: [S, I] }, { type: 'array', items: [S], additionalItems: false }, true],
    ['fewer elements', { minItems: 2 }, { type: 'array', minItems: 1 }, false],
    ['unique elements', { uniqueItems: true }, { type: 'array' }, false],
    ['what elements contain', { contains: N }, { type: 'array', contains: I }, true],
    [
      'pattern properties',
      { patternProperties: { '^a': N } },
      { type: 'object', patternProperties: { '^a': I } },
      true,
    ],
    ['new pattern properties', { patternProperties: { '^a': N } }, { type: 'object' }, false],
    ['new pattern properties where none could be added', { patternProperties: { '^a': N } }, closed({ b: S }), true],
    ['a property under a pattern', { patternProperties: { '^a': N } }, closed({ ab: S }), false],
    [
      'pattern properties as any',
      object({}, { additionalProperties: N }),
      { patternProperties: { a: I }, additionalProperties: I, type: 'object' },
      true,
    ],
    [
      'pattern properties of which others are allowed',
      object({}, { additionalProperties: N }),
      { patternProperties: { a: S }, additionalProperties: I, type: 'object' },
      false,
    ],
    ['names', { propertyNames: { maxLength: 9 } }, { type: 'object', propertyNames: { maxLength: 8 } }, true],
    ['new bounds of names', { propertyNames: { maxLength: 9 } }, { type: 'object' }, false],
    ['enough properties', { minProperties: 2 }, object({}, { required: ['a', 'b'] }), true],
    ['too many properties', { maxProperties: 2 }, { type: 'object' }, false],
    ['a new dependency', { dependencies: { a: ['b'] } }, object({ a: S }), false],
    [
      'a dependency that was there',
      { dependencies: { a: ['b'] } },
      { type: 'object', dependencies: { a: ['b', 'c'] } },
      true,
    ],
    ['a dependency on what is required', { dependencies: { a: ['b'] } }, object({}, { required: ['b'] }), true],
    ['a dependency of what cannot be there', { dependencies: { a: ['b'] } }, closed({ b: S }), true],
    [
      'a schema as a dependency',
      { dependencies: { a: { required: ['b'] } } },
      { type: 'object', dependencies: { a: { required: ['b'] } } },
      true,
    ],
    ['all of several', { allOf: [{ minimum: 1 }, { maximum: 5 }] }, { ...I, minimum: 2, maximum: 3 }, true],
    [
      'what all say together',
      closed({ a: S }),
      { allOf: [object({ a: S }), { additionalProperties: false, properties: { a: {} } }] },
      true,
    ],
    ['one of several', { oneOf: [S, N] }, { oneOf: [I, { ...S, maxLength: 3 }] }, true],
    ['one of several that is not there any more', { oneOf: [S, N] }, { oneOf: [I, { type: 'null' }] }, false],
    [
      'several beside what all of them are',
      object({ k: {} }, { required: ['k'] }),
      { required: ['k'], type: 'object', anyOf: [{ minProperties: 2 }, { properties: { k: S } }] },
      true,
    ],
    ['the same not', { not: S }, { type: ['string', 'number'], not: S }, true],
    ['a new not', { not: S }, { type: ['string', 'number'] }, false],
    ['the same condition', { if: S, else: { minLength: 1 } }, { if: S, else: { minLength: 1 }, maxLength: 5 }, true],
    ['a new condition', { if: S, else: { minLength: 1 } }, S, false],
    ['what a reference leads to', { $ref: '#/definitions/s', definitions: { s: S } }, S, true],
    [
      'a reference that leads elsewhere',
      { definitions: { s: I }, items: { $ref: '#/definitions/s' } },
      { definitions: { s: S }, type: 'array', items: { $ref: '#/definitions/s' } },
      false,
    ],
    ['a recursive schema', tree(N), tree(I), true],
    ['a recursive schema with another leaf', tree(I), tree(N), false],
    ['annotations', { title: 'a', description: 'b', default: 1 }, { title: 'c' }, true],
  ];
  for (const [what, reader, writer, reads] of cases)
    t.equal(jsonSchema.reads(JSON.stringify(reader), JSON.stringify(writer)), reads, what);
  t.end();
});

t.test('schemas with more cases than can be looked at are taken to be incompatible, soon', (t) => {
  const choice = (index: number) => ({ anyOf: [1, 2, 3].map((value) => closed({ [`p${index}`]: { const: value } })) });
  const wide = { allOf: Array.from({ length: 30 }, (_, index) => choice(index)) };
  t.equal(jsonSchema.reads(JSON.stringify({ ...wide, minProperties: 1 }), JSON.stringify(wide)), false);
  t.end();
});
