/**
 * `npm run bench`: what recording and state cost, as ratios in one run. Each operation is called on gluetrail, with recording and delivery
 * on, and on a bare Fastify that parses the same bodies and answers the same bytes; the two take turns, and medians are compared.
 * Processor time a request is printed beside the rate, for the load generator may be the slower end.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startGlueTrail } from '../src/index.js';
import { call, type Load, type Measured, measure, type RunningServer, startServer } from './load.js';

const ROUNDS = 5;
const SECONDS = 2;
const PORT = 4599;
const POLL_MS = 5;
const DATABASE = { DatabaseInput: { Name: 'bench', Description: 'What a database says of itself.' } };
const COLUMNS = Array.from({ length: 20 }, (_, index) => ({ Name: `column_${index}`, Type: 'string' }));
const TABLE_INPUT = {
  TableType: 'EXTERNAL_TABLE',
  PartitionKeys: [{ Name: 'number', Type: 'int' }],
  StorageDescriptor: { Columns: COLUMNS, Location: 's3://bench/data/' },
};

console.log('ready to serve');
await compareStart();
console.log(
  `\n${'operation'.padEnd(38)}${'gluetrail'.padStart(20)}${'bare Fastify'.padStart(20)}${'rate'.padStart(8)}${'cpu'.padStart(8)}`,
);
await compare('GetDatabase', { operation: 'GetDatabase', body: '{"Name":"bench"}' });
await compare('CreateTable (20 columns)', {
  operation: 'CreateTable',
  body: JSON.stringify({ DatabaseName: 'bench', TableInput: { Name: 'table_[<id>]', ...TABLE_INPUT } }),
});
await compare('GetPartitions (100 of 10,000, filtered)', {
  operation: 'GetPartitions',
  body: JSON.stringify({ DatabaseName: 'bench', TableName: 'p10000', Expression: 'number >= 5000', MaxResults: 100 }),
});
await comparePartitions(1_000, 1_000_000);

async function compare(name: string, load: Load): Promise<void> {
  const ours = await prepared(load.operation === 'GetPartitions' ? [10_000] : []);
  const answer = load.body.includes('[<id>]') ? '{}' : await call(ours, load.operation, JSON.parse(load.body));
  const bare = await startServer('bare', answer);
  const [our, theirs] = await inTurns([() => measure(ours, load, SECONDS), () => measure(bare, load, SECONDS)]);
  ours.stop();
  bare.stop();
  if (our && theirs) printRow(name, our, theirs);
}

/** GetPartition must not cost more in a large table than in a small one. */
async function comparePartitions(small: number, large: number): Promise<void> {
  const server = await prepared([small, large]);
  const load = (size: number): Load => ({
    operation: 'GetPartition',
    body: JSON.stringify({ DatabaseName: 'bench', TableName: `p${size}`, PartitionValues: [String(size / 2)] }),
  });
  const [few, many] = await inTurns([small, large].map((size) => () => measure(server, load(size), SECONDS)));
  server.stop();
  if (!few || !many) return;
  console.log(
    `\nGetPartition in ${count(large)} partitions against ${count(small)}: ${count(many.requestsPerSecond)}/s against ` +
      `${count(few.requestsPerSecond)}/s, ${(many.microsecondsPerRequest / few.microsecondsPerRequest).toFixed(2)} times the processor time`,
  );
}

async function prepared(tableSizes: readonly number[]): Promise<RunningServer> {
  const server = await startServer('gluetrail');
  await call(server, 'CreateDatabase', DATABASE);
  for (const size of tableSizes) await fillTable(server, size);
  return server;
}

async function fillTable(server: RunningServer, size: number): Promise<void> {
  const TableName = `p${size}`;
  const naming = { DatabaseName: 'bench', TableName };
  await call(server, 'CreateTable', { DatabaseName: 'bench', TableInput: { Name: TableName, ...TABLE_INPUT } });
  for (let first = 0; first < size; first += 100) {
    const PartitionInputList = Array.from({ length: 100 }, (_, index) => ({ Values: [String(first + index)] }));
    await call(server, 'BatchCreatePartition', { ...naming, PartitionInputList });
  }
}

/** Runs the measurements round by round and answers the median of each. */
async function inTurns(runs: readonly (() => Promise<Measured>)[]): Promise<Measured[]> {
  const results: Measured[][] = runs.map(() => []);
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [index, run] of runs.entries()) {
      const result = await run();
      if (round > 0) results[index]?.push(result); // The first round warms up.
    }
  }
  return results.map((all) => ({
    requestsPerSecond: median(all.map(({ requestsPerSecond }) => requestsPerSecond)),
    microsecondsPerRequest: median(all.map(({ microsecondsPerRequest }) => microsecondsPerRequest)),
  }));
}

async function compareStart(): Promise<void> {
  const commandMs: number[] = [];
  const libraryMs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    commandMs.push(await commandStartMs());
    const began = performance.now();
    const server = await startGlueTrail();
    libraryMs.push(performance.now() - began);
    await server.close();
  }
  console.log(
    `  gluetrail serve, from the command to the first answer: ${median(commandMs).toFixed(0)} ms (to reach: 700)`,
  );
  console.log(`  startGlueTrail(), after the import: ${median(libraryMs).toFixed(0)} ms (to reach: 150)`);
}

async function commandStartMs(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'gluetrail-bench-'));
  const cli = new URL('../src/cli.js', import.meta.url).pathname;
  const began = performance.now();
  const child = spawn(
    process.execPath,
    [cli, 'serve', '--port', String(PORT), '--bucket-dir', folder, '--log-level', 'silent'],
    {
      stdio: 'ignore',
    },
  );
  // Asked without a pause, it would start slower for being asked.
  while (!(await answers(`http://127.0.0.1:${PORT}/_gluetrail/health`))) await setTimeout(POLL_MS);
  const took = performance.now() - began;
  child.kill();
  await once(child, 'exit');
  rmSync(folder, { recursive: true });
  return took;
}

function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}

function printRow(name: string, ours: Measured, bare: Measured): void {
  const cell = ({ requestsPerSecond, microsecondsPerRequest }: Measured) =>
    `${count(requestsPerSecond)}/s ${microsecondsPerRequest.toFixed(0)} us`.padStart(20);
  const rate = percent(ours.requestsPerSecond / bare.requestsPerSecond);
  const cpu = percent(bare.microsecondsPerRequest / ours.microsecondsPerRequest);
  console.log(name.padEnd(38) + cell(ours) + cell(bare) + rate.padStart(8) + cpu.padStart(8));
}

function percent(ratio: number): string {
  return `${(ratio * 100).toFixed(0)} %`;
}

function count(number: number): string {
  return Math.round(number).toLocaleString('en-US');
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
