/**
 * Comma-separated values, recognised as the developer guide describes Glue's built-in CSV classifier: a comma, pipe, tab, semicolon or
 * Ctrl-A between at least two columns, in at least two rows. The first row is a header if all of it are texts of fewer than 150 characters
 * and a row below is not all text. A custom CSV classifier says some of that itself; of its CustomDatatypes nothing is made.
 */
import { createRequire } from 'node:module';
import type { CsvClassifier } from '@aws-sdk/client-glue';
import type { Wire } from '../../../model/types.js';
import type { Classified, Format, SampledText } from './format.js';
import { type Columns, merged, type Shape, scalar } from './shape.js';

const load = createRequire(import.meta.url);

/** Loaded with the first object of this kind: a start does not pay for it. */
const library = (): typeof import('papaparse') => load('papaparse');

const DELIMITERS = [',', '|', '\t', ';', '\u0001'];
const HEADER_LENGTH = 150;

/** Rows that types are inferred from. */
const MOST_ROWS = 10_000;

export function classifiedCsv(
  { text, complete, share }: SampledText,
  compressionType: Format['compressionType'],
  custom: Partial<Wire<CsvClassifier>> = {},
): Classified | undefined {
  const { rows, delimiter } = parsed(text, custom);
  if (!complete && rows.length > 1) rows.pop(); // The last one may have been cut.
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0);
  if (rows.length < 2 || (width < 2 && !custom.AllowSingleColumn)) return undefined;
  const { header, body } = headed(rows, custom);
  const names = uniqueNames(custom.Header ?? header ?? [], width);
  const typed = body.slice(0, MOST_ROWS);
  const columns: Columns = new Map(names.map((name, place) => [name, shapeOf(typed, place)]));
  const recordCount = Math.round(body.length / share);
  const isQuoted = text.startsWith(custom.QuoteSymbol ?? '"');
  return { format: formatOf(custom, compressionType, delimiter, header !== undefined, isQuoted), columns, recordCount };
}

function parsed(text: string, custom: Partial<Wire<CsvClassifier>>): { rows: string[][]; delimiter: string } {
  const { data, meta } = library().parse<string[]>(text, {
    delimiter: custom.Delimiter ?? '',
    delimitersToGuess: DELIMITERS,
    quoteChar: custom.QuoteSymbol ?? '"',
    skipEmptyLines: true,
  });
  return { rows: data, delimiter: meta.delimiter };
}

/** The header, if there is one, and the rows below it. */
function headed(
  rows: string[][],
  { ContainsHeader = 'UNKNOWN', Header }: Partial<Wire<CsvClassifier>>,
): { header?: string[]; body: string[][] } {
  const [header = [], ...body] = rows;
  const isListed = Header !== undefined && Header.join('\n') === header.join('\n');
  const isPresent = ContainsHeader === 'UNKNOWN' ? isListed || isHeader(header, body) : ContainsHeader === 'PRESENT';
  return isPresent ? { header, body } : { body: rows };
}

function isHeader(first: readonly string[], body: readonly string[][]): boolean {
  const isText = (value: string) => typeOf(value) === 'string';
  const named = first.every((name, place) => {
    if (place === first.length - 1 && name === '') return true;
    return name.trim() !== '' && name.length < HEADER_LENGTH && isText(name);
  });
  return named && body.some((row) => row.some((value) => value !== '' && !isText(value)));
}

/** Columns that no header names are col0, col1 and so on (observed); a name that comes again is numbered. */
function uniqueNames(header: readonly string[], width: number): string[] {
  const names = new Set<string>();
  for (let place = 0; place < width; place += 1) {
    const name = header[place]?.trim().toLowerCase() || `col${place}`;
    let unique = name;
    for (let number = 1; names.has(unique); number += 1) unique = `${name}_${number}`;
    names.add(unique);
  }
  return [...names];
}

function shapeOf(rows: readonly string[][], place: number): Shape | undefined {
  let shape: Shape | undefined;
  for (const row of rows) {
    const value = row[place]?.trim() ?? '';
    if (value !== '') shape = merged(shape, scalar(typeOf(value)));
  }
  return shape;
}

function typeOf(given: string): string {
  const value = given.trim();
  if (/^[+-]?\d{1,18}$/.test(value)) return 'bigint';
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value)) return 'double';
  if (/^(true|false)$/i.test(value)) return 'boolean';
  return /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(value) ? 'date' : 'string';
}

function formatOf(
  { Serde, QuoteSymbol = '"' }: Partial<Wire<CsvClassifier>>,
  compressionType: Format['compressionType'],
  delimiter: string,
  hasHeader: boolean,
  isQuoted: boolean,
): Format {
  const serde: Format['serde'] =
    Serde === 'OpenCSVSerDe'
      ? {
          SerializationLibrary: 'org.apache.hadoop.hive.serde2.OpenCSVSerde',
          Parameters: { separatorChar: delimiter, quoteChar: QuoteSymbol },
        }
      : {
          SerializationLibrary: 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe',
          Parameters: { 'field.delim': delimiter },
        };
  const parameters = {
    areColumnsQuoted: String(isQuoted),
    columnsOrdered: 'true',
    delimiter,
    ...(hasHeader && { 'skip.header.line.count': '1' }),
  };
  return { classification: 'csv', compressionType, serde, parameters };
}
