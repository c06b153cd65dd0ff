import t from 'tap';
import { canonicalText, type Json } from '../../../../src/glue/schema-registry/schema-compatibility/json.js';
import {
  jsonPatch,
  type PatchOperation,
} from '../../../../src/glue/schema-registry/schema-compatibility/json-patch.js';
import { Random } from '../../../../src/state/random.js';

t.test('a patch says what was added, removed and replaced', (t) => {
  const cases: [before: Json, after: Json, patch: PatchOperation[]][] = [
    [{ a: 1 }, { a: 1 }, []],
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, []],
    [{ a: 1 }, { a: 2 }, [{ op: 'replace', path: '/a', value: 2 }]],
    [{ a: 1 }, {}, [{ op: 'remove', path: '/a' }]],
    [{}, { 'a/b~c': null }, [{ op: 'add', path: '/a~1b~0c', value: null }]],
    [[1, 2, 3], [1, 3], [{ op: 'remove', path: '/1' }]],
    [[1, 3], [1, 2, 3], [{ op: 'add', path: '/1', value: 2 }]],
    [[{ a: 1 }, 2], [{ a: 3 }, 2], [{ op: 'replace', path: '/0/a', value: 3 }]],
    [1, { a: 1 }, [{ op: 'replace', path: '', value: { a: 1 } }]],
    [{ toString: 1 }, {}, [{ op: 'remove', path: '/toString' }]],
  ];
  for (const [before, after, patch] of cases) t.same(jsonPatch(before, after), patch, JSON.stringify([before, after]));
  t.end();
});

t.test('carried out, a patch makes the one of the other', (t) => {
  const random = new Random('json patch');
  for (let count = 0; count < 500; count += 1) {
    const [before, after] = [value(random, 3), value(random, 3)];
    const patched = jsonPatch(before, after).reduce(applied, before);
    if (canonicalText(patched) !== canonicalText(after)) t.fail('not the other', { before, after, patched });
  }
  t.pass('500 pairs');
  t.end();
});

function value(random: Random, levels: number): Json {
  const kind = random.below(levels === 0 ? 2 : 4);
  if (kind < 2) return random.below(3);
  const inner = Array.from({ length: random.below(4) }, () => value(random, levels - 1));
  return kind === 2 ? inner : Object.fromEntries(inner.map((each) => ['abcd'.charAt(random.below(4)), each]));
}

/** RFC 6902, as far as the patches go. */
function applied(document: Json, { path, ...operation }: PatchOperation): Json {
  const value = 'value' in operation ? operation.value : null;
  if (path === '') return value;
  const names = path.slice(1).split('/');
  const last = names.pop() ?? '';
  const copy: Json = structuredClone(document);
  const parent = names.reduce<Json>((within, name) => (within as Record<string, Json>)[name] ?? null, copy);
  if (Array.isArray(parent))
    parent.splice(Number(last), operation.op === 'add' ? 0 : 1, ...(operation.op === 'remove' ? [] : [value]));
  else if (operation.op === 'remove') delete (parent as Record<string, Json>)[last];
  else (parent as Record<string, Json>)[last] = value;
  return copy;
}
