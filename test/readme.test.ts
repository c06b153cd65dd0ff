/** What the README says is so: its table has the options, its library example runs, its links lead somewhere. */
import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import t from 'tap';
import { flagName, variableName } from '../src/commands/read-options.js';
import { type OptionDescription, optionDescriptions } from '../src/options.js';

const README = readFileSync('README.md', 'utf8');

t.test('every option stands in the table of options', async (t) => {
  t.match(README, optionDescriptions.map(rowOf).join('\n'));
});

t.test('the library example runs', async (t) => {
  const [, example = ''] = /### Inside a test\n[\s\S]*?```js\n([\s\S]*?)```/.exec(README) ?? [];
  t.match(example, 'startGlueTrail(');
  const library = new URL(`../src/index${extname(import.meta.url)}`, import.meta.url).href;
  const folder = t.testdir({ 'example.mjs': example.replace("from 'gluetrail'", `from '${library}'`) });
  await t.resolves(import(pathToFileURL(join(folder, 'example.mjs')).href));
});

t.test('its links lead to files', async (t) => {
  const links = [...README.matchAll(/\]\(([^)#]+)\)/g)].map(([, link = '']) => link);
  t.ok(links.length > 5);
  for (const link of links) t.ok(existsSync(link), link);
});

function rowOf({ name, allowed, description, default: value }: OptionDescription): string {
  const cells = [flagName(name), variableName(name), name, value].map((cell) =>
    cell === undefined ? '' : `\`${cell}\``,
  );
  return `| ${[...cells, `${description} (${allowed})`].join(' | ')} |`;
}
