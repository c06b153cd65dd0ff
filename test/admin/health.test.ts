import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ListEventDataStoresCommand } from '@aws-sdk/client-cloudtrail';
import { GetDatabasesCommand } from '@aws-sdk/client-glue';
import t from 'tap';
import { CLOUDTRAIL, GLUE, STS } from '../../src/model/service.js';
import { cloudTrailClient, glueServer, START } from '../server.js';
import { ask } from './ask.js';

t.test('health says what serves and how deliveries are doing', async (t) => {
  const { server, glue } = await glueServer(t, { account: '210987654321', eventVersion: '1.08' });
  await glue.send(new GetDatabasesCommand({}));
  const { status, body } = await ask(server, '/health');
  t.equal(status, 200);
  t.match(body, {
    status: 'ok',
    version: /^\d+\.\d+\.\d+/,
    endpoint: server.endpoint,
    account: '210987654321',
    eventVersion: '1.08',
    operations: { modelled: GLUE.operations.size + CLOUDTRAIL.operations.size + STS.operations.size },
    recordedEvents: 1,
    trails: [{ trail: 'arn:aws:cloudtrail:us-east-1:210987654321:trail/default', undelivered: 1 }],
  });
  t.ok(body.uptimeSeconds > 0 && body.uptimeSeconds < 60);
  t.ok(body.operations.served > 50 && body.operations.served <= body.operations.modelled);
});

t.test('an operation that is not served counts among those of the model only', async (t) => {
  const { server } = await glueServer(t);
  const { served, modelled } = (await ask(server, '/health')).body.operations;
  t.ok(served < modelled);
  const lake = cloudTrailClient(t, server).send(new ListEventDataStoresCommand({}));
  await t.rejects(lake, { name: 'UnsupportedOperationException' });
});

t.test('a bucket that cannot be written degrades health until it can, and costs no event', async (t) => {
  const folder = join(t.testdir({}), 'buckets');
  await writeFile(folder, 'a file where the folder should be');
  const { server, glue } = await glueServer(t, { bucketDir: folder });
  await glue.send(new GetDatabasesCommand({}));
  t.equal((await ask(server, '/flush', '')).status, 503);
  const degraded = await ask(server, '/health');
  t.equal(degraded.status, 200);
  t.match(degraded.body, {
    status: 'degraded',
    trails: [
      { trail: /trail\/default$/, undelivered: 1, lastError: /buckets/, lastAttemptTime: '2026-01-01T00:00:00.000Z' },
    ],
  });
  await glue.send(new GetDatabasesCommand({}));

  await rm(folder);
  t.match((await ask(server, '/flush', '')).status, 200);
  const { body } = await ask(server, '/health');
  t.match(body, { status: 'ok', trails: [{ undelivered: 0, lastSuccessTime: new Date(START).toISOString() }] });
  t.notOk('lastError' in body.trails[0]);
});

t.test('digests that cannot be written degrade health, and catch up', async (t) => {
  const folder = t.testdir({});
  const { server, glue } = await glueServer(t, { bucketDir: folder });
  const digests = join(folder, 'trail-logs', 'AWSLogs', '123456789012', 'CloudTrail-Digest');
  await mkdir(join(digests, '..'), { recursive: true });
  await writeFile(digests, 'a file where the folder should be');
  await glue.send(new GetDatabasesCommand({}));
  await server.clock.advance('1h');
  const degraded = (await ask(server, '/health')).body;
  t.match(degraded, { status: 'degraded', trails: [{ undelivered: 0, lastDigestError: /CloudTrail-Digest/ }] });
  t.notOk('lastError' in degraded.trails[0], 'log files are delivered');
  t.match(await cloudTrailClient(t, server).getTrailStatus({ Name: 'default' }), {
    LatestDeliveryTime: new Date(Date.parse(START) + 3_600_000),
    LatestDigestDeliveryError: /\w/,
    LatestDigestDeliveryTime: undefined,
  });

  await rm(digests);
  await server.clock.advance('1h');
  const { body } = await ask(server, '/health');
  t.equal(body.status, 'ok');
  t.notOk('lastDigestError' in body.trails[0]);
});

t.test('digests that need not be written any more degrade nothing', async (t) => {
  const folder = t.testdir({});
  const { server } = await glueServer(t, { bucketDir: folder });
  const cloudtrail = cloudTrailClient(t, server);
  const digests = join(folder, 'audit-logs', 'AWSLogs', '123456789012', 'CloudTrail-Digest');
  await mkdir(join(digests, '..'), { recursive: true });
  await writeFile(digests, 'a file where the folder should be');
  await cloudtrail.createTrail({ Name: 'audit', S3BucketName: 'audit-logs', EnableLogFileValidation: true });
  await cloudtrail.putEventSelectors({ TrailName: 'audit', EventSelectors: [{ ReadWriteType: 'ReadOnly' }] });
  await cloudtrail.startLogging({ Name: 'audit' });
  await server.clock.advance('1m');
  await server.clock.advance('2h');
  t.equal((await ask(server, '/health')).body.status, 'degraded');
  await cloudtrail.updateTrail({ Name: 'audit', EnableLogFileValidation: false });
  await server.clock.advance('1h');
  t.equal((await ask(server, '/health')).body.status, 'ok');
});
