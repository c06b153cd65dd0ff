import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import t, { type Test } from 'tap';
import type { Operation } from '../../src/model/operations.js';
import { GLUE } from '../../src/model/service.js';
import type { Member, Shape } from '../../src/model/shapes.js';
import { completeOptions } from '../../src/options.js';
import { Server } from '../../src/server.js';
import { Clock } from '../../src/state/clock.js';
import { isHidden } from '../../src/trail/redaction.js';
import { fullestInput } from '../contract/fullest-input.js';
import { smallestValue } from '../contract/smallest-input.js';
import { authorization, SCOPE } from '../wire/exchange.js';

/** Must never be seen again. In lower case, for names are folded, and of letters that every pattern takes. */
const CANARY = 'canary7f3a';
const CANARY_FORMS = new RegExp(`${CANARY}|${Buffer.from(CANARY).toString('base64').slice(0, 12)}`, 'i');

/** What may never be printed, by name: written down here so that no change of the model or the code takes something off the list. */
const SECRET_MEMBERS = [
  'ConnectionProperties',
  'SparkProperties',
  'AthenaProperties',
  'PythonProperties',
  'Password',
  'CustomAuthenticationCredentials',
  'UserManagedClientApplicationClientSecret',
  'AccessToken',
  'RefreshToken',
  'JwtToken',
  'AuthorizationCode',
  'CodeGenConfigurationNodes',
];

/** A structure of such a name describes what a password is like, as RegisterConnectionType does. */
const isNamedSecret = ({ name, shape }: Member) => SECRET_MEMBERS.includes(name) && shape.kind !== 'structure';
const isSecret = (member: Member): boolean => isNamedSecret(member) || isHidden(member);

function inputMembers(shape: Shape, met = new Set<Shape>()): Member[] {
  if (met.has(shape)) return [];
  met.add(shape);
  if (shape.kind === 'list') return inputMembers(shape.element, met);
  if (shape.kind === 'map') return inputMembers(shape.value, met);
  if (shape.kind !== 'structure') return [];
  return [...shape.members.values()].flatMap((member) => [member, ...inputMembers(member.shape, met)]);
}

const SECRET_OPERATIONS = [...GLUE.operations.values()].filter(({ input }) => inputMembers(input).some(isSecret));

t.test('every secret of the model is hidden', async (t) => {
  const members = [...GLUE.operations.values()].flatMap(({ input }) => inputMembers(input));
  for (const name of SECRET_MEMBERS) {
    const named = members.filter((member) => member.name === name && isNamedSecret(member));
    t.ok(named.length > 0 && named.every(isHidden), name);
  }
  t.same(SECRET_OPERATIONS.map(({ name }) => name).sort(), [
    'CreateConnection',
    'CreateJob',
    'PublishDataQualityResultV2',
    'RegisterConnectionType',
    'TestConnection',
    'UpdateConnection',
    'UpdateJob',
    'UpdateJobFromSourceControl',
    'UpdateSourceControlFromJob',
  ]);
});

/** A value for a secret member with the canary in all of it: keys that the model does not list, values, elements. */
function canaryValue(shape: Shape, text: string, open: Shape[] = []): unknown {
  if (shape.kind === 'structure') {
    const members = [...shape.members.values()].filter((each) => !open.includes(each.shape));
    return Object.fromEntries(members.map((each) => [each.name, canaryValue(each.shape, text, [...open, shape])]));
  }
  if (shape.kind === 'list') return open.includes(shape.element) ? [] : [canaryValue(shape.element, text, open)];
  if (shape.kind === 'map') {
    const value = canaryValue(shape.value, text, open);
    const isListed = shape.key.constraint?.enum !== undefined && text === CANARY;
    return { PASSWORD: value, ...(!isListed && { [text]: value }) };
  }
  if (shape.kind === 'string') return text;
  return shape.kind === 'blob' ? Buffer.from(text).toString('base64') : smallestValue(shape);
}

type Fill = (member: Member) => unknown;

/** Values of secret members: as the model wants them, and wrong in every way that has a message of its own. */
const FILLS = {
  valid: ({ shape }) => canaryValue(shape, CANARY),
  'too long': ({ shape }) => canaryValue(shape, CANARY.repeat(200)),
  'with characters that a pattern refuses': ({ shape }) => canaryValue(shape, `${CANARY}\u0000\n`),
  'of text': () => CANARY,
  'a list': () => [CANARY, [CANARY]],
  'an object in objects': () => ({ [CANARY]: { [CANARY]: { [CANARY]: CANARY } } }),
  'a list of objects': () => [{ [CANARY]: CANARY }],
  'a map of lists': () => ({ PASSWORD: [CANARY], [CANARY]: [CANARY] }),
  'a map of many entries': () => Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`${CANARY}${i}`, CANARY])),
} satisfies Record<string, Fill>;

const filled = (fill: Fill, validUnions: boolean) => ({
  validUnions,
  member: (member: Member) => (isSecret(member) ? fill(member) : undefined),
});

/** Bodies of an operation in which the canary stands in every secret member. */
function* bodiesOf(operation: Operation): Generator<string> {
  for (const fill of Object.values(FILLS)) {
    for (const validUnions of [true, false]) yield JSON.stringify(fullestInput(operation, filled(fill, validUnions)));
  }
  const input = fullestInput(operation, filled(FILLS.valid, true));
  yield JSON.stringify(input).slice(0, -1);
  for (const name of Object.keys(input)) {
    yield JSON.stringify({ ...input, [name]: undefined });
    if (!SECRET_MEMBERS.includes(name)) yield JSON.stringify({ ...input, [name]: 7 });
  }
}

interface Watched {
  send: (operation: string, body: string) => Promise<{ status: number; text: string }>;
  /** All that was logged and recorded so far. */
  seen: () => Promise<string>;
  logged: () => string;
}

/** A server that logs all that it can log, and everything that it lets out beside its answers. */
async function watched(t: Test): Promise<Watched> {
  const lines: string[] = [];
  const logStream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const bucketDir = t.testdir();
  const server = new Server(completeOptions({ logLevel: 'trace', bucketDir }), { clock: new Clock(0), logStream });
  const endpoint = await server.listen({ port: 0, host: '127.0.0.1' });
  t.after(() => server.close());
  const headers = {
    'content-type': 'application/x-amz-json-1.1',
    authorization: authorization(`AKID/${SCOPE}`),
    'x-amz-date': '20260101T000000Z',
  };
  return {
    send: async (operation, body) => {
      const answer = await fetch(endpoint, {
        method: 'POST',
        headers: { ...headers, 'x-amz-target': `AWSGlue.${operation}` },
        body,
      });
      return { status: answer.status, text: await answer.text() };
    },
    logged: () => lines.join(''),
    seen: async () => {
      const files = await server.flush();
      const contents = await Promise.all(files.map(({ bucket, key }) => readFile(join(bucketDir, bucket, key))));
      const records = Array.from(server.events(), ({ json }) => json);
      return [...lines, ...records, ...contents.map((content) => String(gunzipSync(content)))].join('\n');
    },
  };
}

for (const operation of SECRET_OPERATIONS) {
  t.test(
    `no secret of ${operation.name} is ever recorded, logged or told in an error, whatever is wrong with the call`,
    async (t) => {
      const { send, seen, logged } = await watched(t);
      const codes = new Set<string>();
      let count = 0;
      for (const body of bodiesOf(operation)) {
        if (!CANARY_FORMS.test(body)) continue;
        const { status, text } = await send(operation.name, body);
        const leaks = CANARY_FORMS.test(text);
        if (leaks || status === 500) t.fail(`${status} ${text.slice(0, 300)} for ${body.slice(0, 300)}`);
        codes.add(JSON.parse(text).__type ?? 'success');
        count += 1;
      }
      t.ok(codes.has('SerializationException') && codes.has('ValidationException'), [...codes].join(', '));
      const everything = await seen();
      t.ok(everything.split('"eventName"').length > count, `${count} calls were recorded`);
      t.notOk(
        CANARY_FORMS.test(everything),
        everything.match(new RegExp(`.{0,200}${CANARY}`, 'i'))?.[0] ?? 'not to be seen',
      );
      t.ok(logged().length > 0, 'while the log is not empty');
    },
  );
}

const CONNECTION = {
  ConnectionType: 'JDBC',
  ConnectionProperties: { USERNAME: CANARY, PASSWORD: CANARY },
};
const JDBC = { ...CONNECTION.ConnectionProperties, JDBC_CONNECTION_URL: `jdbc:${CANARY}` };

/** As Terraform's provider writes it: properties that the type has beside the listed ones, in a text. */
const SNOWFLAKE = {
  ConnectionType: 'SNOWFLAKE',
  ConnectionProperties: {
    SparkProperties: JSON.stringify({ sfUser: CANARY, sfPassword: CANARY }),
    ENFORCE_SSL: CANARY,
  },
};

/** A connection's life, in order; the answers of those that read it hold the secret, as they should. */
const LIFE: [operation: string, input: object, status: number][] = [
  ['CreateConnection', { ConnectionInput: { Name: 'c', ...CONNECTION } }, 200],
  ['CreateConnection', { ConnectionInput: { Name: 'c', ...CONNECTION } }, 400],
  ['GetConnection', { Name: 'c' }, 200],
  ['GetConnection', { Name: 'c', HidePassword: true }, 200],
  ['GetConnections', {}, 200],
  ['TestConnection', { ConnectionName: 'c' }, 400],
  ['UpdateConnection', { Name: 'c', ConnectionInput: { Name: 'c', ...CONNECTION, ConnectionProperties: JDBC } }, 200],
  ['UpdateConnection', { Name: 'c', ConnectionInput: { Name: 'other', ...CONNECTION } }, 400],
  ['UpdateConnection', { Name: 'nope', ConnectionInput: { Name: 'nope', ...CONNECTION } }, 400],
  ['TestConnection', { ConnectionName: 'c' }, 200],
  ['TestConnection', { TestConnectionInput: { ...CONNECTION, ConnectionProperties: JDBC } }, 200],
  ['TestConnection', { TestConnectionInput: { ConnectionType: 'KAFKA', ConnectionProperties: JDBC } }, 400],
  ['CreateConnection', { ConnectionInput: { Name: 's', ...SNOWFLAKE } }, 200],
  ['CreateConnection', { ConnectionInput: { Name: 's', ...SNOWFLAKE } }, 400],
  ['GetConnection', { Name: 's', HidePassword: true }, 200],
  ['UpdateConnection', { Name: 's', ConnectionInput: { Name: 's', ...SNOWFLAKE } }, 200],
  ['TestConnection', { ConnectionName: 's' }, 400],
  ['BatchDeleteConnection', { ConnectionNameList: ['c', 'nope'] }, 200],
  ['GetConnections', { ConnectionProperties: { PASSWORD: CANARY } }, 200],
  ['GetDatabases', { ConnectionInput: CONNECTION }, 200],
];

t.test('the secrets of a connection are recorded and logged at no time of its life', async (t) => {
  const { send, seen } = await watched(t);
  for (const [operation, input, expected] of LIFE) {
    const { status, text } = await send(operation, JSON.stringify(input));
    t.equal(status, expected, `${operation} ${text}`);
    if (status === 400) t.notMatch(text, CANARY_FORMS);
  }
  await send('CreateConnection', `{"ConnectionInput":{"ConnectionProperties":{"PASSWORD":"${CANARY}"`);
  await send('Nope', JSON.stringify({ ConnectionInput: CONNECTION }));
  await send(
    'CreateConnection',
    `{"ConnectionInput":{"ConnectionProperties":{"PASSWORD":"${CANARY.repeat(2_000_000)}"}}}`,
  );
  t.notMatch(await seen(), CANARY_FORMS);
});
