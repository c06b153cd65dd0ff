/**
 * Builds docs/operations.md: every operation of the model, the file that serves it, and what the trail says of its response.
 *
 *   npm run build:operations          writes the file
 *   npm run check:operations          says whether the file is as it would be written; exit status 1 if not
 */
import { readdirSync } from 'node:fs';
import { cloudtrail } from '../src/cloudtrail/index.js';
import { Trails } from '../src/cloudtrail/trails.js';
import { CLOUDTRAIL, GLUE, type Service } from '../src/model/service.js';
import { Clock } from '../src/state/clock.js';
import { Store } from '../src/state/store.js';
import { Coverages } from '../src/trail/coverage.js';
import { History } from '../src/trail/history.js';
import { LookupIndex } from '../src/trail/lookup-index.js';
import { isResponseNull, NULL_RESPONSES } from '../src/trail/null-responses.js';
import { DEFAULT_RETENTION } from '../src/trail/retention.js';
import { writeOrCheck } from './generated-file.js';

const NOUNS = new URL('../src/glue/', import.meta.url);

/** Operation → the file of the noun that handles it. Where one noun takes another's handlers in, the smaller one declares them. */
async function nounsByOperation(): Promise<Map<string, string>> {
  const nouns: { file: string; operations: string[] }[] = [];
  for (const file of readdirSync(NOUNS).filter((name) => name.endsWith('.js'))) {
    const exported: Record<string, unknown> = await import(new URL(file, NOUNS).href);
    for (const [name, handlers] of Object.entries(exported))
      if (name.endsWith('Handlers'))
        nouns.push({ file: file.replace('.js', '.ts'), operations: Object.keys(handlers ?? {}) });
  }
  nouns.sort((a, b) => b.operations.length - a.operations.length);
  return new Map(nouns.flatMap(({ file, operations }) => operations.map((operation) => [operation, file])));
}

function responseOf(operation: string, { operations }: Service): string {
  if (NULL_RESPONSES.has(operation)) return 'null, by the guide';
  return operations.get(operation)?.output.members.size ? 'logged' : 'null, has no members';
}

function rowOf(operation: string, noun: string | undefined): string {
  const served = noun === undefined ? 'not yet' : `[${noun.replace('.ts', '')}](../src/glue/${noun})`;
  return `| ${operation} | ${served} | ${responseOf(operation, GLUE)} |`;
}

/** CloudTrail's handlers are made for a server's trail: here of an empty one. */
async function servedByCloudTrail(): Promise<Set<string>> {
  const store = new Store();
  const history = new History(store);
  const trails = new Trails({ store, coverages: new Coverages(store, history), clock: new Clock() });
  const index = new LookupIndex(store, history, DEFAULT_RETENTION);
  const { handlers } = cloudtrail({ trails, history, index, managementAccount: '123456789012' });
  await store.close();
  return new Set(handlers.flatMap((each) => Object.keys(each)));
}

function cloudTrailRow(operation: string): string {
  const modelled = CLOUDTRAIL.operations.get(operation);
  if (modelled && isResponseNull(CLOUDTRAIL, modelled)) return `| ${operation} | null, of a read |`;
  return `| ${operation} | ${responseOf(operation, CLOUDTRAIL)} |`;
}

const served = await servedByCloudTrail();
const cloudTrailNames = [...CLOUDTRAIL.operations.keys()].sort();
const refused = cloudTrailNames.filter((name) => !served.has(name));
const nouns = await nounsByOperation();
const names = [...GLUE.operations.keys()].sort();
const text = `<!-- Generated from the code by \`npm run build:operations\`; do not edit. -->
# Operations of the Glue API

${nouns.size} of the ${names.length} operations of the model are served. A call of any other answers
\`OperationNotSupportedException\` (status 400), and is recorded too.

The last column says what \`responseElements\` of a call that succeeds is: \`null\` for the operations that AWS Glue's developer
guide lists and for responses without members, else what was answered. Of a failed call it is always \`null\`.

| Operation | Served by | Response in the trail |
|---|---|---|
${names.map((name) => rowOf(name, nouns.get(name))).join('\n')}

# Operations of the CloudTrail API

These are served, on the same port:

| Operation | Response in the trail |
|---|---|
${[...served].sort().map(cloudTrailRow).join('\n')}

The others, such as those of CloudTrail Lake, dashboards, channels, imports, resource policies and delegated administrators, answer
\`UnsupportedOperationException\` (status 400), and are recorded too: ${refused.join(', ')}.
`;
writeOrCheck('docs/operations.md', text, 'npm run build:operations');
