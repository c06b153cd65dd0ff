/**
 * A folder that plays S3's part: one subfolder for each bucket, in it each object as a file at the path that its key spells.
 *
 * A file is written beside its place and renamed, so whoever reads the folder sees whole files only; an object's metadata is there before
 * the object. No fsync: what a process wrote survives its being killed; after a power cut the store, which does not sync either, starts
 * over as well (decisions/003).
 */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Bucket, UserMetadata } from './bucket.js';
import { isBucketName, METADATA_SUFFIX, metadataText, partialName, segmentsOf } from './object-path.js';

export class FolderBucket implements Bucket {
  readonly #root: string;

  /** @param root the folder of the buckets' folders; made when the first object is stored. */
  constructor(root: string) {
    this.#root = root;
  }

  /** @throws for a bucket or key that is no path inside the folder; as the file system does if it cannot be written. */
  async put(bucket: string, key: string, body: Uint8Array, metadata?: UserMetadata): Promise<void> {
    const path = join(this.#root, ...pathOf(bucket, key));
    if (metadata) await writeWhole(`${path}${METADATA_SUFFIX}`, metadataText(metadata));
    await writeWhole(path, body);
  }
}

/** Writes a file, and the folders above it, so that it is never seen in part. */
export async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  const partial = join(dirname(path), partialName(basename(path)));
  try {
    await writeFile(partial, content);
  } catch (error) {
    if (!isAbsent(error)) throw error;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(partial, content);
  }
  await rename(partial, path);
}

function pathOf(bucket: string, key: string): string[] {
  if (!isBucketName(bucket)) throw new Error(`${JSON.stringify(bucket)} is no bucket name`);
  const segments = segmentsOf(bucket, key);
  if (!segments) throw new Error(`the key ${JSON.stringify(key)} is no path inside the bucket's folder`);
  return segments;
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
