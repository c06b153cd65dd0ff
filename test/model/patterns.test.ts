import t from 'tap';
import { constraintsOf } from '../../src/model/constraints.js';
import { wholeStringPattern } from '../../src/model/patterns.js';

for (const service of ['glue', 'cloudtrail', 'sts']) {
  t.test(`every pattern of ${service} compiles`, (t) => {
    const patterns = Object.values(constraintsOf(service).shapes).flatMap(({ pattern }) => pattern ?? []);
    t.ok(patterns.length >= 10);
    for (const pattern of patterns) t.doesNotThrow(() => wholeStringPattern(pattern), pattern);
    t.end();
  });
}

const CASES: [pattern: string, text: string, holds: boolean][] = [
  ['[a-z]+', 'abc', true],
  ['[a-z]+', 'abc1', false],
  ['[a-z]+', 'abc\n', false],
  ['a|b', 'ab', false],
  ['^$|arn:aws[a-z0-9-]*:kms:.*', '', true],
  ['^$|arn:aws[a-z0-9-]*:kms:.*', 'arn:aws-cn:kms:x', true],
  ['^$|arn:aws[a-z0-9-]*:kms:.*', 'x', false],
  ['^[0-9]{2}:[0-9]{2}', '10:30', true],
  ['^[0-9]{2}:[0-9]{2}', '10:30:00', false],
  ['[^\\r\\n]', ';', true],
  ['[^\\r\\n]', '\n', false],
  ['[^\\r\\n]', ';;', false],
  // escapes that JavaScript's `u` mode refuses
  ['^[A-Z\\_]+$', 'CONTAINS_ANY', true],
  ['[a-zA-Z0-9\\-\\:\\/\\.\\_\\*]+', 'a-b:c/d.e_f*', true],
  ['a\\-b\\_c', 'a-b_c', true],
  // Java's space is ASCII
  ['\\S+', 'a\u00a0b', true],
  ['\\S+', 'a b', false],
  ['[\\S]*', 'a\u2003b', true],
  ['([\\u0020-\\u007E\\r\\s\\n])*', 'Rules = [\n\tIsComplete "x"\r\n]', true],
  ['([\\u0020-\\u007E\\r\\s\\n])*', 'a\u00a0b', false],
  ['[\\s\\S]*', 'a\u00a0\nb', true],
  // what asks for something inside a text
  ['.*\\S.*', 'syntax = "proto3";\nmessage A {}\n', true],
  ['.*\\S.*', ' \n ', false],
  ['.*[^<>&\'"].*', '<a>', true],
  ['.*[^<>&\'"].*', '<">', false],
  ['.*', 'a\nb', false],
  ['(?s).*', 'a\nb', true],
  ['[\\u0020-\\uD7FF\\uE000-\\uFFFD\\uD800\\uDC00-\\uDBFF\\uDFFF\\t]*', 'täble \u{1f600}', true],
  ['[\\u0020-\\uD7FF\\uE000-\\uFFFD\\uD800\\uDC00-\\uDBFF\\uDFFF\\t]*', 'half \ud83d', false],
  ['[\\u0020-\\uD7FF\\uE000-\\uFFFD\\uD800\\uDC00-\\uDBFF\\uDFFF\\t]*', 'a\nb', false],
  ['[a-zA-Z0-9-_$#.]+', 'a-b_c$d#e.f', true],
  ['[\\p{L}\\p{N}\\p{P}]*', 'é1-', true],
];

t.test('a pattern decides about the whole string, as in Java', (t) => {
  for (const [pattern, text, holds] of CASES) {
    t.equal(wholeStringPattern(pattern).test(text), holds, `${pattern} on ${JSON.stringify(text)}`);
  }
  t.end();
});

t.test('a text of ten million characters is decided', (t) => {
  for (const pattern of ['([^\\r\\n])*', '([\\u0020-\\uD7FF\\uD800\\uDC00-\\uDBFF\\uDFFF\\s])*']) {
    t.equal(wholeStringPattern(pattern).test('a'.repeat(10_000_000)), true);
  }
  t.end();
});
