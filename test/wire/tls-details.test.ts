import { readFileSync } from 'node:fs';
import { Agent, type RequestOptions, request } from 'node:https';
import type { SecureVersion } from 'node:tls';
import { Glue } from '@aws-sdk/client-glue';
import t, { type Test } from 'tap';
import type { CloudTrailRecord, GlueTrail, GlueTrailOptions } from '../../src/index.js';
import { EVENT_VERSIONS, has } from '../../src/trail/event-version.js';
import { glueServer } from '../server.js';
import { authorization, SCOPE } from './exchange.js';

const CERT = 'test/fixtures/tls/cert.pem';
const KEY = 'test/fixtures/tls/key.pem';
const CA = readFileSync(CERT);

async function tlsServer(t: Test, options: GlueTrailOptions = {}): Promise<GlueTrail> {
  const { server } = await glueServer(t, { tlsCert: CERT, tlsKey: KEY, eventVersion: '1.11', ...options });
  return server;
}

/** What the record of a call says of its TLS, made by the SDK with a connection of its own. */
async function detailsOf(
  t: Test,
  server: GlueTrail,
  agent: Partial<Agent['options']> = {},
): Promise<CloudTrailRecord['tlsDetails']> {
  const requestHandler = { httpsAgent: new Agent({ ca: CA, ...agent }) };
  const { endpoint, credentials } = server;
  const glue = new Glue({ endpoint, credentials, region: 'us-east-1', maxAttempts: 1, requestHandler });
  t.after(() => glue.destroy());
  await glue.getDatabases({});
  return server.events().at(-1)?.tlsDetails;
}

/** What a client insists on, and how AWS spells it. */
const NEGOTIATED: [version: SecureVersion, ciphers: string, tlsVersion: string, cipherSuite: string][] = [
  ['TLSv1.3', 'TLS_AES_128_GCM_SHA256', 'TLSv1.3', 'TLS_AES_128_GCM_SHA256'],
  ['TLSv1.3', 'TLS_CHACHA20_POLY1305_SHA256', 'TLSv1.3', 'TLS_CHACHA20_POLY1305_SHA256'],
  ['TLSv1.2', 'ECDHE-ECDSA-AES128-GCM-SHA256', 'TLSv1.2', 'ECDHE-ECDSA-AES128-GCM-SHA256'],
];

t.test('a record says which TLS its call came with', async (t) => {
  const server = await tlsServer(t);
  t.match(server.endpoint, /^https:\/\/127\.0\.0\.1:\d+$/);
  for (const [version, ciphers, tlsVersion, cipherSuite] of NEGOTIATED) {
    const details = await detailsOf(t, server, { minVersion: version, maxVersion: version, ciphers });
    t.same(details, { tlsVersion, cipherSuite, clientProvidedHostHeader: new URL(server.endpoint).host });
    t.equal(Object.keys(details ?? {}).join(), 'tlsVersion,cipherSuite,clientProvidedHostHeader');
  }
});

t.test('a client that insists on nothing gets what it gets of AWS', async (t) => {
  t.match(await detailsOf(t, await tlsServer(t)), { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256' });
});

t.test('records of versions before tlsDetails lack it, and those of calls without TLS', async (t) => {
  for (const eventVersion of EVENT_VERSIONS) {
    const details = await detailsOf(t, await tlsServer(t, { eventVersion }));
    t.equal(details !== undefined, has(eventVersion, 'tlsDetails'), eventVersion);
    const { server, glue } = await glueServer(t, { eventVersion });
    await glue.getDatabases({});
    t.notOk('tlsDetails' in (server.events()[0] ?? {}), `${eventVersion}, plain`);
  }
});

t.test('the host is the one of the call, also where a connection has calls to several', async (t) => {
  const server = await tlsServer(t);
  const agent = new Agent({ ca: CA, servername: 'localhost', keepAlive: true, maxSockets: 1 });
  t.after(() => agent.destroy());
  const hosts = ['glue.us-east-1.amazonaws.com', 'localhost:1', 'glue.us-east-1.amazonaws.com'];
  for (const host of hosts) t.equal(await statusOf(server, { agent, headers: { ...HEADERS, host } }), 200);
  const records = server.events();
  t.same(
    records.map(({ tlsDetails }) => tlsDetails?.clientProvidedHostHeader),
    hosts,
  );
  t.equal(Object.values(agent.freeSockets).flat().length, 1, 'one connection');
});

const HEADERS = {
  'content-type': 'application/x-amz-json-1.1',
  'x-amz-target': 'AWSGlue.GetDatabases',
  authorization: authorization(`AKIAEXAMPLE/${SCOPE}`),
  'x-amz-date': '20260101T000000Z',
};

function statusOf({ endpoint }: GlueTrail, options: RequestOptions): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(endpoint, { method: 'POST', ...options }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode));
    })
      .on('error', reject)
      .end('{}');
  });
}
