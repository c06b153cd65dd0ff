/** The import lines of src/ against the design's direction: who may know whom, who may use which package, and that nothing goes in circles. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, resolve } from 'node:path';
import t from 'tap';

const SRC = resolve('src');

/** The parts of src/, folders and single files, from the outside in: what each may import, types included. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  cli: ['commands', 'version'],
  commands: ['index', 'server', 'options'],
  index: ['server', 'options', 'state', 'trail'],
  // Assembles all the others, and is the only one to know them all.
  server: [
    'wire',
    'admin',
    'dispatch',
    'glue',
    'cloudtrail',
    'sts',
    'identity',
    'fault-injection',
    'outgoing',
    'notify',
    'options',
    'tls',
    'model',
    'state',
    'trail',
  ],
  outgoing: ['notify', 'context', 'options', 'state', 'trail'],
  admin: ['fault-injection', 'notify', 'options', 'version', 'model', 'state', 'trail'],
  wire: ['dispatch', 'identity', 'call', 'forms', 'model', 'state'],
  dispatch: ['fault-injection', 'context', 'call', 'faults', 'identity', 'model', 'state', 'trail'],
  'fault-injection': ['options', 'call', 'model', 'state'],
  glue: ['kinds', 'faults', 'context', 'model', 'state'],
  // The only service whose subject is the trail itself.
  cloudtrail: ['kinds', 'faults', 'context', 'model', 'state', 'trail'],
  sts: ['faults', 'context', 'model'],
  kinds: ['faults', 'context', 'model', 'state'],
  trail: ['call', 'forms', 'model', 'state'],
  // Tells others what was recorded, delivered and changed.
  notify: ['kinds', 'context', 'options', 'state', 'trail'],
  identity: ['call', 'forms'],
  faults: ['call', 'model'],
  context: ['call', 'state'],
  call: ['model'],
  tls: ['options'],
  options: [],
  model: [],
  state: [],
  forms: [],
  version: [],
};

/** Single files that may import one file or package more, and why. */
const EXCEPTIONS: readonly [from: string, to: string, why: string][] = [
  ['glue/index', 'dispatch', 'a service hands its operations to the dispatcher in the form that this declares'],
  ['cloudtrail/index', 'dispatch', 'the same'],
  ['sts/index', 'dispatch', 'the same'],
  ['options', 'trail/event-version', 'the versions there are make the values of an option'],
  ['options', 'trail/null-responses', 'so do the choices of responses'],
  ['options', 'trail/bucket/object-path', "what is a bucket's name makes the values of an option"],
  ['commands/validate', 'trail/digest-check', 'it looks at a folder without a server'],
  ...['wire/s3-view', 'wire/s3-view/list-objects', 'wire/s3-view/object-answer'].map(
    (file): [string, string, string] => [file, 'trail/bucket/folder-reader', 'it shows what lies in the buckets'],
  ),
];

/** Packages that only these parts may use; `type` for types alone. */
const PACKAGES: Record<string, Record<string, 'value' | 'type'>> = {
  '@aws-sdk/client-glue': { model: 'type', faults: 'type', commands: 'value', glue: 'type' },
  '@aws-sdk/client-cloudtrail': { model: 'type', cloudtrail: 'type', trail: 'type' },
  '@aws-sdk/client-sts': { model: 'type' },
  '@aws-sdk/client-s3': { trail: 'value' },
  '@aws-sdk/client-sns': { notify: 'value' },
  '@aws-sdk/client-eventbridge': { notify: 'value' },
  '@smithy/core': { model: 'value', commands: 'value' },
  fastify: { server: 'value', wire: 'type', admin: 'type' },
  '@fastify/type-provider-typebox': { admin: 'type' },
  lmdb: { state: 'value' },
  hyparquet: { glue: 'value' },
  papaparse: { glue: 'value' },
  commander: { cli: 'value', commands: 'value' },
};

interface Import {
  /** Path in src/ without its ending. */
  from: string;
  /** The same for what stands in src/, otherwise the package. */
  to: string;
  isLocal: boolean;
  isType: boolean;
}

const FROM = /^(?:import|export)\s+(type\s)?[^;'"]*?from\s+'([^']+)'/gm;
const BARE = /^import\s+'([^']+)'/gm;
const DYNAMIC = /\bimport\('([^']+)'\)/g;

function importsOf(path: string): Import[] {
  const text = readFileSync(path, 'utf8');
  const found = [
    ...Array.from(text.matchAll(FROM), ([, type, target = '']) => ({ target, isType: type !== undefined })),
    ...[BARE, DYNAMIC].flatMap((form) =>
      Array.from(text.matchAll(form), ([, target = '']) => ({ target, isType: false })),
    ),
  ];
  return found.map(({ target, isType }) => {
    const isLocal = target.startsWith('.');
    return {
      from: moduleOf(path),
      to: isLocal ? moduleOf(normalize(join(dirname(path), target))) : target,
      isLocal,
      isType,
    };
  });
}

function moduleOf(path: string): string {
  return relative(SRC, path).replace(/\.[jt]s$/, '');
}

const partOf = (module: string) => module.split('/')[0] ?? module;

const FILES = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
const IMPORTS = FILES.flatMap((path) => importsOf(join(SRC, path)));

t.test('the import lines are read', async (t) => {
  t.ok(FILES.length > 50 && IMPORTS.length > 300, `${IMPORTS.length} imports of ${FILES.length} files`);
  const modules = new Set(FILES.map((path) => moduleOf(join(SRC, path))));
  for (const { from, to, isLocal } of IMPORTS)
    if (isLocal) t.ok(modules.has(to) || to.endsWith('.json'), `${from} imports ${to}`);
});

t.test('every part of src/ has its place in the design', async (t) => {
  t.same([...new Set(FILES.map((path) => partOf(path.replace(/\.ts$/, ''))))].sort(), Object.keys(MAY_IMPORT).sort());
});

t.test('nothing imports what the design keeps from it', async (t) => {
  const isAllowed = ({ from, to }: Import) =>
    partOf(from) === partOf(to) || MAY_IMPORT[partOf(from)]?.includes(partOf(to)) || isException(from, to);
  const wrong = IMPORTS.filter((each) => each.isLocal && !isAllowed(each)).map(
    ({ from, to }) => `${from} imports ${to}`,
  );
  t.same(wrong, []);
});

function isException(from: string, to: string): boolean {
  return EXCEPTIONS.some(([file, target]) => file === from && target === to);
}

t.test('every exception is still made use of', async (t) => {
  for (const [file, target, why] of EXCEPTIONS)
    t.ok(
      IMPORTS.some(({ from, to }) => from === file && to === target),
      why,
    );
});

t.test('a package is used where the design has it, and nowhere else', async (t) => {
  const wrong = IMPORTS.filter(({ from, to, isType }) => {
    const users = Object.entries(PACKAGES).find(([name]) => to === name || to.startsWith(`${name}/`))?.[1];
    const use = users?.[partOf(from)];
    return users !== undefined && use !== 'value' && !(use === 'type' && isType) && !isException(from, to);
  });
  t.same(
    wrong.map(({ from, to, isType }) => `${from} imports ${isType ? 'type ' : ''}${to}`),
    [],
  );
});

t.test('what only some servers need is loaded when one does', async (t) => {
  for (const path of FILES) {
    const values = readFileSync(join(SRC, path), 'utf8').matchAll(FROM);
    for (const [, type, target = ''] of values)
      if (/^@aws-sdk\/client-(s3|sns|eventbridge)$/.test(target)) t.ok(type, `${path} imports types of ${target}`);
  }
});

t.test('no import leads back to where it comes from, types apart', async (t) => {
  const targets = new Map<string, string[]>();
  for (const { from, to, isLocal, isType } of IMPORTS)
    if (isLocal && !isType) targets.set(from, [...(targets.get(from) ?? []), to]);
  t.same(cycles(targets), []);
});

/** Each circle once, as the path that closes it. */
function cycles(targets: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (module: string, path: readonly string[]): void => {
    if (path.includes(module)) found.push([...path.slice(path.indexOf(module)), module].join(' → '));
    if (path.includes(module) || done.has(module)) return;
    for (const target of targets.get(module) ?? []) visit(target, [...path, module]);
    done.add(module);
  };
  for (const module of targets.keys()) visit(module, []);
  return found;
}
