/** The examples of docs/recipes.md run as they stand there. */
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import t from 'tap';

const LIBRARY = new URL(`../src/index${extname(import.meta.url)}`, import.meta.url).href;

const sections = readFileSync('docs/recipes.md', 'utf8').split(/^## /m).slice(1);

for (const section of sections) {
  const [title = ''] = section.split('\n');
  const examples = [...section.matchAll(/```js\n([\s\S]*?)```/g)].map(([, example = '']) => example);
  t.test(`"${title}" is shown by examples that run`, async (t) => {
    t.ok(examples.length > 0);
    for (const [place, example] of examples.entries()) {
      const folder = t.testdir({ 'example.mjs': runnable(example) });
      await t.resolves(import(`${pathToFileURL(join(folder, 'example.mjs')).href}?${place}`));
    }
  });
}

/** With this build as the package; Node 20 has no `await using`. */
function runnable(example: string): string {
  return `${example
    .replace("from 'gluetrail'", `from '${LIBRARY}'`)
    .replace('await using trail', 'const trail')}\nawait trail.close();\n`;
}
