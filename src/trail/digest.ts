/**
 * A CloudTrail digest file: what it says, where it lies and what is signed. Pure.
 *
 * AWS user guide, "CloudTrail digest file structure": each hour's digest names the log files that were delivered in the hour, with their
 * hashes, and the digest before it with its hash and signature; so whoever has the public key can tell whether anything was changed or
 * taken away. A starting digest has none before it. Hashes are of what the files hold uncompressed.
 */
import { createHash } from 'node:crypto';
import { timeText } from '../state/clock.js';
import { accountFolder, type Place } from './log-file.js';
import { checkStream, type Stream } from './stream.js';

export const HOUR_MS = 60 * 60_000;

/** The user metadata under which a digest's signature lies. */
export const SIGNATURE = 'signature';
export const SIGNATURE_ALGORITHM = 'signature-algorithm';

/** A delivered log file as digests name it; times as in records. */
export interface DigestedFile {
  bucket: string;
  key: string;
  hash: string;
  newest: string;
  oldest: string;
}

/** A digest as the one behind it names it. */
export interface DigestLink {
  bucket: string;
  key: string;
  hash: string;
  /** Lower-case hex. */
  signature: string;
}

/** Where the digests of a trail go. */
export interface DigestTarget extends Place {
  bucket: string;
}

export interface DigestSubject extends Stream {
  /** The trail's ARN. */
  trail: string;
  target: DigestTarget;
  /** End of its hour, epoch milliseconds. */
  end: number;
}

/** The members of a digest's JSON, in AWS's order. */
export interface DigestContent {
  awsAccountId: string;
  digestStartTime: string;
  digestEndTime: string;
  digestS3Bucket: string;
  digestS3Object: string;
  digestPublicKeyFingerprint: string;
  digestSignatureAlgorithm: 'SHA256withRSA';
  newestEventTime: string | null;
  oldestEventTime: string | null;
  previousDigestS3Bucket: string | null;
  previousDigestS3Object: string | null;
  previousDigestHashValue: string | null;
  previousDigestHashAlgorithm: 'SHA-256' | null;
  previousDigestSignature: string | null;
  logFiles: {
    s3Bucket: string;
    s3Object: string;
    hashValue: string;
    hashAlgorithm: 'SHA-256';
    newestEventTime: string;
    oldestEventTime: string;
  }[];
}

/**
 * @param files newest first
 * @param previous undefined: a starting digest
 */
export function digestContent(
  subject: DigestSubject,
  files: readonly DigestedFile[],
  previous: DigestLink | undefined,
  fingerprint: string,
): DigestContent {
  return {
    awsAccountId: subject.account,
    digestStartTime: timeText(subject.end - HOUR_MS),
    digestEndTime: timeText(subject.end),
    digestS3Bucket: subject.target.bucket,
    digestS3Object: digestKey(subject),
    digestPublicKeyFingerprint: fingerprint,
    digestSignatureAlgorithm: 'SHA256withRSA',
    newestEventTime: files.map(({ newest }) => newest).reduce(later, null),
    oldestEventTime: files.map(({ oldest }) => oldest).reduce(earlier, null),
    previousDigestS3Bucket: previous?.bucket ?? null,
    previousDigestS3Object: previous?.key ?? null,
    previousDigestHashValue: previous?.hash ?? null,
    previousDigestHashAlgorithm: previous ? 'SHA-256' : null,
    previousDigestSignature: previous?.signature ?? null,
    logFiles: files.map(logFileEntry),
  };
}

/**
 * `[prefix/]AWSLogs/[ORGANIZATION/]ACCOUNT/CloudTrail-Digest/REGION/YYYY/MM/DD/ACCOUNT_CloudTrail-Digest_REGION_TRAIL_HOMEREGION_YYYYMMDDTHHMMSSZ.json.gz`,
 * the time that of the hour's end.
 *
 * @throws when account or region do not have their form
 */
export function digestKey({ account, region, trail, target, end }: DigestSubject): string {
  checkStream({ account, region });
  const { name, region: homeRegion } = partsOf(trail);
  const time = timeText(end);
  const date = time.slice(0, 10).replaceAll('-', '/');
  const stamp = time.replaceAll(/[-:]/g, '');
  const file = `${account}_CloudTrail-Digest_${region}_${name}_${homeRegion}_${stamp}.json.gz`;
  return `${accountFolder(target, account)}/CloudTrail-Digest/${region}/${date}/${file}`;
}

/** What a digest's signature is made over: the word null stands for the signature before a starting digest. */
export function stringToSign(
  content: Pick<DigestContent, 'digestEndTime' | 'digestS3Bucket' | 'digestS3Object' | 'previousDigestSignature'>,
  hash: string,
): string {
  const { digestEndTime, digestS3Bucket, digestS3Object, previousDigestSignature } = content;
  return [digestEndTime, `${digestS3Bucket}/${digestS3Object}`, hash, previousDigestSignature ?? 'null'].join('\n');
}

/** Lower-case hex SHA-256. */
export function hashOf(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The account and region in which a trail was made. */
export function homeOf(trail: string): Stream {
  const { account, region } = partsOf(trail);
  return { account, region };
}

/** `arn:aws:cloudtrail:HOMEREGION:ACCOUNT:trail/NAME` */
function partsOf(arn: string): Stream & { name: string } {
  const [, region, account, name] = /^arn:[^:]+:cloudtrail:([^:]+):(\d+):trail\/([^/]+)$/.exec(arn) ?? [];
  if (!region || !account || !name) throw new Error(`${JSON.stringify(arn)} is no trail's ARN`);
  return { account, region, name };
}

function logFileEntry({ bucket, key, hash, newest, oldest }: DigestedFile): DigestContent['logFiles'][number] {
  return {
    s3Bucket: bucket,
    s3Object: key,
    hashValue: hash,
    hashAlgorithm: 'SHA-256',
    newestEventTime: newest,
    oldestEventTime: oldest,
  };
}

const later = (one: string | null, other: string) => (one === null || other > one ? other : one);
const earlier = (one: string | null, other: string) => (one === null || other < one ? other : one);
