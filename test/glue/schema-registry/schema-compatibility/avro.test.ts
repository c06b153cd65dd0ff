import t from 'tap';
import { avro } from '../../../../src/glue/schema-registry/schema-compatibility/avro.js';

function record(name: string, ...fields: object[]): string {
  return JSON.stringify({ type: 'record', name, fields });
}

const INT = { name: 'v', type: 'int' };
const NOTE = { name: 'note', type: ['null', 'string'], default: null };

t.test('what is no Avro schema is refused with the reason', (t) => {
  const wrong: [definition: string, reason: RegExp][] = [
    ['not a schema', /JSON/],
    ['null', /invalid type: null/],
    ['5', /unknown type/],
    ['"text"', /undefined type name: text/],
    ['{"type":"record","fields":[]}', /missing name/],
    [record('R', { name: 'v', type: 'integer' }), /undefined type name: integer/],
    [record('R', { name: 'a b', type: 'int' }), /invalid field name/],
    [record('R', INT, INT), /duplicate field name/],
    [record('R', { ...INT, default: 'x' }), /incompatible field default/],
    [record('R', { name: 'u', type: ['null', 'string'], default: 'x' }), /first branch/],
    ['["null",["int"]]', /nested/],
    ['{"type":"enum","name":"E","symbols":["A","A"]}', /duplicate/],
    [`${'['.repeat(200)}${']'.repeat(200)}`, /deeper than/],
  ];
  for (const [definition, reason] of wrong)
    t.throws(() => avro.documentOf(definition), { message: reason }, definition);
  t.end();
});

t.test('what is one is told as JSON, whatever its types are called', (t) => {
  const right = [
    '"string"',
    '["null","int"]',
    record('constructor'),
    record('__proto__', INT, NOTE),
    record('a.b.R', INT),
  ];
  for (const definition of right) t.same(avro.documentOf(definition), JSON.parse(definition), definition);
  t.end();
});

const R = record('R', INT);
const enumeration = (more: object) => JSON.stringify({ type: 'enum', name: 'E', symbols: ['A'], ...more });
const fixed = (size: number) => JSON.stringify({ type: 'fixed', name: 'F', size });
const list = (items: unknown) => JSON.stringify({ type: 'array', items });
const map = (values: unknown) => JSON.stringify({ type: 'map', values });
const tree = (...more: object[]) => record('Tree', ...more, { name: 'next', type: ['null', 'Tree'], default: null });

t.test('data of one definition is read with another as the specification resolves schemas', (t) => {
  const cases: [what: string, reader: string, writer: string, reads: boolean][] = [
    ['the same', R, R, true],
    ['a new field with a default', record('R', INT, NOTE), R, true],
    ['a new field without a default', record('R', INT, { name: 'w', type: 'int' }), R, false],
    ['a field that is not read', R, record('R', INT, NOTE), true],
    ['another type', record('R', { name: 'v', type: 'string' }), R, false],
    ['int as long', record('R', { name: 'v', type: 'long' }), R, true],
    ['long as int', R, record('R', { name: 'v', type: 'long' }), false],
    ['int as double', '"double"', '"int"', true],
    ['double as float', '"float"', '"double"', false],
    ['bytes as string', '"string"', '"bytes"', true],
    ['string as bytes', '"bytes"', '"string"', true],
    ['null as an int', '"int"', '"null"', false],
    ['an int as null or int', '["null","int"]', '"int"', true],
    ['null or int as an int', '"int"', '["null","int"]', false],
    ['one of two as one of three', '["null","int","string"]', '["string","null"]', true],
    ['a record of another name', record('S', INT), R, false],
    ['a record of another namespace', record('a.R', INT), record('b.R', INT), true],
    ['a record by its alias', JSON.stringify({ ...JSON.parse(record('S', INT)), aliases: ['R'] }), R, true],
    ['a field by its alias', record('R', { name: 'w', aliases: ['v'], type: 'int' }), R, true],
    [
      'a field that goes by two names',
      record('R', { name: 'w', aliases: ['v'], type: 'int' }),
      record('R', INT, { name: 'w', type: 'int' }),
      false,
    ],
    ['a symbol more', enumeration({ symbols: ['A', 'B'] }), enumeration({}), true],
    ['a symbol less', enumeration({}), enumeration({ symbols: ['A', 'B'] }), false],
    ['a symbol less with a default', enumeration({ default: 'A' }), enumeration({ symbols: ['A', 'B'] }), true],
    ['an enum as a record', enumeration({}), R, false],
    ['fixed of the same size', fixed(2), fixed(2), true],
    ['fixed of another size', fixed(3), fixed(2), false],
    ['longer elements', list('long'), list('int'), true],
    ['shorter elements', list('int'), list('long'), false],
    ['longer values', map('long'), map('int'), true],
    ['an array as a map', map('int'), list('int'), false],
    ['a recursive record', tree(INT, NOTE), tree(INT), true],
    ['a recursive record of another type', tree({ name: 'v', type: 'string' }), tree(INT), false],
    [
      'a record that a union before has tried',
      record('O', { name: 'f', type: [JSON.parse(record('X', INT)), JSON.parse(R)] }, { name: 'g', type: 'X' }),
      record('O', { name: 'f', type: JSON.parse(R) }, { name: 'g', type: 'R' }),
      false,
    ],
  ];
  for (const [what, reader, writer, reads] of cases) t.equal(avro.reads(reader, writer), reads, what);
  t.end();
});

t.test('types that are shared over and over cost no more for it', (t) => {
  const deep = (leaf: string) => {
    const types: object[] = [JSON.parse(record('R0', { name: 'v', type: leaf }))];
    for (let index = 1; index < 60; index += 1) {
      const type = `R${index - 1}`;
      types.push(JSON.parse(record(`R${index}`, { name: 'a', type }, { name: 'b', type })));
    }
    return JSON.stringify(types);
  };
  t.equal(avro.reads(deep('long'), deep('int')), true);
  t.equal(avro.reads(deep('int'), deep('long')), false);
  t.end();
});
