import t from 'tap';
import { completeOptions, milliseconds, OptionError, optionDescriptions } from '../src/options.js';

t.test('what is not given has its default', async (t) => {
  t.match(completeOptions({}), { port: 4590, host: '127.0.0.1', bucketDir: './buckets', eventVersion: '1.05' });
  t.notOk('dataDir' in completeOptions({}), 'an option without a default stays out');
  t.equal(completeOptions({ port: 1, host: undefined }).port, 1);
});

/** A value that each option refuses, and one at a bound that it takes. */
const BOUNDS: Record<string, { refused: unknown[]; taken: unknown }> = {
  port: { refused: [-1, 65_536, 1.5, '80', null], taken: 65_535 },
  host: { refused: ['', 1], taken: '::1' },
  bucketDir: { refused: [''], taken: '.' },
  dataDir: { refused: ['', null], taken: '.' },
  deliveryInterval: { refused: ['0s', '9ms', '25h', '5 s', 'soon', 5, '1e3'], taken: '10ms' },
  eventVersion: { refused: ['1.06', 1.08], taken: '1.11' },
  account: { refused: ['12345678901', '1234567890123', 123456789012], taken: '000000000000' },
  auth: { refused: ['verify', 'none'], taken: 'identify' },
  trustProxy: { refused: ['true', 1], taken: true },
  runDuration: { refused: ['-1s', '366d'], taken: '0s' },
  bodyLimit: { refused: [1023, 268_435_457], taken: 268_435_456 },
  historyLimit: { refused: [0], taken: 1 },
  seed: { refused: [-1, 0.5], taken: 0 },
  logLevel: { refused: ['verbose'], taken: 'silent' },
};

t.same(
  Object.keys(BOUNDS).sort(),
  optionDescriptions.map(({ name }) => name).sort(),
  'every option has its bounds here',
);

for (const { name, allowed } of optionDescriptions) {
  const { refused = [], taken } = BOUNDS[name] ?? {};
  t.test(`${name} must be ${allowed}`, async (t) => {
    t.match(completeOptions({ [name]: taken }), { [name]: taken });
    for (const value of refused)
      t.throws(() => completeOptions({ [name]: value }), {
        name: 'OptionError',
        message: `${name} must be ${allowed}, not ${JSON.stringify(value)}`,
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
