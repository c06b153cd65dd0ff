import t from 'tap';
import { check } from './checked.js';

const ATTRIBUTE_FILTER = { AttributeFilter: { Attribute: 'a', Operator: 'equals' } };
const LIST = 'Start of list found where not expected';

t.test('input that is right is handed on as it is', (t) => {
  const input = {
    DatabaseName: 'db',
    TableInput: { Name: 't', StorageDescriptor: { Columns: [{ Name: 'c' }] }, LastAccessTime: 1.7e9 },
  };
  const checked = check('CreateTable', input);
  t.ok('input' in checked && checked.input === input);
  t.end();
});

t.test('input that is no object is refused with what AWS says to it', (t) => {
  for (const input of ['x', 1, true, null]) {
    t.strictSame(check('GetDatabase', input), { refusal: { code: 'SerializationException', message: undefined } });
  }
  t.strictSame(check('GetDatabase', []), { refusal: { code: 'SerializationException', message: LIST } });
  t.end();
});

t.test('the first mismatch of the document is told, and before any broken constraint', (t) => {
  t.strictSame(check('GetTables', { MaxResults: [], DatabaseName: 1 }), {
    refusal: { code: 'SerializationException', message: LIST },
  });
  t.match(check('GetTables', { DatabaseName: 1, MaxResults: [] }), {
    refusal: { message: 'NUMBER_VALUE can not be converted to a String' },
  });
  t.match(check('GetTables', { DatabaseName: '', MaxResults: [] }), { refusal: { code: 'SerializationException' } });
  t.end();
});

t.test('a map keeps every key of its own and pollutes nothing', (t) => {
  for (const spoiler of ['', ',"X":1']) {
    const json = `{"DatabaseInput":{"Name":"a","Parameters":{"__proto__":"p","constructor":"c"}}${spoiler}}`;
    const checked = check('CreateDatabase', JSON.parse(json));
    t.equal(
      JSON.stringify(checked),
      '{"input":{"DatabaseInput":{"Name":"a","Parameters":{"__proto__":"p","constructor":"c"}}}}',
    );
  }
  t.notOk(Object.hasOwn(Object.prototype, 'p'));
  t.end();
});

t.test('nesting without end is refused, wherever it stands', (t) => {
  const tooDeep = { refusal: { code: 'SerializationException', message: 'Nesting is deeper than 128 levels' } };
  for (const levels of [130, 1_000, 100_000]) {
    t.strictSame(check('SearchAssets', { FilterClause: nested('AndAllFilters', levels) }), tooDeep);
    t.strictSame(check('CreateTable', icebergTable(JSON.parse('['.repeat(levels) + ']'.repeat(levels)))), tooDeep);
    const unknown = JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`);
    t.strictSame(check('SearchAssets', { SearchText: 'a', X: unknown }), { input: { SearchText: 'a' } });
    t.strictSame(check('GetDatabase', { Name: 'a', X: unknown }), { input: { Name: 'a' } });
  }
  // 62 clauses inside each other, each in a list, make 127 levels.
  const input = { FilterClause: nested('AndAllFilters', 62) };
  t.strictSame(check('SearchAssets', input), { input });
  t.strictSame(check('SearchAssets', { ...input, X: 1 }), { input });
  t.strictSame(check('SearchAssets', { FilterClause: nested('AndAllFilters', 63) }), tooDeep);
  t.ok(
    'input' in check('CreateTable', icebergTable({ type: 'list', element: ['int', null, 1.5, true] })),
    'a document is anything',
  );
  t.end();
});

/** A schema field's Type is a document. */
function icebergTable(Type: unknown): object {
  const Schema = { Fields: [{ Id: 1, Name: 'a', Type, Required: true }] };
  const CreateIcebergTableInput = { Location: 's3://a', Schema };
  return {
    DatabaseName: 'a',
    Name: 't',
    OpenTableFormatInput: { IcebergInput: { MetadataOperation: 'CREATE', CreateIcebergTableInput } },
  };
}

function nested(member: string, levels: number): object {
  let clause: object = ATTRIBUTE_FILTER;
  for (let level = 0; level < levels; level++) clause = { [member]: [clause] };
  return clause;
}
