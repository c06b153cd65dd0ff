/**
 * Checks a folder of buckets against the digests in it, without a server: what `aws cloudtrail validate-logs` checks, in its words, and
 * the hash by which a digest knows the one before it, which that leaves out.
 */
import { type KeyObject, verify } from 'node:crypto';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { FolderReader } from './bucket/folder-reader.js';
import { PUBLIC_KEY_FILE, verifyingKeys } from './bucket/public-key-file.js';
import { type DigestContent, hashOf, SIGNATURE, stringToSign } from './digest.js';

/** What was found of a file that must be there. */
export interface Finding {
  what: 'digest' | 'log';
  bucket: string;
  key: string;
  /** Absent: it is as it was delivered. */
  problem?: string;
}

/**
 * `…AWSLogs/[ORGANIZATION/]ACCOUNT/CloudTrail-Digest/REGION/YYYY/MM/DD/ACCOUNT_CloudTrail-Digest_REGION_TRAIL_HOMEREGION_TIME.json.gz`, a
 * back-fill digest with `_backfill` behind the time. Of it the trail.
 */
const DIGEST_KEY =
  /(?:^|\/)AWSLogs\/(?:[^/]+\/)?(\d{12})\/CloudTrail-Digest\/([^/]+)\/\d{4}\/\d\d\/\d\d\/\1_CloudTrail-Digest_\2_([^/]+)_[^_/]+_\d{8}T\d{6}Z(?:_backfill)?\.json\.gz$/;
const LOG_FOLDER = /(?:^|\/)AWSLogs\/(?:[^/]+\/)?\d{12}\/CloudTrail\/$/;

/**
 * @param publicKeys file with the keys to trust, in the form of ListPublicKeys' answer; the one that the server keeps in the folder without
 * @throws for a folder that is none, or a file without keys
 */
export async function digestCheckOf(folder: string, publicKeys = join(folder, PUBLIC_KEY_FILE)): Promise<DigestCheck> {
  await access(folder).catch(() => {
    throw new Error(`there is no folder ${folder}`);
  });
  const keys = await verifyingKeys(publicKeys).catch((error: Error) => {
    throw new Error(`no public keys in ${publicKeys} (--public-keys): ${error.message}`);
  });
  return new DigestCheck(new FolderReader(folder), keys);
}

class DigestCheck {
  readonly #reader: FolderReader;
  readonly #keys: ReadonlyMap<string, KeyObject>;
  /** Hashes of digests that are named by a valid one, by where they lie. */
  readonly #named = new Map<string, string>();

  /** @param keys by their fingerprints */
  constructor(reader: FolderReader, keys: ReadonlyMap<string, KeyObject>) {
    this.#reader = reader;
    this.#keys = keys;
  }

  /**
   * All digests in the folder, newest first, each followed by its log files. What an invalid digest says of log files is not believed.
   *
   * @param trail name of the trail whose digests to look at; all without
   */
  async *findings(trail?: string): AsyncGenerator<Finding> {
    for (const { name: bucket } of await this.#reader.buckets()) {
      const keys: string[] = [];
      for await (const key of this.#reader.keys(bucket, {
        prefix: '',
        after: '',
        skips: (path) => LOG_FOLDER.test(path),
      })) {
        const [, , , trailOfDigest] = DIGEST_KEY.exec(key) ?? [];
        if (trailOfDigest !== undefined && (trail === undefined || trailOfDigest === trail)) keys.push(key);
      }
      for (const key of keys.reverse()) yield* this.#findingsOf(bucket, key);
    }
  }

  async *#findingsOf(bucket: string, key: string): AsyncGenerator<Finding> {
    const digest = await this.#read(bucket, key);
    const problem = typeof digest === 'string' ? digest : this.#problemOf(bucket, key, digest);
    yield { what: 'digest', bucket, key, ...(problem !== undefined && { problem }) };
    if (typeof digest === 'string' || problem !== undefined) return;
    for (const { s3Bucket, s3Object, hashValue } of digest.content.logFiles) {
      const problemOfLog = await this.#problemOfLog(s3Bucket, s3Object, hashValue);
      yield {
        what: 'log',
        bucket: s3Bucket,
        key: s3Object,
        ...(problemOfLog !== undefined && { problem: problemOfLog }),
      };
    }
    const { previousDigestS3Bucket, previousDigestS3Object, previousDigestHashValue } = digest.content;
    if (previousDigestS3Bucket === null || previousDigestS3Object === null) return;
    if (await this.#reader.facts(previousDigestS3Bucket, previousDigestS3Object))
      this.#named.set(`${previousDigestS3Bucket}/${previousDigestS3Object}`, previousDigestHashValue ?? '');
    else yield { what: 'digest', bucket: previousDigestS3Bucket, key: previousDigestS3Object, problem: 'not found' };
  }

  /** The digest, or what is wrong with its form. */
  async #read(bucket: string, key: string): Promise<Digest | string> {
    const object = await this.#reader.read(bucket, key);
    if (!object) return 'not found';
    const signature = object.metadata[SIGNATURE];
    if (signature === undefined) return 'signature verification failed';
    try {
      const text = await unzipped(object.body);
      const content: DigestContent = JSON.parse(text.toString());
      const isComplete = REQUIRED.every((name) => name in content) && Array.isArray(content.logFiles);
      return isComplete ? { content, hash: hashOf(text), signature } : 'invalid format';
    } catch {
      return 'invalid format';
    }
  }

  #problemOf(bucket: string, key: string, { content, hash, signature }: Digest): string | undefined {
    const { digestS3Bucket, digestS3Object, digestPublicKeyFingerprint: fingerprint } = content;
    if (digestS3Bucket !== bucket || digestS3Object !== key) return 'has been moved from its original location';
    const publicKey = this.#keys.get(fingerprint);
    if (!publicKey) return `public key not found for fingerprint ${fingerprint}`;
    const signed = Buffer.from(stringToSign(content, hash));
    if (!verify('sha256', signed, publicKey, Buffer.from(signature, 'hex'))) return 'signature verification failed';
    const named = this.#named.get(`${bucket}/${key}`);
    return named === undefined || named === hash ? undefined : "hash value doesn't match";
  }

  async #problemOfLog(bucket: string, key: string, hashValue: string): Promise<string | undefined> {
    const object = await this.#reader.read(bucket, key);
    if (!object) return 'not found';
    try {
      return hashOf(await unzipped(object.body)) === hashValue ? undefined : "hash value doesn't match";
    } catch {
      return 'invalid format';
    }
  }
}

interface Digest {
  content: DigestContent;
  hash: string;
  signature: string;
}

const REQUIRED: readonly (keyof DigestContent)[] = [
  'digestPublicKeyFingerprint',
  'digestS3Bucket',
  'digestS3Object',
  'previousDigestSignature',
  'digestEndTime',
  'digestStartTime',
];

const unzipped = promisify<Buffer, Buffer>(gunzip);
