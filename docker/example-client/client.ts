/**
 * An unchanged SDK client: it finds the server by AWS_ENDPOINT_URL_GLUE, makes a partitioned table, looks for some of its partitions and
 * for a table that is not there. Then it reads from the bucket folder what CloudTrail would have said of that.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
  BatchCreatePartitionCommand,
  CreateDatabaseCommand,
  CreateTableCommand,
  EntityNotFoundException,
  GetTableCommand,
  GlueClient,
  paginateGetPartitions,
} from '@aws-sdk/client-glue';

const { AWS_ENDPOINT_URL_GLUE = 'http://127.0.0.1:4590', BUCKET_DIR = 'buckets' } = process.env;
const DatabaseName = `sales_${Date.now()}`;
const TableName = 'orders';
const DAYS = Array.from({ length: 30 }, (_, index) => `2026-09-${String(index + 1).padStart(2, '0')}`);

const glue = new GlueClient({});

async function makeTable(): Promise<void> {
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: DatabaseName } }));
  const TableInput = { Name: TableName, PartitionKeys: [{ Name: 'day', Type: 'date' }] };
  await glue.send(new CreateTableCommand({ DatabaseName, TableInput }));
  const PartitionInputList = DAYS.map((day) => ({ Values: [day] }));
  await glue.send(new BatchCreatePartitionCommand({ DatabaseName, TableName, PartitionInputList }));
}

async function findPartitions(Expression: string): Promise<string[]> {
  const days: string[] = [];
  for await (const { Partitions = [] } of paginateGetPartitions(
    { client: glue, pageSize: 5 },
    { DatabaseName, TableName, Expression },
  ))
    days.push(...Partitions.flatMap(({ Values = [] }) => Values));
  return days;
}

async function missTable(): Promise<void> {
  try {
    await glue.send(new GetTableCommand({ DatabaseName, Name: 'returns' }));
  } catch (error) {
    if (!(error instanceof EntityNotFoundException)) throw error;
  }
}

interface Event {
  eventTime: string;
  eventName: string;
  errorCode?: string;
  userIdentity: { arn: string };
  requestParameters: { databaseName?: string; databaseInput?: { name: string } } | null;
}

/** The events of this run, oldest first; log files have no order. */
async function deliveredEvents(): Promise<Event[]> {
  await fetch(new URL('/_gluetrail/flush', AWS_ENDPOINT_URL_GLUE), { method: 'POST' });
  const files = (await readdir(BUCKET_DIR, { recursive: true })).filter((path) => path.endsWith('.json.gz'));
  const events: Event[] = [];
  for (const file of files)
    events.push(...JSON.parse(gunzipSync(await readFile(join(BUCKET_DIR, file))).toString()).Records);
  return events
    .filter(({ requestParameters: call }) => (call?.databaseName ?? call?.databaseInput?.name) === DatabaseName)
    .sort((a, b) => a.eventTime.localeCompare(b.eventTime));
}

await makeTable();
const days = await findPartitions("day BETWEEN '2026-09-08' AND '2026-09-14'");
await missTable();
console.log(`partitions of the second week: ${days.join(' ')}\n\nwhat the trail says of it:`);
const events = await deliveredEvents();
for (const { eventTime, eventName, errorCode = '', userIdentity } of events)
  console.log(eventTime, userIdentity.arn, eventName, errorCode);
if (days.length !== 7 || events.length < 6) throw new Error(`${days.length} partitions and ${events.length} events`);
