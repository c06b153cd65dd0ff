/**
 * Which folders are tables and which are partitions of one: "when the majority of schemas at a folder level are similar, the crawler
 * creates partitions of a table instead of separate tables" (developer guide, "How does a crawler determine when to create partitions").
 * Here all below a folder have to be similar and equally deep, and what lies above a single folder is not part of the table.
 */

import type { Folder, SeenObject } from './folder-tree.js';
import type { Format } from './format.js';
import { type Columns, mergedColumns } from './shape.js';

export interface FoundTable {
  /** The folder's or the object's name, as it is. */
  name: string;
  /** A folder's path, or the key of an object that is a table of its own. */
  path: string;
  format: Format;
  columns: Columns;
  partitionKeys: string[];
  /** One for each folder of a table with partition keys, otherwise none. */
  partitions: FoundPartition[];
  statistics: Statistics;
}

export interface FoundPartition {
  values: string[];
  path: string;
  /** Undefined where no object was opened. */
  columns: Columns | undefined;
  statistics: Statistics;
}

export interface Statistics {
  objectCount: number;
  recordCount: number;
  /** Bytes. */
  size: number;
}

export interface Grouping {
  /** CombineCompatibleSchemas: one table for each include path, as long as format and compression are the same. */
  combines: boolean;
  /** The least level at which there are tables; the bucket's is 1. */
  tableLevel: number;
}

/** A folder that has objects of its own. */
interface Leaf {
  folder: Folder;
  /** Names of the folders between it and the table. */
  names: string[];
  objects: SeenObject[];
}

export function tablesIn(folder: Folder, grouping: Grouping, level: number): FoundTable[] {
  const leaves = leavesOf(folder);
  const descends = folder.folders.size > 0 && (level < grouping.tableLevel || isOnlyPassedThrough(folder));
  const whole = descends ? undefined : tableOf(folder.name, folder.path, leaves, grouping);
  if (whole) return [whole];
  const below = Array.from(folder.folders.values()).flatMap((child) => tablesIn(child, grouping, level + 1));
  return [...tablesOfObjects(folder, grouping), ...below];
}

/** An object that is a target itself is a table. */
export function tablesOfObjects({ name, path, folders, objects }: Folder, grouping: Grouping): FoundTable[] {
  const leaf = { folder: { name, path, folders, objects }, names: [], objects };
  const whole = folders.size > 0 ? tableOf(name, path, [leaf], grouping) : undefined;
  if (whole) return [whole];
  return objects.flatMap((object) => {
    const ofObject = { ...leaf, objects: [object] };
    const table = tableOf(object.key.slice(path.length), object.key, [ofObject], grouping);
    return table ? [table] : [];
  });
}

function leavesOf(folder: Folder, names: string[] = []): Leaf[] {
  const below = Array.from(folder.folders).flatMap(([name, child]) => leavesOf(child, [...names, name]));
  return folder.objects.length > 0 ? [{ folder, names, objects: folder.objects }, ...below] : below;
}

function isOnlyPassedThrough({ objects, folders }: Folder): boolean {
  const [only, ...others] = folders.keys();
  return objects.length === 0 && others.length === 0 && only !== undefined && !only.includes('=');
}

/** One table of all the leaves, if they make one. Objects that were not opened count as what their endings say. */
function tableOf(name: string, path: string, leaves: readonly Leaf[], grouping: Grouping): FoundTable | undefined {
  const known = leaves.flatMap(({ objects }) => objects).filter((object) => object.classified);
  const [first] = known;
  if (!first?.classified) return undefined;
  const { format, columns } = first.classified;
  const isSame = ({ classified }: SeenObject) =>
    classified !== undefined &&
    isSameFormat(classified.format, format) &&
    (grouping.combines || areSimilar(classified.columns, columns));
  const parts = leaves.map((leaf) => ({ ...leaf, objects: leaf.objects.filter(({ kind }) => kind === first.kind) }));
  const filled = parts.filter(({ objects }) => objects.length > 0);
  const depth = filled[0]?.names.length ?? 0;
  if (!known.every(isSame) || filled.some(({ names }) => names.length !== depth)) return undefined;
  const rate = rateOf(known);
  return {
    name,
    path,
    format,
    columns: columnsOf(known) ?? new Map(),
    partitionKeys: keysOf(filled, depth),
    partitions: depth === 0 ? [] : filled.map((leaf) => partitionOf(leaf, rate)),
    statistics: statisticsOf(
      filled.flatMap(({ objects }) => objects),
      rate,
    ),
  };
}

/** What a reader has to know in advance is the same. `paths` of JSON follow from the columns, and quotes may be left out. */
function isSameFormat(one: Format, other: Format): boolean {
  const told = ({ classification, compressionType, serde, parameters: { delimiter, ...rest } }: Format) =>
    JSON.stringify([classification, compressionType, serde.SerializationLibrary, delimiter, rest[HEADER_LINES]]);
  return told(one) === told(other);
}

const HEADER_LINES = 'skip.header.line.count';

/** Which part of the columns both must have. The guide names no figure. */
const SIMILARITY = 0.7;

function areSimilar(one: Columns, other: Columns): boolean {
  const common = [...one.keys()].filter((name) => other.has(name)).length;
  return common >= SIMILARITY * Math.max(one.size, other.size);
}

function columnsOf(objects: readonly SeenObject[]): Columns | undefined {
  const known = objects.flatMap((object) => (object.classified ? [object.classified.columns] : []));
  return known.length > 0 ? known.reduce(mergedColumns) : undefined;
}

/** `key=value` folders name their key, all others are partition_0, partition_1 and so on (developer guide). */
function keysOf(leaves: readonly Leaf[], depth: number): string[] {
  return Array.from({ length: depth }, (_, place) => {
    const keys = new Set(leaves.map(({ names }) => hivePart(names[place] ?? '')?.key ?? ''));
    const [only = ''] = keys;
    return keys.size === 1 && only !== '' ? only : `partition_${place}`;
  });
}

function hivePart(name: string): { key: string; value: string } | undefined {
  const cut = name.indexOf('=');
  return cut > 0 ? { key: name.slice(0, cut).toLowerCase(), value: name.slice(cut + 1) } : undefined;
}

function partitionOf({ folder, names, objects }: Leaf, rate: number): FoundPartition {
  const values = names.map((name) => hivePart(name)?.value ?? name);
  return { values, path: folder.path, columns: columnsOf(objects), statistics: statisticsOf(objects, rate) };
}

/** Records a byte, by the objects that were opened. */
function rateOf(objects: readonly SeenObject[]): number {
  const bytes = objects.reduce((sum, { size }) => sum + size, 0);
  return bytes === 0 ? 0 : objects.reduce((sum, object) => sum + (object.classified?.recordCount ?? 0), 0) / bytes;
}

function statisticsOf(objects: readonly SeenObject[], rate: number): Statistics {
  const records = objects.reduce((sum, object) => sum + (object.classified?.recordCount ?? object.size * rate), 0);
  const size = objects.reduce((sum, object) => sum + object.size, 0);
  return { objectCount: objects.length, recordCount: Math.round(records), size };
}
