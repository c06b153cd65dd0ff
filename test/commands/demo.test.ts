import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import t from 'tap';
import { demo } from '../../src/commands/demo.js';

t.test("the demo prints log files that hold the guide's two sample events, character for character", async (t) => {
  const said: string[] = [];
  await demo((text) => said.push(text));
  const paths = said.filter((text) => text.endsWith('.json.gz')).map((text) => text.trim());
  t.after(() => rm(dirname(paths[0] ?? '').replace(/trail-logs.*/, ''), { recursive: true }));
  t.equal(paths.length, 3);
  for (const path of paths) t.ok(existsSync(path), 'the file is left to be looked at');
  for (const name of ['delete-crawler', 'create-connection'])
    t.ok(said.includes(readFileSync(`test/fixtures/${name}.json`, 'utf8').trim()), name);
});
