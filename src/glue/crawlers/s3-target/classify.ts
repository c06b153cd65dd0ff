/**
 * What an object is, told by its ending and confirmed by its content. Custom CSV and JSON classifiers come before the built-in ones, in the
 * crawler's order, and look at texts of any ending. Grok and XML classifiers, and what the endings below do not name, are not recognised.
 */
import { constants, gunzipSync } from 'node:zlib';
import type { Classifier } from '@aws-sdk/client-glue';
import type { Wire } from '../../../model/types.js';
import { classifiedCsv } from './csv.js';
import type { Classified, Format, SampledText } from './format.js';
import { classifiedJson } from './json.js';
import { MOST_BYTES, MOST_TEXT, type ObjectSource, type StoredObject } from './object-source.js';
import { classifiedParquet, footerOf } from './parquet.js';

const ENDINGS: Record<string, Format['classification']> = {
  csv: 'csv',
  tsv: 'csv',
  json: 'json',
  jsonl: 'json',
  ndjson: 'json',
  parquet: 'parquet',
};

export interface Kind {
  /** Undefined for what only a custom classifier may recognise. */
  classification: Format['classification'] | undefined;
  compressionType: Format['compressionType'];
}

/** What the end of the name says. */
export function kindOf(key: string): Kind {
  const [, plain = '', gz] = /^(.*?)(\.gz)?$/is.exec(key) ?? [];
  const ending = /\.([^./]+)$/.exec(plain)?.[1]?.toLowerCase() ?? '';
  const classification = Object.hasOwn(ENDINGS, ending) ? ENDINGS[ending] : undefined;
  return { classification, compressionType: gz ? 'gzip' : 'none' };
}

export interface Reading {
  source: ObjectSource;
  bucket: string;
  custom: readonly Wire<Classifier>[];
  /** Characters that may still be read; counts down. */
  left: number;
}

export function classified(reading: Reading, object: StoredObject): Classified | undefined {
  const { source, bucket, custom } = reading;
  const { classification, compressionType } = kindOf(object.key);
  if (classification === 'parquet') return compressionType === 'none' ? parquet(reading, object) : undefined;
  if (classification === undefined && custom.length === 0) return undefined;
  const head = source.read(bucket, object.key, 0, MOST_BYTES);
  const sampled = head && sampledText(head, object.size, compressionType);
  if (!sampled) return undefined;
  reading.left -= sampled.text.length;
  for (const { CsvClassifier, JsonClassifier } of custom) {
    const recognised =
      (CsvClassifier && classifiedCsv(sampled, compressionType, CsvClassifier)) ??
      (JsonClassifier && classifiedJson(sampled, compressionType, JsonClassifier.JsonPath));
    if (recognised) return recognised;
  }
  if (classification === 'json') return classifiedJson(sampled, compressionType);
  return classification === 'csv' ? classifiedCsv(sampled, compressionType) : undefined;
}

function parquet(reading: Reading, { key, size }: StoredObject): Classified | undefined {
  const { source, bucket } = reading;
  const trailer = size > 8 ? source.read(bucket, key, size - 8, 8) : undefined;
  const place = trailer && footerOf(trailer, size);
  if (!place || place.length > MOST_TEXT) return undefined;
  reading.left -= place.length;
  const footer = source.read(bucket, key, place.from, place.length);
  return footer && classifiedParquet(footer);
}

/** Undefined for what holds bytes that no text has. */
function sampledText(
  head: Uint8Array,
  size: number,
  compressionType: Kind['compressionType'],
): SampledText | undefined {
  const { bytes, from } = compressionType === 'gzip' ? unzipped(head) : { bytes: head, from: head.length };
  const text = Buffer.from(bytes)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  if (text === '' || text.includes('\0')) return undefined;
  return { text, complete: from >= size, share: Math.min(1, from / size) };
}

/** What can be unpacked within the bound, of as many of the bytes as that takes. */
function unzipped(head: Uint8Array): { bytes: Uint8Array; from: number } {
  for (let from = head.length; from > 0; from = Math.floor(from / 16)) {
    try {
      // A cut stream gives what it has, instead of an error.
      const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MOST_TEXT };
      return { bytes: gunzipSync(head.subarray(0, from), options), from };
    } catch (error) {
      if (!(error instanceof RangeError)) break; // No gzip; otherwise more than the bound.
    }
  }
  return { bytes: new Uint8Array(), from: 0 };
}
