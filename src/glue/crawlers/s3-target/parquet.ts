/** Parquet: the schema and the number of rows stand in a file's footer, so that nothing is sampled. */
import { parquetMetadata, parquetSchema } from 'hyparquet/src/metadata.js'; // The package as a whole takes three times as long to load.
import type { Classified } from './format.js';
import { type Columns, type Shape, scalar } from './shape.js';

type SchemaTree = ReturnType<typeof parquetSchema>;
type SchemaElement = SchemaTree['element'];

/** A footer is followed by its length in four bytes and this. */
const MAGIC = 'PAR1';
const TRAILER = 8;

/** Where in a file its footer and trailer lie, told by its last 8 bytes; undefined if it is no Parquet file. */
export function footerOf(trailer: Uint8Array, size: number): { from: number; length: number } | undefined {
  const bytes = Buffer.from(trailer);
  if (bytes.length !== TRAILER || bytes.toString('latin1', 4) !== MAGIC) return undefined;
  const length = bytes.readUInt32LE(0) + TRAILER;
  return length <= size ? { from: size - length, length } : undefined;
}

/** @param footer with its trailer. */
export function classifiedParquet(footer: Uint8Array): Classified | undefined {
  try {
    const metadata = parquetMetadata(footer);
    const columns: Columns = new Map(
      parquetSchema(metadata).children.map((node) => [node.element.name.toLowerCase(), shapeOf(node)]),
    );
    const serde = {
      SerializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe',
      Parameters: { 'serialization.format': '1' },
    };
    // Observed: compressionType is none, whatever the pages are compressed with.
    const format = { classification: 'parquet', compressionType: 'none', serde, parameters: {} } as const;
    return { format, columns, recordCount: Number(metadata.num_rows) };
  } catch {
    return undefined;
  }
}

function shapeOf(node: SchemaTree): Shape | undefined {
  const shape = node.element.type === undefined ? groupShape(node) : scalar(scalarType(node.element));
  return node.element.repetition_type === 'REPEATED' ? { kind: 'array', element: shape } : shape;
}

function groupShape(node: SchemaTree): Shape | undefined {
  const kind = node.element.logical_type?.type ?? node.element.converted_type;
  const [repeated] = node.children;
  if (kind === 'LIST' && repeated) return { kind: 'array', element: listElement(repeated) };
  const [key, value] = repeated?.children ?? [];
  if ((kind === 'MAP' || kind === 'MAP_KEY_VALUE') && key && value)
    return { kind: 'map', key: shapeOf(key) ?? scalar('string'), value: shapeOf(value) ?? scalar('string') };
  return { kind: 'struct', members: new Map(node.children.map((child) => [child.element.name, shapeOf(child)])) };
}

/** Of three levels the middle one is only there to repeat; of two it is the element itself (Parquet's format of logical types). */
function listElement(repeated: SchemaTree): Shape | undefined {
  const [only, ...others] = repeated.children;
  if (only && others.length === 0) return shapeOf(only);
  return shapeOf({ ...repeated, element: { ...repeated.element, repetition_type: 'REQUIRED' } });
}

function scalarType(element: SchemaElement): string {
  const logical = element.logical_type?.type ?? element.converted_type ?? '';
  if (logical === 'DECIMAL') return `decimal(${element.precision ?? 10},${element.scale ?? 0})`;
  if (logical === 'DATE') return 'date';
  if (logical.startsWith('TIMESTAMP') || element.type === 'INT96') return 'timestamp';
  if (element.type === 'BYTE_ARRAY') return TEXTS.has(logical) ? 'string' : 'binary';
  if (element.type === 'INT32') return SMALL_INTEGERS[bitsOf(element)] ?? 'int';
  return PLAIN_TYPES[element.type ?? ''] ?? 'binary';
}

const TEXTS = new Set(['STRING', 'UTF8', 'ENUM', 'JSON']);
const SMALL_INTEGERS: Record<number, string> = { 8: 'tinyint', 16: 'smallint' };
const PLAIN_TYPES: Record<string, string> = { BOOLEAN: 'boolean', INT64: 'bigint', FLOAT: 'float', DOUBLE: 'double' };

function bitsOf({ logical_type: logical, converted_type: converted }: SchemaElement): number {
  return logical?.type === 'INTEGER' ? logical.bitWidth : Number(/^INT_(\d+)$/.exec(converted ?? '')?.[1]);
}
