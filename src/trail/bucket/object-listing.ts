/**
 * Objects of a folder of buckets, listed and read at once: for what is carried out inside a commit, where nothing can wait. As in
 * folder-reader.ts no name leads out of the folder.
 */
import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { inKeyOrder, isObjectOrFolder } from './folder-keys.js';
import { isBucketName, segmentsOf } from './object-path.js';

export interface ListedObject {
  key: string;
  /** Bytes. */
  size: number;
}

export class ObjectListing {
  readonly #root: string;

  /** @param root the folder whose subfolders are buckets. */
  constructor(root: string) {
    this.#root = root;
  }

  /** The objects whose keys begin with the prefix, in S3's order, the first so many; undefined if there is no such bucket. */
  list(bucket: string, prefix: string, limit: number): ListedObject[] | undefined {
    if (!isBucketName(bucket)) return undefined;
    const folder = join(this.#root, bucket);
    if (!orNothing(() => lstatSync(folder))?.isDirectory()) return undefined;
    const found: ListedObject[] = [];
    for (const object of objectsIn(folder, prefix, '')) {
      if (found.length >= limit) break;
      found.push(object);
    }
    return found;
  }

  /** These bytes of an object, fewer where it ends before; undefined if there is no such object. */
  read(bucket: string, key: string, from: number, length: number): Uint8Array | undefined {
    const path = this.#pathOf(bucket, key);
    if (path === undefined) return undefined;
    const file = orNothing(() => openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK));
    if (file === undefined) return undefined;
    try {
      const stats = fstatSync(file);
      if (!stats.isFile()) return undefined;
      const bytes = Buffer.alloc(Math.max(0, Math.min(length, stats.size - from)));
      return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, from));
    } finally {
      closeSync(file);
    }
  }

  #pathOf(bucket: string, key: string): string | undefined {
    const segments = segmentsOf(bucket, key);
    const root = orNothing(() => realpathSync.native(this.#root));
    if (!segments || root === undefined) return undefined;
    const path = join(root, ...segments);
    return orNothing(() => realpathSync.native(path)) === path ? path : undefined;
  }
}

function* objectsIn(folder: string, prefix: string, beginning: string): Generator<ListedObject> {
  const entries = orNothing(() => readdirSync(folder, { withFileTypes: true })) ?? [];
  const files = new Set(entries.filter((entry) => entry.isFile()).map(({ name }) => name));
  const named = entries
    .filter((entry) => isObjectOrFolder(entry, files))
    .map((entry) => ({ name: entry.name, key: beginning + entry.name + (entry.isDirectory() ? '/' : ''), entry }))
    .filter(({ key }) => key.startsWith(prefix) || prefix.startsWith(key))
    .sort((one, other) => inKeyOrder(one.key, other.key));
  for (const { name, key, entry } of named) {
    const path = join(folder, name);
    if (entry.isDirectory()) yield* objectsIn(path, prefix, key);
    else {
      const stats = key.startsWith(prefix) ? orNothing(() => lstatSync(path)) : undefined;
      if (stats?.isFile()) yield { key, size: stats.size };
    }
  }
}

/** What is not there, not to be read or no longer what it was is left out. */
function orNothing<Result>(look: () => Result): Result | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
