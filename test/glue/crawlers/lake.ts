/** A bucket's folder with data, and a crawler of it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CreateCrawlerCommandInput, Glue } from '@aws-sdk/client-glue';
import type { Test } from 'tap';
import type { GlueTrail, GlueTrailOptions } from '../../../src/index.js';
import { glueServer } from '../../server.js';

export interface Lake {
  server: GlueTrail;
  glue: Glue;
  /** Writes objects into the bucket `lake`. */
  put(objects: Record<string, string | Uint8Array>): void;
  /** The folder of the bucket. */
  folder: string;
}

export async function lakeServer(
  t: Test,
  objects: Record<string, string | Uint8Array>,
  options: GlueTrailOptions = {},
): Promise<Lake> {
  const bucketDir = t.testdir({ lake: {} });
  const folder = join(bucketDir, 'lake');
  const put = (more: Record<string, string | Uint8Array>) => {
    for (const [key, content] of Object.entries(more)) {
      mkdirSync(dirname(join(folder, key)), { recursive: true });
      writeFileSync(join(folder, key), content);
    }
  };
  put(objects);
  return { ...(await glueServer(t, { bucketDir, ...options })), put, folder };
}

export const ROLE = 'service-role/AWSGlueServiceRole-lake';

/** Makes a crawler `lake` of `s3://lake/…` paths that writes into the database `db`. */
export async function createCrawler(
  glue: Glue,
  paths: readonly string[],
  given: Partial<CreateCrawlerCommandInput> = {},
) {
  const S3Targets = paths.map((path) => ({ Path: `s3://lake/${path}` }));
  const Role = `arn:aws:iam::123456789012:role/${ROLE}`;
  await glue.createCrawler({ Name: 'lake', Role, DatabaseName: 'db', Targets: { S3Targets }, ...given });
}

/** Crawls once, and answers what the crawl says of itself. */
export async function crawl(glue: Glue) {
  await glue.startCrawler({ Name: 'lake' });
  const { Crawls = [] } = await glue.listCrawls({ CrawlerName: 'lake' });
  return Crawls[0] ?? {};
}

export async function tables(glue: Glue) {
  return (await glue.getTables({ DatabaseName: 'db' })).TableList ?? [];
}

export async function partitions(glue: Glue, TableName: string) {
  return (await glue.getPartitions({ DatabaseName: 'db', TableName })).Partitions ?? [];
}
