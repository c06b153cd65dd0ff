/** The formats of data that a crawl knows, as its tables describe them. */
import type { Columns } from './shape.js';

/** What is the same for all objects of a table, and goes into its storage descriptor. Those of two tables are compared as JSON. */
export interface Format {
  classification: 'csv' | 'json' | 'parquet';
  compressionType: 'none' | 'gzip';
  serde: { SerializationLibrary: string; Parameters: Record<string, string> };
  /** What the classifier adds to a table's Parameters. */
  parameters: Record<string, string>;
}

/** What one object turned out to be. */
export interface Classified {
  format: Format;
  columns: Columns;
  /** Estimated from what was read, where that is not all. */
  recordCount: number;
}

/** The beginning of an object's text. */
export interface SampledText {
  text: string;
  /** Whether that is all of it. */
  complete: boolean;
  /** Which part of the object's bytes it was made of: 1 is all. */
  share: number;
}

export const TEXT_FORMATS = {
  InputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
  OutputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
};

export const PARQUET_FORMATS = {
  InputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
  OutputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
};
