import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { LookupAttribute } from '@aws-sdk/client-cloudtrail';
import type { Glue } from '@aws-sdk/client-glue';
import t from 'tap';
import type { CloudTrailRecord, GlueTrail } from '../../src/index.js';
import { EVENT_VERSIONS } from '../../src/trail/event-version.js';
import { cloudTrailClient, glueServer, refusal } from '../server.js';

/** A write, a read of each kind of response, a failure, and a write too large for its record. */
async function makeCalls(glue: Glue): Promise<void> {
  await glue.createDatabase({ DatabaseInput: { Name: 'sales' } });
  await glue.getDatabase({ Name: 'sales' });
  await glue.listCrawlers({});
  await refusal(glue.getTable({ DatabaseName: 'sales', Name: 'absent' }));
  const Columns = Array.from({ length: 2_000 }, (_, index) => ({
    Name: `c${index}`,
    Type: 'string',
    Comment: 'x'.repeat(60),
  }));
  await glue.createTable({ DatabaseName: 'sales', TableInput: { Name: 'wide', StorageDescriptor: { Columns } } });
}

const ALL = ['CreateDatabase', 'CreateTable', 'GetDatabase', 'GetTable', 'ListCrawlers'];
const READS = ['GetDatabase', 'GetTable', 'ListCrawlers'];
const WRITES = ['CreateDatabase', 'CreateTable'];

const LOOKUPS: [key: LookupAttribute['AttributeKey'], value: string, found: string[]][] = [
  ['ReadOnly', 'true', READS],
  ['ReadOnly', 'false', WRITES],
  ['EventName', 'CreateTable', ['CreateTable']],
  ['EventSource', 'glue.amazonaws.com', ALL],
  ['Username', 'johndoe', ALL],
  ['AccessKeyId', 'AKIAIOSFODNN7EXAMPLE', ALL],
  ['ResourceType', 'AWS::Glue::Table', []],
];

for (const eventVersion of EVENT_VERSIONS) {
  t.test(`Event history finds events of ${eventVersion}, and shows their records as they are`, async (t) => {
    const { server, glue } = await glueServer(t, { eventVersion });
    await makeCalls(glue);
    const recorded = new Map(server.events().map((record) => [record.eventID, record]));
    const cloudtrail = cloudTrailClient(t, server);
    for (const [AttributeKey, AttributeValue, found] of LOOKUPS) {
      const { Events = [] } = await cloudtrail.lookupEvents({ LookupAttributes: [{ AttributeKey, AttributeValue }] });
      const ofGlue = Events.filter(({ EventSource }) => EventSource === 'glue.amazonaws.com');
      t.same(ofGlue.map(({ EventName }) => EventName).sort(), found, `${AttributeKey} ${AttributeValue}`);
      for (const { EventId = '', CloudTrailEvent = '' } of ofGlue)
        t.equal(CloudTrailEvent, JSON.stringify(recorded.get(EventId)));
    }
  });

  t.test(`a trail of writes takes those of ${eventVersion}`, async (t) => {
    const { server, glue } = await glueServer(t, { eventVersion });
    const cloudtrail = cloudTrailClient(t, server);
    await makeCalls(glue);
    await server.flush();
    for (const selectors of [
      { EventSelectors: [{ ReadWriteType: 'WriteOnly' as const }] },
      {
        AdvancedEventSelectors: [
          {
            FieldSelectors: [
              { Field: 'eventCategory', Equals: ['Management'] },
              { Field: 'readOnly', Equals: ['false'] },
            ],
          },
        ],
      },
    ]) {
      await cloudtrail.putEventSelectors({ TrailName: 'default', ...selectors });
      await server.flush();
      await glue.deleteDatabase({ Name: 'sales' });
      await makeCalls(glue);
      t.same((await delivered(server)).map(({ eventName }) => eventName).sort(), [...WRITES, 'DeleteDatabase']);
    }
  });
}

async function delivered(server: GlueTrail): Promise<CloudTrailRecord[]> {
  const files = await server.flush();
  const contents = await Promise.all(files.map(({ bucket, key }) => readFile(join(server.bucketDir, bucket, key))));
  return contents.flatMap((content) => JSON.parse(gunzipSync(content).toString()).Records);
}
