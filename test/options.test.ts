import t from 'tap';
import { completeOptions, milliseconds, OptionError, type Options, optionDescriptions } from '../src/options.js';

t.test('what is not given has its default', async (t) => {
  t.match(completeOptions({}), { port: 4590, host: '127.0.0.1', bucketDir: './buckets', eventVersion: '1.05' });
  t.notOk('dataDir' in completeOptions({}), 'an option without a default stays out');
  t.equal(completeOptions({ port: 1, host: undefined }).port, 1);
});

/** Values that each option refuses, one at a bound that it takes, and what it cannot be without. */
const BOUNDS: Record<string, { refused: unknown[]; taken: unknown; needs?: Partial<Options> }> = {
  port: { refused: [-1, 65_536, 1.5, '80', null], taken: 65_535 },
  host: { refused: ['', 1], taken: '::1' },
  bucketDir: { refused: [''], taken: '.' },
  s3Endpoint: { refused: ['', 'AWS', 'localhost:9000', 's3://logs'], taken: 'http://localhost:9000' },
  s3Bucket: { refused: ['', 'a', 'Logs', 'a/b'], taken: 'my.logs', needs: { s3Endpoint: 'aws' } },
  dataDir: { refused: ['', null], taken: '.' },
  deliveryInterval: { refused: ['0s', '9ms', '25h', '5 s', 'soon', 5, '1e3'], taken: '10ms' },
  eventVersion: { refused: ['1.06', 1.08], taken: '1.11' },
  account: { refused: ['12345678901', '1234567890123', 123456789012], taken: '000000000000' },
  auth: { refused: ['verify', 'none'], taken: 'identify' },
  responses: { refused: ['null', true], taken: 'read-only' },
  tlsCert: { refused: ['', true], taken: 'cert.pem', needs: { tlsKey: 'key.pem' } },
  tlsKey: { refused: ['', 1], taken: 'key.pem', needs: { tlsCert: 'cert.pem' } },
  trustProxy: { refused: ['true', 1], taken: true },
  runDuration: { refused: ['-1s', '366d'], taken: '0s' },
  bodyLimit: { refused: [1023, 268_435_457], taken: 268_435_456 },
  historyLimit: { refused: [0], taken: 1 },
  seed: { refused: [-1, 0.5], taken: 0 },
  snsEndpoint: { refused: ['', 'sns', 'localhost:4566'], taken: 'aws' },
  eventbridgeEndpoint: { refused: ['AWS', 'ftp://localhost'], taken: 'http://127.0.0.1:4566' },
  eventbridgeBus: { refused: ['', 'my bus'], taken: 'arn:aws:events:us-east-1:123456789012:event-bus/mine' },
  webhook: { refused: ['', 'aws', 'localhost', 'ftp://me:secret@localhost/'], taken: 'https://me:secret@localhost/' },
  webhookKinds: { refused: ['', 'calls', 'api-call,', 'log-file api-call'], taken: 'api-call,log-file' },
  notifyReads: { refused: ['yes', 1], taken: true },
  logLevel: { refused: ['verbose'], taken: 'silent' },
};

t.same(
  Object.keys(BOUNDS).sort(),
  optionDescriptions.map(({ name }) => name).sort(),
  'every option has its bounds here',
);

for (const { name, allowed, secret } of optionDescriptions) {
  const { refused = [], taken, needs } = BOUNDS[name] ?? {};
  t.test(`${name} must be ${allowed}`, async (t) => {
    t.match(completeOptions({ ...needs, [name]: taken }), { [name]: taken });
    for (const value of refused)
      t.throws(() => completeOptions({ ...needs, [name]: value }), {
        name: 'OptionError',
        message: `${name} must be ${allowed}${secret ? '' : `, not ${JSON.stringify(value)}`}`,
      });
  });
}

t.test('all that is wrong is told at once', async (t) => {
  const given = { prot: 1, port: 'http', ['__proto__']: 2, auth: 'verify' };
  const error = t.throws(() => completeOptions(given, (name) => `--${name}`), OptionError);
  const lines = error instanceof OptionError ? error.message.split('\n') : [];
  t.match(lines, [
    /^no such option: --prot, --__proto__; the options are port, host, /,
    '--port must be an integer from 0 to 65535, not "http"',
    '--auth must be identify, not "verify"',
  ]);
});

t.test('a bucket in S3 needs to know where S3 is, and Amazon whose bucket', async (t) => {
  const spelling = (name: string) => `--${name}`;
  t.throws(() => completeOptions({ s3Bucket: 'logs' }, spelling), {
    message: '--s3Bucket needs --s3Endpoint: a URL, or aws',
  });
  t.throws(() => completeOptions({ s3Endpoint: 'aws' }, spelling), { message: /^--s3Endpoint aws needs --s3Bucket: / });
});

t.test('durations are read with their unit, seconds without one', async (t) => {
  const durations = {
    '500ms': 500,
    '5s': 5_000,
    '1.5': 1_500,
    '10m': 600_000,
    '2h': 7_200_000,
    '1d': 86_400_000,
    '0': 0,
  };
  for (const [text, ms] of Object.entries(durations)) t.equal(milliseconds(text), ms, text);
  for (const text of ['', 's', '5 s', '-1s', '1w', 'Infinity']) t.throws(() => milliseconds(text), TypeError, text);
});
