/**
 * `gluetrail demo`: the main job end to end, in seconds. The two calls behind the sample log entries of AWS Glue's developer guide are
 * made with the AWS SDK, by the same user, from the same addresses, at the same times; what then lies in the bucket folder is printed.
 */
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { CreateConnectionCommand, CreateCrawlerCommand, DeleteCrawlerCommand, GlueClient } from '@aws-sdk/client-glue';
import { HttpRequest } from '@smithy/core/protocols';
import type { Command } from 'commander';
import { v4 } from 'uuid';
import { type CloudTrailRecord, type GlueTrail, startGlueTrail } from '../index.js';

interface Sample {
  at: string;
  from: string;
  /** The call's request id and its event's id; random ones without. */
  ids: string[];
  make(client: GlueClient): Promise<unknown>;
}

const USER_AGENT = 'aws-cli/1.11.148 Python/3.6.1 Darwin/16.7.0 botocore/1.7.6';

const SAMPLES: Sample[] = [
  {
    at: '2017-10-11T22:29:48Z',
    from: '72.21.198.64',
    ids: [],
    make: (client) =>
      client.send(
        new CreateCrawlerCommand({
          Name: 'tes-alpha',
          Role: 'crawls',
          DatabaseName: 'sales',
          Targets: { S3Targets: [{ Path: 's3://sales/orders' }] },
        }),
      ),
  },
  {
    at: '2017-10-11T22:29:49Z',
    from: '72.21.198.64',
    ids: ['b16f4050-aed3-11e7-b0b3-75564a46954f', 'e73dd117-cfd1-47d1-9e2f-d1271cad838c'],
    make: (client) => client.send(new DeleteCrawlerCommand({ Name: 'tes-alpha' })),
  },
  {
    at: '2017-10-13T00:19:19Z',
    from: '72.21.198.66',
    ids: ['27136ebc-afac-11e7-a7d6-ab217e5c3f19', 'e8b3baeb-c511-4597-880f-c16210c60a4a'],
    make: (client) => client.send(createConnection),
  },
];

/** The properties hold a password: none of them may appear in the record. */
const createConnection = new CreateConnectionCommand({
  ConnectionInput: {
    Name: 'test-connection-alpha',
    ConnectionType: 'JDBC',
    ConnectionProperties: {
      JDBC_CONNECTION_URL: 'jdbc:postgresql://db.example.com:5432/sales',
      USERNAME: 'johndoe',
      PASSWORD: 'never-in-the-trail',
    },
    PhysicalConnectionRequirements: {
      SubnetId: 'subnet-323232',
      SecurityGroupIdList: ['sg-12121212'],
      AvailabilityZone: 'us-east-1a',
    },
  },
});

export function define(command: Command): void {
  command.action(() => demo((text) => process.stdout.write(`${text}\n`)));
}

/** @param say takes what is printed, without a newline at its end */
export async function demo(say: (text: string) => void): Promise<void> {
  const bucketDir = await mkdtemp(join(tmpdir(), 'gluetrail-demo-'));
  const ids: string[] = [];
  const newId = () => ids.shift() ?? v4();
  await using trail = await startGlueTrail({ bucketDir, trustProxy: true, now: SAMPLES[0]?.at, newId });
  say(`A server on ${trail.endpoint}; johndoe creates and deletes the crawler tes-alpha, then creates a connection.`);
  for (const { at, from, ids: sampleIds, make } of SAMPLES) {
    await trail.clock.set(at);
    ids.push(...sampleIds);
    await make(clientOf(trail, from));
    for (const { bucket, key } of await trail.flush()) await show(join(bucketDir, bucket, key), say);
  }
}

async function show(path: string, say: (text: string) => void): Promise<void> {
  say(`\n${path}`);
  for (const record of recordsOf(await readFile(path))) say(JSON.stringify(record, null, 2));
}

function recordsOf(file: Uint8Array): CloudTrailRecord[] {
  return JSON.parse(gunzipSync(file).toString()).Records;
}

/** An SDK client that says it is the sample's AWS CLI and comes from the sample's address. */
function clientOf({ endpoint, credentials }: GlueTrail, address: string): GlueClient {
  const client = new GlueClient({ endpoint, credentials, region: 'us-east-1' });
  const headers = { 'user-agent': USER_AGENT, 'x-forwarded-for': address };
  client.middlewareStack.add(
    (next) => (args) => {
      if (HttpRequest.isInstance(args.request)) Object.assign(args.request.headers, headers);
      return next(args);
    },
    { step: 'finalizeRequest', priority: 'low' },
  );
  return client;
}
