import t from 'tap';
import { canonicalText } from '../../../../src/glue/schema-registry/schema-compatibility/json.js';
import { protobuf } from '../../../../src/glue/schema-registry/schema-compatibility/protobuf.js';

const two = (text: string) => `syntax = "proto2"; ${text}`;
const three = (text: string) => `syntax = "proto3"; ${text}`;
const item = (fields: string) => three(`message Item { ${fields} }`);

t.test('what is no Protobuf definition, or none that the registry takes, is refused with the reason', (t) => {
  const wrong: [definition: string, reason: RegExp][] = [
    ['not a schema', /unexpected label: not/],
    [item('string a = 1'), /';' expected/],
    [item('string a = 1; string b = 1;'), /duplicate id 1/],
    [item('string a = 0;'), /cannot have the number 0/],
    [item('string a = 19500;'), /cannot have the number 19500/],
    [item('required string a = 1;'), /illegal token 'required'/],
    [item('Missing a = 1;'), /no such Type or Enum 'Missing'/],
    [three('import "google/protobuf/empty.proto"; message A { google.protobuf.Timestamp t = 1; }'), /no such Type/],
    [two('message A { extensions 100 to 199; }'), /Extensions/],
    [two('message A {} extend A { optional int32 x = 100; }'), /Extensions/],
    [two('message A { repeated group G = 1 { optional string x = 2; } }'), /Groups/],
    ['syntax = "proto4"; message A {}', /proto2 or proto3/],
    ['edition = "2023"; message A {}', /proto2 or proto3/],
  ];
  for (const [definition, reason] of wrong)
    t.throws(() => protobuf.documentOf(definition), { message: reason }, definition);
  t.end();
});

t.test('what is one is told as JSON, in which comments and white space do not count', (t) => {
  const text = (definition: string) => canonicalText(protobuf.documentOf(definition));
  t.equal(text('syntax="proto3";message Item{string a=1;}'), text(`// An item\n${item('/* its */ string a = 1;')}`));
  t.not(text(item('string a = 1;')), text(item('string b = 1;')));
  t.not(text(two('message A {}')), text(three('message A {}')));
  const known = 'import "google/protobuf/timestamp.proto"; message A { google.protobuf.Timestamp t = 1; }';
  t.notMatch(text(three(known)), /nanos/, 'what is imported is not part of it');
  t.match(text(three('import "other.proto"; message A { other.Thing t = 1; }')), /other.Thing/, 'unknown imports pass');
  t.end();
});

const A = item('string a = 1;');
const service = (methods: string) => three(`message Item {} service API { ${methods} }`);
const FOO = 'rpc Foo(Item) returns (Item);';
const optional = two('message Item { optional string a = 1; }');
const required = two('message Item { required string a = 1; }');
const typed = (type: string) => item(`${type} a = 1; enum E { Z = 0; } message M {}`);

t.test('data of one definition is read with another by the rules for updating a message type', (t) => {
  const cases: [what: string, reader: string, writer: string, reads: boolean][] = [
    ['the same', A, A, true],
    ['a new field', item('string a = 1; string b = 2;'), A, true],
    ['a field that is not read', item(''), A, true],
    ['another name for it', item('string other = 1;'), A, true],
    ['a new required field', required, two('message Item {}'), false],
    ['a required field that is not read', two('message Item {}'), required, true],
    ['a required field that was optional', required, optional, false],
    ['an optional field that was required', optional, required, true],
    ['int32 as int64', typed('int64'), typed('int32'), true],
    ['an enum as a bool', typed('bool'), typed('E'), true],
    ['int32 as sint32', typed('sint32'), typed('int32'), false],
    ['fixed32 as sfixed32', typed('sfixed32'), typed('fixed32'), true],
    ['fixed32 as fixed64', typed('fixed64'), typed('fixed32'), false],
    ['float as double', typed('double'), typed('float'), false],
    ['string as bytes', typed('bytes'), typed('string'), true],
    ['a number as a string', typed('string'), typed('int32'), false],
    ['a message as itself', typed('M'), typed('M'), true],
    ['a message as bytes', typed('bytes'), typed('M'), false],
    ['several strings as one', typed('string'), typed('repeated string'), true],
    ['one message as several', typed('repeated M'), typed('M'), true],
    ['several numbers as one', typed('int32'), typed('repeated int32'), false],
    ['several of an enum as one', typed('E'), typed('repeated E'), false],
    ['a map with longer values', typed('map<string, int64>'), typed('map<string, int32>'), true],
    ['a map with other keys', typed('map<int32, int32>'), typed('map<string, int32>'), false],
    ['a map as no map', typed('M'), typed('map<string, int32>'), false],
    ['a message more', three('message Item {} message Other {}'), item(''), true],
    ['a message less', item(''), three('message Item {} message Other {}'), false],
    ['a nested message less', item(''), item('message Inner {}'), false],
    ['a message in another package', three('package a; message Item {}'), item(''), false],
    ['a field moved into a oneof', item('oneof o { string a = 1; }'), A, true],
    [
      'two fields moved into a oneof',
      item('oneof o { string a = 1; string b = 2; }'),
      item('string a = 1; string b = 2;'),
      false,
    ],
    [
      'a field moved into a oneof that was there',
      item('oneof o { string a = 1; string b = 2; }'),
      item('string a = 1; oneof o { string b = 2; }'),
      false,
    ],
    [
      'a oneof renamed',
      item('oneof p { string a = 1; string b = 2; }'),
      item('oneof o { string a = 1; string b = 2; }'),
      true,
    ],
    ['a oneof with one more', item('oneof o { string a = 1; string c = 3; }'), item('oneof o { string a = 1; }'), true],
    ['a value of an enum less', item('enum E { Z = 0; }'), item('enum E { Z = 0; Y = 1; }'), true],
    ['optional in proto3', item('optional string a = 1;'), A, true],
    ['a method more', service(`${FOO} rpc Bar(Item) returns (Item);`), service(FOO), true],
    ['a method less', service(''), service(FOO), false],
    ['a service less', item(''), service(FOO), false],
    ['a method that streams', service('rpc Foo(Item) returns (stream Item);'), service(FOO), false],
    [
      'a type from elsewhere',
      three('import "o.proto"; message Item { o.T a = 1; }'),
      three('import "o.proto"; message Item { o.T a = 1; }'),
      true,
    ],
    [
      'another type from elsewhere',
      three('import "o.proto"; message Item { o.U a = 1; }'),
      three('import "o.proto"; message Item { o.T a = 1; }'),
      false,
    ],
    [
      'a known import less',
      A,
      three('import "google/protobuf/empty.proto"; message Item { string a = 1; google.protobuf.Empty b = 2; }'),
      true,
    ],
  ];
  for (const [what, reader, writer, reads] of cases) t.equal(protobuf.reads(reader, writer), reads, what);
  t.end();
});
