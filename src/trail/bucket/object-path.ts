/**
 * Which file is which object: an object is the file at the path that its key spells, in the subfolder of its bucket. Beside it may lie its
 * user metadata, `KEY.metadata.json`, and what is being written: neither is an object.
 */
import type { UserMetadata } from './bucket.js';

/** S3's rule for bucket names, as far as it matters for a path. */
const BUCKET_NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

export const METADATA_SUFFIX = '.metadata.json';

export function isBucketName(name: string): boolean {
  return BUCKET_NAME.test(name);
}

/** The path of an object below the folder of buckets, segment by segment; undefined for a key that spells no path inside its bucket. */
export function segmentsOf(bucket: string, key: string): string[] | undefined {
  const segments = key.split('/');
  return isBucketName(bucket) && segments.every(isPlain) ? [bucket, ...segments] : undefined;
}

/** Whether a name can be that of a file or folder in a bucket, and not of something else there. */
export function isPlain(segment: string): boolean {
  return segment !== '' && segment !== '.' && segment !== '..' && !/[\0\\]/.test(segment);
}

/** Where a file with this name is written before it is renamed. */
export function partialName(name: string): string {
  return `.${name}.partial`;
}

export function isPartial(name: string): boolean {
  return name.startsWith('.') && name.endsWith('.partial');
}

export function metadataText(metadata: UserMetadata): string {
  return `${JSON.stringify(metadata)}\n`;
}
