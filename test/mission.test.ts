/**
 * The two sample log entries of AWS Glue's developer guide ("Logging AWS Glue API Calls with AWS CloudTrail") come out of real calls
 * character for character, whichever way one reads them.
 */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
  CreateConnectionCommand,
  CreateCrawlerCommand,
  DeleteCrawlerCommand,
  type GlueClient,
} from '@aws-sdk/client-glue';
import { HttpRequest } from '@smithy/core/protocols';
import t, { type Test } from 'tap';
import { type CloudTrailRecord, type GlueTrail, startGlueTrail } from '../src/index.js';
import { glueClient } from './server.js';

interface Sample {
  name: string;
  text: string;
  prepare(client: GlueClient): Promise<unknown>;
  call(client: GlueClient): Promise<unknown>;
}

const SAMPLES: Sample[] = [
  {
    name: 'DeleteCrawler',
    text: fixture('delete-crawler.json'),
    prepare: (client) =>
      client.send(
        new CreateCrawlerCommand({
          Name: 'tes-alpha',
          Role: 'crawls',
          DatabaseName: 'sales',
          Targets: { S3Targets: [{ Path: 's3://sales' }] },
        }),
      ),
    call: (client) => client.send(new DeleteCrawlerCommand({ Name: 'tes-alpha' })),
  },
  {
    name: 'CreateConnection',
    text: fixture('create-connection.json'),
    prepare: async () => {},
    call: (client) =>
      client.send(
        new CreateConnectionCommand({
          ConnectionInput: {
            PhysicalConnectionRequirements: {
              SecurityGroupIdList: ['sg-12121212'],
              SubnetId: 'subnet-323232',
              AvailabilityZone: 'us-east-1a',
            },
            ConnectionProperties: {
              JDBC_CONNECTION_URL: 'jdbc:mysql://db.example.com/sales',
              USERNAME: 'admin',
              PASSWORD: 'never-in-the-trail',
            },
            ConnectionType: 'JDBC',
            Name: 'test-connection-alpha',
          },
        }),
      ),
  },
];

for (const sample of SAMPLES) {
  t.test(`the guide's ${sample.name} event is what the same call records`, async (t) => {
    const trail = await callAs(t, sample);
    const [record] = trail.events({ eventName: sample.name });
    t.equal(JSON.stringify(record, null, 2), sample.text);
  });

  t.test(`the guide's ${sample.name} event lies in the log file`, async (t) => {
    const trail = await callAs(t, sample);
    const records = await deliveredRecords(trail);
    const record = records.find(({ eventName }) => eventName === sample.name);
    t.equal(JSON.stringify(record, null, 2), sample.text);
    t.notMatch(JSON.stringify(records), /never-in-the-trail|JDBC_CONNECTION_URL/);
  });
}

function fixture(name: string): string {
  return readFileSync(`test/fixtures/${name}`, 'utf8').trim();
}

/** Makes the sample's call with the sample's identity, user agent, address, time and ids. */
async function callAs(t: Test, { text, prepare, call }: Sample): Promise<GlueTrail> {
  const sample: CloudTrailRecord = JSON.parse(text);
  const ids: string[] = [];
  let count = 0;
  const newId = () => ids.shift() ?? `00000000-0000-4000-8000-${String(count++).padStart(12, '0')}`;
  const trail = await startGlueTrail({ now: sample.eventTime, newId, trustProxy: true });
  t.after(() => trail.close());
  const client = glueClient(t, trail, { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', region: 'us-east-1' });
  addHeaders(client, { 'user-agent': sample.userAgent ?? '', 'x-forwarded-for': sample.sourceIPAddress });
  await prepare(client);
  ids.push(sample.requestID, sample.eventID);
  await call(client);
  return trail;
}

function addHeaders(client: GlueClient, headers: Record<string, string>): void {
  client.middlewareStack.add(
    (next) => (args) => {
      if (HttpRequest.isInstance(args.request)) Object.assign(args.request.headers, headers);
      return next(args);
    },
    { step: 'finalizeRequest', priority: 'low' },
  );
}

async function deliveredRecords(trail: GlueTrail): Promise<CloudTrailRecord[]> {
  const files = await trail.flush();
  const contents = await Promise.all(files.map(({ bucket, key }) => readFile(join(trail.bucketDir, bucket, key))));
  return contents.flatMap((content) => JSON.parse(gunzipSync(content).toString()).Records);
}
