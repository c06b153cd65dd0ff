import { once } from 'node:events';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { connect as tlsConnect } from 'node:tls';
import t from 'tap';
import { startGlueTrail } from '../src/index.js';
import { completeOptions } from '../src/options.js';
import { certificateOf } from '../src/tls.js';

const FOLDER = resolve('test/fixtures/tls');
const [CERT, KEY, OTHER_KEY] = ['cert.pem', 'key.pem', 'other-key.pem'].map((name) => join(FOLDER, name));

t.test('a certificate and its key are read', async (t) => {
  t.match(certificateOf(completeOptions({ tlsCert: CERT, tlsKey: KEY })), {
    cert: /BEGIN CERTIFICATE/,
    key: /BEGIN PRIVATE KEY/,
  });
  t.equal(certificateOf(completeOptions({})), undefined);
});

const REFUSED: [what: string, tlsCert: string | undefined, tlsKey: string | undefined, message: RegExp][] = [
  [
    'a certificate that is not there',
    join(FOLDER, 'absent'),
    KEY,
    /^the certificate \(--tls-cert\) cannot be read: ENOENT: .*absent/,
  ],
  [
    'a key that is not there',
    CERT,
    join(FOLDER, 'absent'),
    /^the private key \(--tls-key\) cannot be read: ENOENT: .*absent/,
  ],
  ['a folder', FOLDER, KEY, /^the certificate \(--tls-cert\) cannot be read: EISDIR/],
  ['a certificate that is none', KEY, KEY, /key\.pem \(--tls-cert\) must hold a certificate in PEM form: /],
  [
    'a key that is none',
    CERT,
    CERT,
    /cert\.pem \(--tls-key\) must hold the private key of .*cert\.pem, in PEM form without a passphrase: /,
  ],
  [
    'the key of another certificate',
    CERT,
    OTHER_KEY,
    /other-key\.pem \(--tls-key\) must hold the private key of .*cert\.pem, .*mismatch/,
  ],
];

for (const [what, tlsCert, tlsKey, message] of REFUSED) {
  t.test(`${what} is refused, by its option`, async (t) => {
    const error = t.throws(() => certificateOf(completeOptions({ tlsCert, tlsKey })), { name: 'OptionError' });
    t.match(error instanceof Error ? error.message : '', message);
  });
}

t.test('a certificate without a key is refused, and a key without a certificate', async (t) => {
  for (const given of [{ tlsCert: CERT }, { tlsKey: KEY }])
    t.throws(() => completeOptions(given), {
      name: 'OptionError',
      message: 'tlsCert and tlsKey must be given together',
    });
});

t.test('a server closes although somebody connected and never began to speak, or speaks no more', async (t) => {
  const server = await startGlueTrail({ tlsCert: CERT, tlsKey: KEY });
  const port = Number(new URL(server.endpoint).port);
  const silent = connect(port, '127.0.0.1');
  const idle = tlsConnect({ port, host: '127.0.0.1', rejectUnauthorized: false });
  await Promise.all([once(silent, 'connect'), once(idle, 'secureConnect')]);
  const closed = [silent, idle].map((socket) =>
    once(
      socket.on('error', () => {}),
      'close',
    ),
  );
  const begun = performance.now();
  await server.close();
  await Promise.all(closed);
  t.ok(performance.now() - begun < 1_000, 'within a second');
});

t.test('what speaks no TLS is cut off, and the server goes on', async (t) => {
  const server = await startGlueTrail({ tlsCert: CERT, tlsKey: KEY });
  t.after(() => server.close());
  await t.rejects(fetch(server.endpoint.replace('https', 'http')));
  const { port } = new URL(server.endpoint);
  const client = tlsConnect({ port: Number(port), host: '127.0.0.1', rejectUnauthorized: false });
  await t.resolves(once(client, 'secureConnect'));
  client.destroy();
});
