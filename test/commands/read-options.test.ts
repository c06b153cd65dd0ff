import { join } from 'node:path';
import t from 'tap';
import { flagName, readOptions, strangeVariables, variableName } from '../../src/commands/read-options.js';

t.test('flags win over the environment, that over the config file, that over the defaults', async (t) => {
  const config = join(
    t.testdir({ 'gluetrail.json': '{"port":1,"host":"::1","account":"111122223333","seed":4}' }),
    'gluetrail.json',
  );
  const env = { GLUETRAIL_PORT: '2', GLUETRAIL_HOST: '::2', GLUETRAIL_CONFIG: config };
  t.match(readOptions({ port: '3' }, env), {
    port: 3,
    host: '::2',
    account: '111122223333',
    seed: 4,
    auth: 'identify',
  });
  t.equal(readOptions({ config }, {}).port, 1, 'the file may be named by a flag');
});

t.test('the flag for the config file wins over its variable', async (t) => {
  const folder = t.testdir({ 'a.json': '{"port":1}', 'b.json': '{"port":2}' });
  t.equal(readOptions({ config: join(folder, 'a.json') }, { GLUETRAIL_CONFIG: join(folder, 'b.json') }).port, 1);
});

t.test('an option is spelled three ways', async (t) => {
  t.equal(flagName('bucketDir'), '--bucket-dir');
  t.equal(variableName('bucketDir'), 'GLUETRAIL_BUCKET_DIR');
  t.equal(readOptions({ bucketDir: 'b' }, {}).bucketDir, 'b');
  t.equal(readOptions({}, { GLUETRAIL_BUCKET_DIR: 'b' }).bucketDir, 'b');
});

t.test('a flag alone says true, and its variable may be overruled', async (t) => {
  t.equal(readOptions({ trustProxy: true }, {}).trustProxy, true);
  t.equal(readOptions({ trustProxy: 'false' }, { GLUETRAIL_TRUST_PROXY: 'true' }).trustProxy, false);
});

t.test('an empty variable is one that is not set', async (t) => {
  t.equal(readOptions({}, { GLUETRAIL_PORT: '', GLUETRAIL_CONFIG: '' }).port, 4590);
});

t.test('variables that only look like options are told', async (t) => {
  const env = { GLUETRAIL_PROT: '1', GLUETRAIL_PORT: '1', GLUETRAIL_CONFIG: 'c', PORT: '1' };
  t.same(strangeVariables(env), ['GLUETRAIL_PROT']);
});

t.test('a refusal spells the option as it was given', async (t) => {
  const config = join(t.testdir({ 'c.json': '{"port":"80","prot":1}' }), 'c.json');
  t.throws(() => readOptions({ port: 'http' }, {}), { message: /^--port must be an integer/ });
  t.throws(() => readOptions({ trustProxy: 'maybe' }, {}), { message: /^--trust-proxy must be true or false/ });
  t.throws(() => readOptions({}, { GLUETRAIL_SEED: '1.5' }), { message: /^GLUETRAIL_SEED must be an integer/ });
  t.throws(() => readOptions({ config }, {}), {
    message: `port in ${config} must be an integer from 0 to 65535, not "80"`,
  });
  t.throws(() => readOptions({ config }, {}), { message: `no such option: prot in ${config}` });
});

t.test('a config file that is none is refused', async (t) => {
  const folder = t.testdir({ broken: '{"port":', list: '[]', text: '"port"', nothing: 'null' });
  for (const name of ['broken', 'absent', '.'])
    t.throws(() => readOptions({ config: join(folder, name) }, {}), {
      name: 'OptionError',
      message: /cannot be read \(--config, GLUETRAIL_CONFIG\): /,
    });
  for (const name of ['list', 'text', 'nothing'])
    t.throws(() => readOptions({ config: join(folder, name) }, {}), {
      name: 'OptionError',
      message: /must hold one JSON object$/,
    });
});
