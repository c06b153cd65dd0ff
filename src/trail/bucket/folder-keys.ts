/**
 * The keys in a bucket's folder, in S3's order: that of their UTF-8 bytes. Folders are read when their turn comes, and those that cannot
 * hold a wanted key not at all.
 */
import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { orNothing } from './not-there.js';
import { isPartial, isPlain, METADATA_SUFFIX } from './object-path.js';

export interface Walk {
  /** Only keys that begin with it. */
  prefix: string;
  /** Only keys behind it. */
  after: string;
  /** Asked for each folder (its keys' common beginning, with the slash) and key: whether to leave it out. */
  skips?: (beginning: string) => boolean;
}

export async function* keysIn(folder: string, walk: Walk, beginning = ''): AsyncGenerator<string> {
  for (const { name, isFolder } of await entriesOf(folder)) {
    const path = beginning + name;
    if (isFolder) {
      if (mayHold(path, walk)) yield* keysIn(join(folder, name), walk, path);
    } else if (path.startsWith(walk.prefix) && inKeyOrder(path, walk.after) > 0 && !walk.skips?.(path)) yield path;
  }
}

/** UTF-16's order is that of UTF-8 but for what it spells with surrogates. */
export function inKeyOrder(one: string, other: string): number {
  if (SURROGATE.test(one) || SURROGATE.test(other)) return Buffer.compare(Buffer.from(one), Buffer.from(other));
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

const SURROGATE = /[\ud800-\udfff]/;

interface FolderEntry {
  /** With a slash behind it if it is a folder's: so it stands where its keys do. */
  name: string;
  isFolder: boolean;
}

async function entriesOf(folder: string): Promise<FolderEntry[]> {
  const entries = await orNothing(readdir(folder, { withFileTypes: true }), []);
  const files = new Set(entries.filter((entry) => entry.isFile()).map(({ name }) => name));
  return entries
    .filter((entry) => isObjectOrFolder(entry, files))
    .map((entry) => ({ name: entry.isDirectory() ? `${entry.name}/` : entry.name, isFolder: entry.isDirectory() }))
    .sort((one, other) => inKeyOrder(one.name, other.name));
}

/** Whether an entry of a bucket is an object, or a folder of them; `files` are the names of the files beside it. */
export function isObjectOrFolder(entry: Dirent, files: ReadonlySet<string>): boolean {
  const { name } = entry;
  if (!isPlain(name)) return false;
  if (entry.isDirectory()) return true;
  if (!entry.isFile() || isPartial(name)) return false;
  return !(name.endsWith(METADATA_SUFFIX) && files.has(name.slice(0, -METADATA_SUFFIX.length)));
}

function mayHold(beginning: string, { prefix, after, skips }: Walk): boolean {
  if (!beginning.startsWith(prefix) && !prefix.startsWith(beginning)) return false;
  if (inKeyOrder(beginning, after) < 0 && !after.startsWith(beginning)) return false;
  return !skips?.(beginning);
}
