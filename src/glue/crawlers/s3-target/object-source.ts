/**
 * Where a crawl of S3 looks: objects by bucket and key. Whoever assembles the server says where they lie; this part knows no file system.
 *
 * A crawl is carried out inside a commit, in which nothing waits, so that it comes before whatever sees its tables: it reads at once, and
 * within bounds, which docs/decisions/010 has measured.
 */

export interface StoredObject {
  key: string;
  /** Bytes. */
  size: number;
}

export interface ObjectSource {
  /** The objects whose keys begin with the prefix, in the order of S3, the first so many; undefined if there is no such bucket. */
  list(bucket: string, prefix: string, limit: number): StoredObject[] | undefined;
  /** These bytes of an object, fewer where it ends before; undefined if it is gone. */
  read(bucket: string, key: string, from: number, length: number): Uint8Array | undefined;
}

/** Objects of one target that are looked at; those behind them are left out, and the crawl says so. */
export const MOST_OBJECTS = 20_000;

/** Objects of one target that are opened, the first of each folder first. */
export const MOST_SAMPLES = 1_000;

/** Characters of one target that are read, beyond which no object is opened. */
export const MOST_CHARACTERS = 8 * 1024 * 1024;

/** Bytes of one object that are read: of a text its beginning. */
export const MOST_BYTES = 128 * 1024;

/** Bytes that are taken from what was compressed, and of a Parquet file's footer. */
export const MOST_TEXT = 2 * 1024 * 1024;

export interface S3Location {
  bucket: string;
  prefix: string;
}

/** `s3://bucket/prefix`; s3a and s3n are the same to Glue. */
export function s3Location(path: string): S3Location | undefined {
  const [, bucket, prefix = ''] = /^s3[an]?:\/\/([^/]+)(?:\/(.*))?$/i.exec(path) ?? [];
  return bucket === undefined ? undefined : { bucket, prefix };
}
