/**
 * A folder that plays S3's part: one subfolder for each bucket, in it each object as a file at the path that its key spells.
 *
 * An object is written beside its place and renamed, so whoever reads the folder sees whole files only. No fsync: what a process wrote
 * survives its being killed; after a power cut the store, which does not sync either, starts over as well (decisions/003).
 */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Bucket } from './bucket.js';

export class FolderBucket implements Bucket {
  readonly #root: string;

  /** @param root the folder of the buckets' folders; made when the first object is stored. */
  constructor(root: string) {
    this.#root = root;
  }

  /** @throws for a bucket or key that is no path inside the folder; as the file system does if it cannot be written. */
  async put(bucket: string, key: string, body: Uint8Array): Promise<void> {
    const path = join(this.#root, ...pathOf(bucket, key));
    const partial = join(dirname(path), `.${basename(path)}.partial`);
    try {
      await writeFile(partial, body);
    } catch (error) {
      if (!isAbsent(error)) throw error;
      await mkdir(dirname(path), { recursive: true });
      await writeFile(partial, body);
    }
    await rename(partial, path);
  }
}

/** S3's rule for bucket names, as far as it matters for a path. */
const BUCKET_NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

function pathOf(bucket: string, key: string): string[] {
  const segments = key.split('/');
  if (!BUCKET_NAME.test(bucket)) throw new Error(`${JSON.stringify(bucket)} is no bucket name`);
  if (!segments.every(isPlain)) throw new Error(`the key ${JSON.stringify(key)} is no path inside the bucket's folder`);
  return [bucket, ...segments];
}

function isPlain(segment: string): boolean {
  return segment !== '' && segment !== '.' && segment !== '..' && !/[\0\\]/.test(segment);
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
