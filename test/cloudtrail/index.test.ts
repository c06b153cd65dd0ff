/** CloudTrail's API as a whole: how it is reached, how it answers, and what its calls leave in the trail. */
import t from 'tap';
import { CLOUDTRAIL } from '../../src/model/service.js';
import { cloudTrailClient, glueServer, START } from '../server.js';
import { authorization, exchange, SCOPE } from '../wire/exchange.js';

t.test('a change leaves a record with both its elements, a read one without a response', async (t) => {
  const { server } = await glueServer(t, { eventVersion: '1.08' });
  const cloudtrail = cloudTrailClient(t, server);
  await cloudtrail.createTrail({ Name: 'audit', S3BucketName: 'audit-logs', IsMultiRegionTrail: true });
  await cloudtrail.putEventSelectors({ TrailName: 'audit', EventSelectors: [{ ReadWriteType: 'ReadOnly' }] });
  await cloudtrail.lookupEvents({ StartTime: new Date(START), MaxResults: 5 });
  await cloudtrail.stopLogging({ Name: 'audit' });
  const [created, put, looked, stopped] = server.events({ eventSource: 'cloudtrail.amazonaws.com' });
  const trailARN = 'arn:aws:cloudtrail:us-east-1:123456789012:trail/audit';
  t.same(created?.requestParameters, { name: 'audit', s3BucketName: 'audit-logs', isMultiRegionTrail: true });
  t.equal(
    JSON.stringify(created?.responseElements),
    JSON.stringify({
      name: 'audit',
      s3BucketName: 'audit-logs',
      includeGlobalServiceEvents: true,
      isMultiRegionTrail: true,
      trailARN,
      logFileValidationEnabled: false,
      isOrganizationTrail: false,
    }),
    'in the order of the model',
  );
  const selector = { readWriteType: 'ReadOnly' };
  t.same(put?.requestParameters, { trailName: 'audit', eventSelectors: [selector] });
  t.match(put?.responseElements, { trailARN, eventSelectors: [selector] });
  t.match(looked, { readOnly: true, responseElements: null });
  t.same(looked?.requestParameters, { startTime: 'Jan 1, 2026 12:00:00 AM', maxResults: 5 });
  t.match(stopped, { readOnly: false, requestParameters: { name: 'audit' }, responseElements: null });
});

t.test('a call that fails leaves its record', async (t) => {
  const { server } = await glueServer(t);
  await t.rejects(cloudTrailClient(t, server).startLogging({ Name: 'nope' }), { name: 'TrailNotFoundException' });
  t.match(server.events(), [
    {
      eventName: 'StartLogging',
      errorCode: 'TrailNotFoundException',
      errorMessage: 'Unknown trail: arn:aws:cloudtrail:us-east-1:123456789012:trail/nope for the user: 123456789012',
      requestParameters: { name: 'nope' },
      responseElements: null,
    },
  ]);
});

t.test('Lake, dashboards, channels and imports are refused, and recorded', async (t) => {
  const { server } = await glueServer(t);
  const cloudtrail = cloudTrailClient(t, server);
  const calls = {
    ListEventDataStores: () => cloudtrail.listEventDataStores({}),
    ListQueries: () => cloudtrail.listQueries({ EventDataStore: 'store' }),
    ListDashboards: () => cloudtrail.listDashboards({}),
    ListChannels: () => cloudtrail.listChannels({}),
    ListImports: () => cloudtrail.listImports({}),
    GetResourcePolicy: () => cloudtrail.getResourcePolicy({ ResourceArn: 'arn:aws:cloudtrail:::channel/c' }),
  };
  for (const [eventName, call] of Object.entries(calls)) {
    await t.rejects(call(), { name: 'UnsupportedOperationException', message: new RegExp(eventName) });
    t.match(server.events({ eventName }), [{ errorCode: 'UnsupportedOperationException' }]);
  }
});

for (const prefix of CLOUDTRAIL.targetPrefixes) {
  t.test(`${prefix} is CloudTrail's target, and its errors say message`, async (t) => {
    const { server } = await glueServer(t);
    const call = async (operation: string, body: string, service = 'cloudtrail') => {
      const credential = SCOPE.replace('glue', service);
      const headers = {
        'x-amz-target': `${prefix}.${operation}`,
        authorization: authorization(`123456789012/${credential}`),
      };
      const answer = await exchange(server, { headers, body });
      return [answer.status, JSON.parse(answer.body)];
    };
    t.match(await call('ListTrails', '{}'), [200, { Trails: [{ Name: 'default' }] }]);
    const message = 'Unknown trail: nope for the user: 123456789012';
    t.same(await call('GetTrail', '{"Name":"nope"}'), [400, { __type: 'TrailNotFoundException', message }]);
    t.same(await call('GetTrail', '{"Name":1}'), [
      400,
      { __type: 'SerializationException', Message: 'NUMBER_VALUE can not be converted to a String' },
    ]);
    t.match(await call('GetTrail', '{}'), [400, { __type: 'ValidationException', message: /'name'/ }]);
    t.match(await call('ListTrails', '{}', 'glue'), [400, { __type: 'InvalidSignatureException' }]);
  });
}

t.test('both services answer on one port, and injected faults strike either', async (t) => {
  const { server, glue } = await glueServer(t);
  const inject = (body: object) =>
    fetch(`${server.endpoint}/_gluetrail/faults`, { method: 'POST', body: JSON.stringify(body) });
  const fault = { code: 'ThrottlingException' };
  t.equal((await inject({ operation: 'LookupEvents', service: 'cloudtrail', fault, times: 1 })).status < 300, true);
  const cloudtrail = cloudTrailClient(t, server);
  await t.rejects(cloudtrail.lookupEvents({}), { name: 'ThrottlingException' });
  await glue.getDatabases({});
  t.equal((await cloudtrail.lookupEvents({})).Events?.length, 2);
});
