/** The objects of a target as a tree of folders, with what those that were opened turned out to be. */
import type { Classifier } from '@aws-sdk/client-glue';
import type { Wire } from '../../../model/types.js';
import { classified, kindOf } from './classify.js';
import { excluder } from './exclusion.js';
import type { Classified } from './format.js';
import {
  MOST_CHARACTERS,
  MOST_OBJECTS,
  MOST_SAMPLES,
  type ObjectSource,
  type S3Location,
  type StoredObject,
} from './object-source.js';

export interface SeenObject extends StoredObject {
  /** Undefined for what was not opened. */
  classified: Classified | undefined;
  /** Its ending and compression: what an object that was not opened may have in common with one that was. */
  kind: string;
}

export interface Folder {
  /** The last part of its path; the bucket's name at the top. */
  name: string;
  /** As a key begins, with the slash at its end; empty for the bucket. */
  path: string;
  objects: SeenObject[];
  folders: Map<string, Folder>;
}

export interface Search extends S3Location {
  exclusions: readonly string[];
  /** Objects to open in each folder; as many as there are, unless told. */
  sampleSize: number | undefined;
  classifiers: readonly Wire<Classifier>[];
}

export interface Found {
  /** The folder that the include path names, or that of the object that it names. */
  folder: Folder;
  /** Whether the include path names one object. */
  isObject: boolean;
  /** Whether there was more than was looked at. */
  cut: boolean;
}

/** Undefined if there is no such bucket. */
export function search(source: ObjectSource, given: Search): Found | undefined {
  const { bucket, prefix } = given;
  const isObject = source.list(bucket, prefix, 1)?.[0]?.key === prefix;
  const path = isObject ? parentOf(prefix) : asFolder(prefix);
  const listed = source.list(bucket, isObject ? prefix : path, MOST_OBJECTS + 1);
  if (!listed) return undefined;
  const isWanted = wantedUnder(path, given);
  const wanted = listed
    .slice(0, MOST_OBJECTS)
    .filter((object) => isWanted(object) && (!isObject || object.key === prefix));
  return { folder: treeOf(source, given, path, wanted), isObject, cut: listed.length > MOST_OBJECTS };
}

function asFolder(prefix: string): string {
  return prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
}

/** What Hive takes for hidden (a part of the path that begins with a dot or an underscore), and what is empty, is no data. */
function wantedUnder(path: string, { exclusions }: Search): (object: StoredObject) => boolean {
  const isExcluded = excluder(exclusions);
  return ({ key, size }) => {
    const rest = key.slice(path.length);
    return size > 0 && key.startsWith(path) && !/(^|\/)[._]/.test(rest) && !isExcluded(rest);
  };
}

function treeOf(source: ObjectSource, given: Search, path: string, objects: readonly StoredObject[]): Folder {
  const name = path.split('/').at(-2) ?? given.bucket;
  const root: Folder = { name, path, objects: [], folders: new Map() };
  const sampled = samples(source, given, objects);
  for (const object of objects) {
    const { classification, compressionType } = kindOf(object.key);
    const found = sampled.get(object.key);
    const isKnown = found || (classification && !sampled.has(object.key));
    const seen = { ...object, kind: `${classification} ${compressionType}`, classified: found };
    if (isKnown) folderOf(root, object.key).objects.push(seen);
  }
  return root;
}

/** What those are that are opened: the first of each folder, then the second, until it is enough. Undefined for what is no data. */
function samples(
  source: ObjectSource,
  given: Search,
  objects: readonly StoredObject[],
): Map<string, Classified | undefined> {
  const { bucket, classifiers: custom, sampleSize = MOST_SAMPLES } = given;
  const reading = { source, bucket, custom, left: MOST_CHARACTERS };
  const found = new Map<string, Classified | undefined>();
  const chosen = ranked(objects).filter(({ rank }) => rank < sampleSize);
  for (const { object } of chosen.slice(0, MOST_SAMPLES)) {
    if (reading.left <= 0) break;
    found.set(object.key, classified(reading, object));
  }
  return found;
}

function ranked(objects: readonly StoredObject[]): { object: StoredObject; rank: number }[] {
  const ranks = new Map<string, number>();
  const all = objects.map((object) => {
    const parent = parentOf(object.key);
    const rank = ranks.get(parent) ?? 0;
    ranks.set(parent, rank + 1);
    return { object, rank };
  });
  return all.sort((one, other) => one.rank - other.rank);
}

function parentOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/') + 1);
}

function folderOf(root: Folder, key: string): Folder {
  let folder = root;
  for (const name of parentOf(key).slice(root.path.length).split('/').slice(0, -1)) {
    let child = folder.folders.get(name);
    if (!child) {
      child = { name, path: `${folder.path}${name}/`, objects: [], folders: new Map() };
      folder.folders.set(name, child);
    }
    folder = child;
  }
  return folder;
}
