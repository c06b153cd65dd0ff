/**
 * Reads what a folder of buckets holds, as S3 would tell it. No name leads out of the folder: what is no plain path, a file in the
 * making or a symbolic link, or lies behind one, is not there.
 */
import { constants, type Stats } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, readdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { UserMetadata } from './bucket.js';
import { keysIn, type Walk } from './folder-keys.js';
import { orNothing } from './not-there.js';
import { isBucketName, isPartial, METADATA_SUFFIX, segmentsOf } from './object-path.js';

export interface ObjectFacts {
  /** Bytes. */
  size: number;
  modified: Date;
  /**
   * With its quotes. Made of the file's identity, size and time, not of its content, which a list of 1,000 objects would have to read: so
   * in the form that S3 gives to what was uploaded in parts, and nobody takes it for an MD5.
   */
  etag: string;
}

/** An open object; whoever has it closes the handle. */
export interface OpenObject extends ObjectFacts {
  handle: FileHandle;
  metadata: UserMetadata;
}

export class FolderReader {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  /** The buckets in the order of their names, with the time at which their folders were made. */
  async buckets(): Promise<{ name: string; created: Date }[]> {
    const entries = await orNothing(readdir(this.#root, { withFileTypes: true }), []);
    const names = entries.filter((entry) => entry.isDirectory() && isBucketName(entry.name)).map(({ name }) => name);
    return Promise.all(names.sort().map(async (name) => ({ name, created: await madeAt(join(this.#root, name)) })));
  }

  async hasBucket(bucket: string): Promise<boolean> {
    if (!isBucketName(bucket)) return false;
    return (await orNothing(lstat(join(this.#root, bucket)), undefined))?.isDirectory() ?? false;
  }

  /** Makes a bucket's folder, if it is not there; answers false for what cannot be a bucket's name. */
  async createBucket(bucket: string): Promise<boolean> {
    if (!isBucketName(bucket)) return false;
    await mkdir(join(this.#root, bucket), { recursive: true });
    return true;
  }

  /** The bucket's keys in S3's order. */
  keys(bucket: string, walk: Walk): AsyncGenerator<string> {
    return keysIn(join(this.#root, bucket), walk);
  }

  async facts(bucket: string, key: string): Promise<ObjectFacts | undefined> {
    const path = await this.#pathOf(bucket, key);
    const stats = path === undefined ? undefined : await orNothing(lstat(path), undefined);
    return stats?.isFile() ? factsOf(stats) : undefined;
  }

  async open(bucket: string, key: string): Promise<OpenObject | undefined> {
    const path = await this.#pathOf(bucket, key);
    if (path === undefined) return undefined;
    const handle = await orNothing(open(path, constants.O_RDONLY | constants.O_NOFOLLOW), undefined);
    if (!handle) return undefined;
    const metadata = await metadataOf(path);
    return { handle, metadata, ...factsOf(await handle.stat()) };
  }

  /** An object as a whole. */
  async read(bucket: string, key: string): Promise<{ body: Buffer; metadata: UserMetadata } | undefined> {
    const object = await this.open(bucket, key);
    if (!object) return undefined;
    try {
      return { body: await object.handle.readFile(), metadata: object.metadata };
    } finally {
      await object.handle.close();
    }
  }

  /** The path of the object's file, which is one now and lies where its key says. */
  async #pathOf(bucket: string, key: string): Promise<string | undefined> {
    const segments = segmentsOf(bucket, key);
    if (!segments || isPartial(segments.at(-1) ?? '')) return undefined;
    const root = await orNothing(realpath(this.#root), undefined);
    if (root === undefined) return undefined;
    const path = join(root, ...segments);
    if ((await orNothing(realpath(path), undefined)) !== path) return undefined;
    const isFile = (await lstat(path)).isFile();
    return isFile && !(await isMetadata(path)) ? path : undefined;
  }
}

async function isMetadata(path: string): Promise<boolean> {
  if (!path.endsWith(METADATA_SUFFIX)) return false;
  return (await orNothing(lstat(path.slice(0, -METADATA_SUFFIX.length)), undefined))?.isFile() ?? false;
}

/** The user metadata of the object in a file: none if there is none, or none that can be read. */
async function metadataOf(path: string): Promise<UserMetadata> {
  const text = await readFile(path + METADATA_SUFFIX, 'utf8').catch(() => '');
  try {
    const members: unknown = JSON.parse(text);
    const entries = Object.entries(members ?? {}).filter(([, value]) => typeof value === 'string');
    return Object.fromEntries(entries);
  } catch {
    return {};
  }
}

function factsOf({ size, mtime, mtimeMs, ino }: Stats): ObjectFacts {
  const identity = hex(ino, 11) + hex(size, 8) + hex(Math.round(mtimeMs * 1000), 13);
  return { size, modified: mtime, etag: `"${identity}-1"` };
}

function hex(number: number, digits: number): string {
  return number.toString(16).padStart(digits, '0').slice(-digits);
}

async function madeAt(path: string): Promise<Date> {
  const { birthtimeMs, mtime, birthtime } = await lstat(path);
  return birthtimeMs > 0 ? birthtime : mtime;
}
