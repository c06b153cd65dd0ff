import { gzipSync } from 'node:zlib';
import type { Classifier } from '@aws-sdk/client-glue';
import { parquetWriteBuffer } from 'hyparquet-writer';
import t from 'tap';
import { classified } from '../../../../src/glue/crawlers/s3-target/classify.js';
import { glueColumns } from '../../../../src/glue/crawlers/s3-target/shape.js';
import type { Wire } from '../../../../src/model/types.js';
import { memorySource } from './memory-source.js';

function classify(key: string, content: string | Uint8Array, custom: Wire<Classifier>[] = []) {
  const size = Buffer.from(content).length;
  const reading = { source: memorySource({ [key]: content }), bucket: 'b', custom, left: Number.POSITIVE_INFINITY };
  return classified(reading, { key, size });
}

function columnsOf(key: string, content: string | Uint8Array, custom: Wire<Classifier>[] = []) {
  const found = classify(key, content, custom);
  return found && glueColumns(found.columns).map(({ Name, Type }) => `${Name} ${Type}`);
}

t.test('columns of CSV', async (t) => {
  for (const [what, text, columns] of [
    [
      'a header and types',
      'Id,Name,P,Ok,At\n1,x,1.5,true,2026-01-31\n-2,y,2,false,2026-02-01\n',
      ['id bigint', 'name string', 'p double', 'ok boolean', 'at date'],
    ],
    ['no header, for a row of texts is no header of texts', 'a,b\nc,d\n', ['col0 string', 'col1 string']],
    ['no header, for its values are no names', '1,x\n2,y\n', ['col0 bigint', 'col1 string']],
    ['a pipe', 'a|b\n1|2\n', ['a bigint', 'b bigint']],
    ['a semicolon', 'a;b\n1;2,5\n', ['a bigint', 'b string']],
    ['a tab', 'a\tb\n1\t2\n', ['a bigint', 'b bigint']],
    ['Ctrl-A', 'a\u0001b\n1\u00012\n', ['a bigint', 'b bigint']],
    ['quotes, a delimiter and a line break within', '"a","b"\n"1","x, ""y""\nz"\n', ['a bigint', 'b string']],
    ['CRLF and a byte order mark', '\uFEFFa,b\r\n1,2\r\n', ['a bigint', 'b bigint']],
    ['values that are missing', 'a,b,c\n1,,\n,x,\n', ['a bigint', 'b string', 'c string']],
    ['mixed types', 'a,b,c\n1,1,true\n1.5,x,1\n', ['a double', 'b string', 'c string']],
    ['a number that no bigint holds', 'a,b\n12345678901234567890,1\n', ['a double', 'b bigint']],
    ['names that come twice', 'a,a,A\n1,2,3\n', ['a bigint', 'a_1 bigint', 'a_2 bigint']],
    ['an empty last name', 'a,b,\n1,2,\n', ['a bigint', 'b bigint', 'col2 string']],
  ] as const)
    t.same(columnsOf('x.csv', text), columns, what);
  for (const [what, text] of [
    ['one row', 'a,b\n'],
    ['one column', 'a\n1\n'],
    ['no text', 'a,b\n1,\0\n'],
    ['nothing', ' '],
  ] as const)
    t.equal(columnsOf('x.csv', text), undefined, what);
});

t.test('columns of JSON', async (t) => {
  for (const [what, text, columns] of [
    ['one object', '{"aB":1,"c":"x"}', ['ab int', 'c string']],
    ['lines', '{"a":1}\n{"a":2.5,"b":null}\n\n{"b":true}\n', ['a double', 'b boolean']],
    ['a document over many lines', '{\n  "a": 3000000000\n}\n', ['a bigint']],
    ['an array', '[{"a":1},{"a":2,"b":[]}]', ['array array<struct<a:int,b:array<string>>>']],
    [
      'nested values',
      '{"a":{"b":[{"c":1},{"d":"x"}],"e":null}}',
      ['a struct<b:array<struct<c:int,d:string>>,e:string>'],
    ],
    ['values of two kinds', '{"a":1}\n{"a":"x"}\n', ['a string']],
    ['an empty object', '{"a":{}}', ['a string']],
    ['names that differ in capitals', '{"a":1,"A":2.5}', ['a double']],
  ] as const)
    t.same(columnsOf('x.json', text), columns, what);
  for (const text of ['', 'x', '1', '{}', '[1', '{"a":'] as const) t.equal(columnsOf('x.jsonl', text), undefined, text);
  t.equal(typeof columnsOf('x.json', '['.repeat(5000) + ']'.repeat(5000))?.[0], 'string', 'a deep value is no trouble');
});

t.test('a document that is cut counts as far as it goes', async (t) => {
  const text = JSON.stringify({
    a: { 'x,{[': 1 },
    list: [{ b: 1.5 }],
    long: `},],"\\${'y,'.repeat(100_000)}`,
    behind: 1,
  });
  t.same(columnsOf('x.json', text), ['a struct<x,{[:int>', 'list array<struct<b:double>>']);
});

t.test('a JSON SerDe is told the members in alphabetical order', async (t) => {
  t.same(classify('x.json', '{"z":1,"A":2,"m":3}')?.format.serde, {
    SerializationLibrary: 'org.openx.data.jsonserde.JsonSerDe',
    Parameters: { paths: 'A,m,z' },
  });
});

t.test('columns of Parquet, and its number of rows', async (t) => {
  const columnData = [
    { name: 'Flag', data: [true, false], type: 'BOOLEAN' },
    { name: 'small', data: [1, 2], type: 'INT32' },
    { name: 'big', data: [1n, 2n], type: 'INT64' },
    { name: 'ratio', data: [0.5, 1.5], type: 'DOUBLE' },
    { name: 'text', data: ['a', 'b'], type: 'STRING' },
    { name: 'at', data: [new Date(0), new Date(1)], type: 'TIMESTAMP' },
  ] as const;
  const file = new Uint8Array(
    parquetWriteBuffer({ columnData: columnData.map((column) => ({ ...column, data: [...column.data] })) }),
  );
  const types = ['flag boolean', 'small int', 'big bigint', 'ratio double', 'text string', 'at timestamp'];
  t.same(columnsOf('x.parquet', file), types);
  t.match(classify('x.snappy.parquet', file), {
    recordCount: 2,
    format: { classification: 'parquet', compressionType: 'none' },
  });
  t.equal(classify('x.parquet', file.subarray(0, -1)), undefined, 'cut');
  t.equal(classify('x.parquet', 'PAR1'), undefined, 'too short');
  t.equal(
    classify('x.parquet', Buffer.from('xxxxxxxx\xff\xff\xff\x7fPAR1', 'latin1')),
    undefined,
    'a footer longer than the file',
  );
  t.equal(
    classify('x.parquet', Buffer.from('xxxxxxxx\x04\x00\x00\x00PAR1', 'latin1')),
    undefined,
    'a footer that is none',
  );
});

t.test('Parquet that is nested', async (t) => {
  const schema = [
    { name: 'root', num_children: 4 },
    { name: 'tags', num_children: 1, repetition_type: 'OPTIONAL', converted_type: 'LIST' },
    { name: 'list', num_children: 1, repetition_type: 'REPEATED' },
    { name: 'element', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
    { name: 'props', num_children: 1, repetition_type: 'OPTIONAL', converted_type: 'MAP' },
    { name: 'key_value', num_children: 2, repetition_type: 'REPEATED' },
    { name: 'key', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
    { name: 'value', type: 'INT32', repetition_type: 'OPTIONAL' },
    { name: 'place', num_children: 2, repetition_type: 'OPTIONAL' },
    { name: 'Lat', type: 'FLOAT', repetition_type: 'REQUIRED' },
    { name: 'day', type: 'INT32', converted_type: 'DATE', repetition_type: 'REQUIRED' },
    { name: 'price', type: 'INT64', converted_type: 'DECIMAL', precision: 12, scale: 2, repetition_type: 'OPTIONAL' },
  ] as const;
  const columnData = [
    { name: 'tags', data: [['a']] },
    { name: 'props', data: [{ k: 1 }] },
    { name: 'place', data: [{ Lat: 1, day: new Date(0) }] },
    { name: 'price', data: [1.25] },
  ];
  const file = new Uint8Array(parquetWriteBuffer({ columnData, schema: schema.map((element) => ({ ...element })) }));
  t.same(columnsOf('x.parquet', file), [
    'tags array<string>',
    'props map<string,int>',
    'place struct<Lat:float,day:date>',
    'price decimal(12,2)',
  ]);
});

t.test('what is compressed is read as far as it goes', async (t) => {
  const records = Array.from({ length: 50_000 }, (_, number) => ({
    eventName: 'GetTable',
    number,
    id: Math.sqrt(number),
  }));
  const log = gzipSync(JSON.stringify({ Records: records }));
  t.ok(log.length > 256 * 1024, 'more than is read of it');
  t.same(columnsOf('x.json.gz', log), ['records array<struct<eventName:string,number:int,id:double>>']);
  t.equal(classify('x.json.gz', log)?.format.compressionType, 'gzip');
  t.same(columnsOf('x.csv.gz', gzipSync('a,b\n1,2\n')), ['a bigint', 'b bigint']);
  t.same(columnsOf('x.csv.gz', gzipSync(`a,b\n${'1,2\n'.repeat(5_000_000)}`)), ['a bigint', 'b bigint'], 'a bomb');
  t.equal(columnsOf('x.json.gz', '{"a":1}'), undefined, 'not compressed at all');
});

t.test('the number of records is estimated from the part that was read', async (t) => {
  const row = `${'x'.repeat(97)},1\n`;
  const found = classify('x.csv', `a,b\n${row.repeat(20_000)}`);
  t.ok(Math.abs((found?.recordCount ?? 0) - 20_000) < 100, String(found?.recordCount));
  t.equal(classify('x.jsonl', '{"a":1}\n{"a":2}\n')?.recordCount, 2);
});

t.test('custom classifiers come first', async (t) => {
  const csv = (given: object) => [{ CsvClassifier: { Name: 'c', ...given } }];
  t.same(columnsOf('x.log', 'a~b\nc~d\n', csv({ Delimiter: '~' })), ['col0 string', 'col1 string']);
  t.same(columnsOf('x.csv', 'a,b\nc,d\n', csv({ ContainsHeader: 'PRESENT' })), ['a string', 'b string']);
  t.same(columnsOf('x.csv', 'a,b\n1,2\n', csv({ ContainsHeader: 'ABSENT', Header: ['p', 'q'] })), [
    'p string',
    'q string',
  ]);
  t.same(columnsOf('x.csv', 'p,q\n1,2\n', csv({ Header: ['p', 'q'] })), ['p bigint', 'q bigint']);
  t.same(columnsOf('x.csv', 'a\nb\n', csv({ AllowSingleColumn: true })), ['col0 string']);
  t.same(columnsOf('x.csv', "a,b\n'x,y',1\n", csv({ QuoteSymbol: "'" })), ['a string', 'b bigint']);
  t.match(classify('x.csv', 'a,b\n1,2\n', csv({ Serde: 'OpenCSVSerDe' }))?.format.serde, {
    SerializationLibrary: 'org.apache.hadoop.hive.serde2.OpenCSVSerde',
    Parameters: { separatorChar: ',', quoteChar: '"' },
  });
  const json = (JsonPath: string) => [{ JsonClassifier: { Name: 'j', JsonPath } }];
  t.same(columnsOf('x.json', '[{"a":1},{"b":2}]', json('$[*]')), ['a int', 'b int']);
  t.same(columnsOf('x.json', '{"Records":[{"a":1},{"b":2}]}', json('$.Records[*]')), ['a int', 'b int']);
  t.same(columnsOf('x.txt', '{"x":{"y":[{"a":1}]}}', json("$['x'].y[0]")), ['a int']);
  t.same(columnsOf('x.csv', 'a,b\n1,2\n', json('$')), ['a bigint', 'b bigint'], 'if they recognise it');
  const grok = [{ GrokClassifier: { Name: 'g', Classification: 'g', GrokPattern: '%{DATA:x}' } }];
  t.equal(columnsOf('x.log', 'a b\n', grok), undefined);
});
