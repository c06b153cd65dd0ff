/**
 * Builds docs/operations.md: every operation of the model, the file that serves it, and what the trail says of its response.
 *
 *   npm run build:operations          writes the file
 *   npm run check:operations          says whether the file is as it would be written; exit status 1 if not
 */
import { cloudtrail } from '../src/cloudtrail/index.js';
import { Trails } from '../src/cloudtrail/trails.js';
import { glueHandlers } from '../src/glue/index.js';
import { CLOUDTRAIL, GLUE, type Service, STS } from '../src/model/service.js';
import { Clock } from '../src/state/clock.js';
import { Store } from '../src/state/store.js';
import { sts } from '../src/sts/index.js';
import { Coverages } from '../src/trail/coverage.js';
import { History } from '../src/trail/history.js';
import { LookupIndex } from '../src/trail/lookup-index.js';
import { isResponseNull, NULL_RESPONSES } from '../src/trail/null-responses.js';
import { DEFAULT_RETENTION } from '../src/trail/retention.js';
import { writeOrCheck } from './generated-file.js';
import { type HandlerSource, handlerSources } from './handler-sources.js';

function responseOf(operation: string, { operations }: Service): string {
  if (NULL_RESPONSES.has(operation)) return 'null, by the guide';
  return operations.get(operation)?.output.members.size ? 'logged' : 'null, has no members';
}

function rowOf(operation: string, source: HandlerSource | undefined): string {
  const served = source ? `[${source.noun}](../${source.file})` : 'not yet';
  return `| ${operation} | ${served} | ${responseOf(operation, GLUE)} | ${source?.limit ?? ''} |`;
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
  if (modelled && isResponseNull(CLOUDTRAIL, modelled, 'documented')) return `| ${operation} | null, of a read |`;
  return `| ${operation} | ${responseOf(operation, CLOUDTRAIL)} |`;
}

const servedBySts = sts.handlers.flatMap((each) => Object.keys(each));
const refusedBySts = [...STS.operations.keys()].sort().filter((name) => !servedBySts.includes(name));
const served = await servedByCloudTrail();
const cloudTrailNames = [...CLOUDTRAIL.operations.keys()].sort();
const refused = cloudTrailNames.filter((name) => !served.has(name));
const sources = handlerSources('src/glue', new Set(glueHandlers.flatMap((noun) => Object.keys(noun))));
const names = [...GLUE.operations.keys()].sort();
const text = `<!-- Generated from the code by \`npm run build:operations\`; do not edit. -->
# Operations of the Glue API

${sources.size} of the ${names.length} operations of the model are served. A call of any other answers
\`OperationNotSupportedException\` (status 400), and is recorded too.

The third column says what \`responseElements\` of a call that succeeds is: \`null\` for the operations that AWS Glue's developer
guide lists and for responses without members, else what was answered. Of a failed call it is always \`null\`.

The last column says in what an operation does less than AWS's. What holds for all is not repeated there: no code is run; no data is read,
files below the bucket folder that a crawler is sent to apart; no other service is called; permissions of IAM and Lake Formation are
not evaluated; and of quotas those hold that AWS's documentation of the API gives a number for.

| Operation | Served by | Response in the trail | What it does not do |
|---|---|---|---|
${names.map((name) => rowOf(name, sources.get(name))).join('\n')}

# Operations of the CloudTrail API

These are served, on the same port:

| Operation | Response in the trail |
|---|---|
${[...served].sort().map(cloudTrailRow).join('\n')}

The others, such as those of CloudTrail Lake, dashboards, channels, imports, resource policies and delegated administrators, answer
\`UnsupportedOperationException\` (status 400), and are recorded too: ${refused.join(', ')}.

# Operations of the STS API

Served on the same port: ${servedBySts.join(', ')}. The others answer \`InvalidAction\` (status 400), and are recorded too:
${refusedBySts.join(', ')}.
`;
writeOrCheck('docs/operations.md', text, 'npm run build:operations');
