import t from 'tap';
import { excluder } from '../../../../src/glue/crawlers/s3-target/exclusion.js';

t.test('patterns take in what the developer guide says', async (t) => {
  for (const [pattern, takesIn, leavesOut] of [
    ['*.csv', ['a.csv'], ['a.csv.gz', 'x/a.csv']],
    ['*.*', ['a.b', '.'], ['ab', 'x/a.b']],
    ['*.{csv,avro}', ['a.csv', 'a.avro'], ['a.json', 'a.{csv,avro}']],
    ['foo.?', ['foo.a'], ['foo.ab', 'foo./']],
    ['myfolder/*', ['myfolder/a'], ['myfolder/a/b', 'myfolder']],
    ['myfolder/*/*', ['myfolder/a/b'], ['myfolder/a', 'myfolder/a/b/c']],
    ['myfolder/**', ['myfolder/a', 'myfolder/a/b'], ['other/a']],
    ['/myfolder/**', ['myfolder/a'], []],
    ['**', ['a', 'a/b', ''], []],
    ['a[bc-e!]', ['ab', 'ad', 'a!'], ['aa', 'abc']],
    ['a[!b]', ['ac'], ['ab', 'a/']],
    ['\\*.csv', ['*.csv'], ['a.csv']],
    ['a.b+c(d)', ['a.b+c(d)'], ['axb+c(d)', 'a.bbcd']],
    ['{a,{b,c}}x', ['ax', 'bx', 'cx'], ['x', 'a,x']],
    ['a,b', ['a,b'], ['a', 'b']],
    ['{broken', [], ['{broken', 'broken']],
    ['[', ['['], ['a']],
  ] as const) {
    const isExcluded = excluder([pattern]);
    for (const path of takesIn) t.ok(isExcluded(path), `${pattern} takes in ${path}`);
    for (const path of leavesOut) t.notOk(isExcluded(path), `${pattern} leaves out ${path}`);
  }
  t.ok(excluder(['x', '*.csv'])('a.csv'), 'one of several is enough');
  t.notOk(excluder([])('a'));
});
