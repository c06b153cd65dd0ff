/** ListObjects, version 1 (which `aws cloudtrail validate-logs` asks with) and version 2: a page of a bucket's keys. */
import type { FolderReader, ObjectFacts } from '../../trail/bucket/folder-reader.js';
import { element, leaf } from '../xml.js';
import { invalidArgument } from './s3-fault.js';
import { s3Document } from './xml.js';

/** A request's query; of a parameter that is given twice the first counts. */
export type Query = (name: string) => string | undefined;

/** Answers the document. The bucket must be there. */
export async function listObjects(reader: FolderReader, bucket: string, query: Query): Promise<string> {
  const isSecond = query('list-type') === '2';
  const asked = askedOf(query, isSecond);
  const page = await pageOf(reader, bucket, asked);
  const spell = asked.encodingType === 'url' ? urlEncoded : (text: string) => text;
  return s3Document(
    'ListBucketResult',
    leaf('Name', bucket),
    leaf('Prefix', spell(asked.prefix)),
    ...(isSecond ? secondVersion(query, page, spell) : firstVersion(query, page, spell)),
    leaf('MaxKeys', asked.maxKeys),
    ...(asked.delimiter === '' ? [] : [leaf('Delimiter', spell(asked.delimiter))]),
    ...(asked.encodingType === undefined ? [] : [leaf('EncodingType', asked.encodingType)]),
    leaf('IsTruncated', page.isTruncated),
    ...page.objects.map((object) => contents(object, spell)),
    ...page.commonPrefixes.map((prefix) => element('CommonPrefixes', leaf('Prefix', spell(prefix)))),
  );
}

interface Asked {
  prefix: string;
  delimiter: string;
  /** A key, or a common prefix, behind which the page begins. */
  after: string;
  /** The common prefix with which the page before ended: none of its keys is named again. */
  passed: string | undefined;
  maxKeys: number;
  encodingType: string | undefined;
}

interface ListedObject extends ObjectFacts {
  key: string;
}

interface Page {
  objects: ListedObject[];
  commonPrefixes: string[];
  isTruncated: boolean;
  /** The last key or common prefix of the page. */
  last: string;
}

const MOST_KEYS = 1_000;

function askedOf(query: Query, isSecond: boolean): Asked {
  const encodingType = query('encoding-type');
  if (encodingType !== undefined && encodingType !== 'url')
    throw invalidArgument('Invalid Encoding Method specified in Request', 'encoding-type', encodingType);
  const delimiter = query('delimiter') ?? '';
  const token = query('continuation-token');
  const lastOfPage = isSecond ? token && keyOf(token) : query('marker');
  return {
    prefix: query('prefix') ?? '',
    delimiter,
    after: lastOfPage ?? (isSecond ? query('start-after') : '') ?? '',
    passed: delimiter !== '' && lastOfPage?.endsWith(delimiter) ? lastOfPage : undefined,
    maxKeys: maxKeysOf(query('max-keys')),
    encodingType,
  };
}

function maxKeysOf(text = String(MOST_KEYS)): number {
  if (!/^\d{1,10}$/.test(text))
    throw invalidArgument('Provided max-keys not an integer or within integer range', 'max-keys', text);
  return Math.min(Number(text), MOST_KEYS);
}

async function pageOf(reader: FolderReader, bucket: string, asked: Asked): Promise<Page> {
  const { after, maxKeys, prefix } = asked;
  const keys: string[] = [];
  const commonPrefixes: string[] = [];
  let { passed } = asked;
  const skips = (beginning: string) => passed !== undefined && beginning.startsWith(passed);
  let last = '';
  let isTruncated = false;
  for await (const key of maxKeys === 0 ? [] : reader.keys(bucket, { prefix, after, skips })) {
    if (keys.length + commonPrefixes.length === maxKeys) {
      isTruncated = true;
      break;
    }
    const commonPrefix = commonPrefixOf(key, asked);
    passed = commonPrefix;
    last = commonPrefix ?? key;
    if (commonPrefix === undefined) keys.push(key);
    else commonPrefixes.push(commonPrefix);
  }
  return { objects: await factsOf(reader, bucket, keys), commonPrefixes, isTruncated, last };
}

function commonPrefixOf(key: string, { prefix, delimiter }: Asked): string | undefined {
  const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
  return end === -1 ? undefined : key.slice(0, end + delimiter.length);
}

/** Without objects that went since their keys were read. */
async function factsOf(reader: FolderReader, bucket: string, keys: string[]): Promise<ListedObject[]> {
  const facts = await Promise.all(keys.map((key) => reader.facts(bucket, key)));
  return keys.flatMap((key, index) => {
    const found = facts[index];
    return found ? [{ key, ...found }] : [];
  });
}

function firstVersion(query: Query, { isTruncated, last }: Page, spell: (text: string) => string): string[] {
  const isDelimited = (query('delimiter') ?? '') !== '';
  return [
    leaf('Marker', spell(query('marker') ?? '')),
    ...(isTruncated && isDelimited ? [leaf('NextMarker', spell(last))] : []),
  ];
}

function secondVersion(query: Query, page: Page, spell: (text: string) => string): string[] {
  const startAfter = query('start-after');
  const token = query('continuation-token');
  return [
    ...(startAfter === undefined ? [] : [leaf('StartAfter', spell(startAfter))]),
    ...(token === undefined ? [] : [leaf('ContinuationToken', token)]),
    ...(page.isTruncated ? [leaf('NextContinuationToken', tokenOf(page.last))] : []),
    leaf('KeyCount', page.objects.length + page.commonPrefixes.length),
  ];
}

function contents({ key, modified, etag, size }: ListedObject, spell: (text: string) => string): string {
  return element(
    'Contents',
    leaf('Key', spell(key)),
    leaf('LastModified', modified.toISOString()),
    leaf('ETag', etag),
    leaf('Size', size),
    leaf('StorageClass', 'STANDARD'),
  );
}

/** Slashes stay, as S3 leaves them. */
function urlEncoded(text: string): string {
  return encodeURIComponent(text).replaceAll('%2F', '/');
}

/** A mark before the key tells a token from other text. */
const TOKEN_MARK = 'after ';

function tokenOf(last: string): string {
  return Buffer.from(TOKEN_MARK + last).toString('base64');
}

function keyOf(token: string): string {
  const text = Buffer.from(token, 'base64').toString();
  if (text.startsWith(TOKEN_MARK)) return text.slice(TOKEN_MARK.length);
  throw invalidArgument('The continuation token provided is incorrect', 'continuation-token', token);
}
