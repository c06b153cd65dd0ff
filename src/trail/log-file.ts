/**
 * A CloudTrail log file: its key in the bucket and its content.
 *
 * AWS's user guide calls the time in the name the time of delivery. Observed on AWS it is always a multiple of five minutes, rounded up,
 * and several files share it: it names the window in which the file was delivered. The date folders follow the same stamp.
 */
import { webcrypto } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Random } from '../state/random.js';
import type { Coverage } from './coverage.js';
import { checkStream, type Stream } from './stream.js';

const WINDOW_MS = 5 * 60_000;
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const UNIQUE_LENGTH = 16;

/** Half the time of the usual level for a tenth more bytes: records are mostly repetition, and ids which no level shortens. */
const GZIP_LEVEL = 1;

/** Bytes that come out of a compression at once: most files are one piece, which spares turns of the event loop. */
const GZIP_CHUNK = 128 * 1024;

/** Where a trail puts its files. */
export type Place = Pick<Coverage, 'prefix' | 'organization'>;

/** What the keys of an account's files begin with: `[prefix/]AWSLogs/[ORGANIZATION/]ACCOUNT` */
export function accountFolder({ prefix, organization }: Place, account: string): string {
  return [prefix, 'AWSLogs', organization, account].filter((part) => part !== undefined).join('/');
}

/**
 * `[prefix/]AWSLogs/[ORGANIZATION/]ACCOUNT/CloudTrail/REGION/YYYY/MM/DD/ACCOUNT_CloudTrail_REGION_YYYYMMDDTHHmmZ_UNIQUE.json.gz`
 *
 * @param time epoch milliseconds of the delivery
 * @throws when account or region do not have their form
 */
export function logFileKey(place: Place, { account, region }: Stream, time: number, random: Random): string {
  checkStream({ account, region });
  const [date, clock] = windowOf(time).toISOString().slice(0, 16).split('T') as [string, string];
  const stamp = `${date.replaceAll('-', '')}T${clock.replace(':', '')}Z`;
  const name = `${account}_CloudTrail_${region}_${stamp}_${random.text(UNIQUE_LENGTH, ALPHABET)}.json.gz`;
  return `${accountFolder(place, account)}/CloudTrail/${region}/${date.replaceAll('-', '/')}/${name}`;
}

const [HEAD, COMMA, TAIL] = ['{"Records":[', ',', ']}'].map((text) => Buffer.from(text)) as [Buffer, Buffer, Buffer];

export interface LogFileContent {
  /** Gzipped in one member. */
  body: Uint8Array;
  /** SHA-256 of what was gzipped, in hexadecimal digits: by it digest files know a log file. */
  hashValue: string;
}

/** The content of a log file with these records, each a JSON text in UTF-8; compressed off the main thread. */
export async function logFileContent(records: readonly Uint8Array[]): Promise<LogFileContent> {
  const parts = records.flatMap((record, place) => (place === 0 ? [record] : [COMMA, record]));
  const content = Buffer.concat([HEAD, ...parts, TAIL]);
  const [body, hash] = await Promise.all([gzipped(content), webcrypto.subtle.digest('SHA-256', content)]);
  return { body, hashValue: Buffer.from(hash).toString('hex') };
}

/** In one gzip member. */
export function gzipped(content: Uint8Array | string): Promise<Uint8Array> {
  return gzipAsync(content, { level: GZIP_LEVEL, chunkSize: GZIP_CHUNK });
}

const gzipAsync = promisify<Uint8Array | string, { level: number; chunkSize: number }, Buffer>(gzip);

function windowOf(time: number): Date {
  return new Date(Math.ceil(time / WINDOW_MS) * WINDOW_MS);
}
