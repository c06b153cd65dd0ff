/**
 * A CloudTrail log file: its key in the bucket and its content.
 *
 * AWS's user guide calls the time in the name the time of delivery. Observed on AWS it is always a multiple of five minutes, rounded up,
 * and several files share it: it names the window in which the file was delivered. The date folders follow the same stamp.
 */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Random } from '../state/random.js';
import { checkStream, type Stream } from './stream.js';

const WINDOW_MS = 5 * 60_000;
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const UNIQUE_LENGTH = 16;

/** Half the time of the usual level for a tenth more bytes: records are mostly repetition, and ids which no level shortens. */
const GZIP_LEVEL = 1;

/**
 * `[prefix/]AWSLogs/ACCOUNT/CloudTrail/REGION/YYYY/MM/DD/ACCOUNT_CloudTrail_REGION_YYYYMMDDTHHmmZ_UNIQUE.json.gz`
 *
 * @param time epoch milliseconds of the delivery
 * @throws when account or region do not have their form
 */
export function logFileKey(
  prefix: string | undefined,
  { account, region }: Stream,
  time: number,
  random: Random,
): string {
  checkStream({ account, region });
  const [date, clock] = windowOf(time).toISOString().slice(0, 16).split('T') as [string, string];
  const stamp = `${date.replaceAll('-', '')}T${clock.replace(':', '')}Z`;
  const name = `${account}_CloudTrail_${region}_${stamp}_${random.text(UNIQUE_LENGTH, ALPHABET)}.json.gz`;
  const folder = `AWSLogs/${account}/CloudTrail/${region}/${date.replaceAll('-', '/')}`;
  return `${prefix ? `${prefix}/` : ''}${folder}/${name}`;
}

/** The content, gzipped in one member, of a log file with these records, each a JSON text; off the main thread. */
export function logFileContent(records: readonly string[]): Promise<Uint8Array> {
  return gzipAsync(`{"Records":[${records.join(',')}]}`, { level: GZIP_LEVEL });
}

const gzipAsync = promisify<string, { level: number }, Buffer>(gzip);

function windowOf(time: number): Date {
  return new Date(Math.ceil(time / WINDOW_MS) * WINDOW_MS);
}
