/** Who the caller is, through the real SDK client, and what the trail says of the question. */
import { STS } from '@aws-sdk/client-sts';
import t, { type Test } from 'tap';
import type { GlueTrail } from '../../src/index.js';
import { glueServer } from '../server.js';

const TARGET_ROLE = { RoleArn: 'arn:aws:iam::123456789012:role/reader', RoleSessionName: 'me' };

function stsClient(t: Test, server: GlueTrail, accessKeyId = server.credentials.accessKeyId): STS {
  const credentials = { ...server.credentials, accessKeyId };
  const sts = new STS({ endpoint: server.endpoint, credentials, region: 'us-east-1', maxAttempts: 1 });
  t.after(() => sts.destroy());
  return sts;
}

const CALLERS: [accessKeyId: string, identity: { UserId: string | RegExp; Account: string; Arn: string }][] = [
  [
    'AKIAIOSFODNN7EXAMPLE',
    { UserId: 'AKIAIOSFODNN7EXAMPLE', Account: '123456789012', Arn: 'arn:aws:iam::123456789012:user/johndoe' },
  ],
  ['alice', { UserId: /^AIDA[A-Z2-7]{17}$/, Account: '123456789012', Arn: 'arn:aws:iam::123456789012:user/alice' }],
  ['210987654321', { UserId: '210987654321', Account: '210987654321', Arn: 'arn:aws:iam::210987654321:root' }],
];

for (const [accessKeyId, identity] of CALLERS) {
  t.test(`${accessKeyId} is told who it is, as its records say it`, async (t) => {
    const { server } = await glueServer(t);
    const told = await stsClient(t, server, accessKeyId).getCallerIdentity({});
    t.match(told, identity);
    const [record] = server.events();
    t.match(record?.userIdentity, { arn: told.Arn, principalId: told.UserId, accountId: told.Account });
    t.equal(record?.requestID, told.$metadata.requestId);
  });
}

t.test('the question leaves the record of a read', async (t) => {
  const { server } = await glueServer(t, { eventVersion: '1.08' });
  await stsClient(t, server).getCallerIdentity({});
  t.match(server.events(), [
    {
      eventSource: 'sts.amazonaws.com',
      eventName: 'GetCallerIdentity',
      awsRegion: 'us-east-1',
      requestParameters: null,
      responseElements: null,
      readOnly: true,
      eventType: 'AwsApiCall',
    },
  ]);
});

t.test('a call that asks for credentials is refused, and recorded with what it asked for', async (t) => {
  const { server } = await glueServer(t, { eventVersion: '1.08' });
  const Tags = [
    { Key: 'team', Value: 'data' },
    { Key: 'cost', Value: '' },
  ];
  const asked = stsClient(t, server).assumeRole({ ...TARGET_ROLE, DurationSeconds: 900, Tags });
  const message = 'AssumeRole is not supported yet by this endpoint.';
  await t.rejects(asked, { name: 'InvalidAction', message, $metadata: { httpStatusCode: 400 } });
  const [record] = server.events();
  t.match(record, { eventName: 'AssumeRole', readOnly: true, errorCode: 'InvalidAction', errorMessage: message });
  t.same(record?.requestParameters, {
    roleArn: TARGET_ROLE.RoleArn,
    roleSessionName: TARGET_ROLE.RoleSessionName,
    durationSeconds: 900,
    tags: [
      { key: 'team', value: 'data' },
      { key: 'cost', value: '' },
    ],
  });
});

t.test('faults can be injected into STS as into the other services', async (t) => {
  const { server } = await glueServer(t);
  const fault = { code: 'ThrottlingException' };
  const body = JSON.stringify({ service: 'sts', operation: 'GetCallerIdentity', fault, times: 1 });
  await fetch(`${server.endpoint}/_gluetrail/faults`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body },
  });
  const sts = stsClient(t, server);
  await t.rejects(sts.getCallerIdentity({}), { name: 'Throttling', message: 'Rate exceeded' });
  t.match(server.events(), [{ eventName: 'GetCallerIdentity', errorCode: 'ThrottlingException' }]);
  t.match(await sts.getCallerIdentity({}), { Account: '123456789012' });
});
