/** GetObject and HeadObject: what of an object a request wants, and the headers that tell of it. */
import type { IncomingHttpHeaders } from 'node:http';
import type { ObjectFacts, OpenObject } from '../../trail/bucket/folder-reader.js';
import { invalidRange, preconditionFailed } from './s3-fault.js';

export interface ObjectAnswer {
  statusCode: 200 | 206 | 304;
  headers: Record<string, string | number>;
  /** First and last byte to send; absent if there are none to send. */
  bytes?: { start: number; end: number };
}

/** @throws the fault of a condition that does not hold, or of a range outside the object */
export function answerTo(headers: IncomingHttpHeaders, key: string, object: OpenObject): ObjectAnswer {
  const { size, etag, modified, metadata } = object;
  const facts = { etag, 'last-modified': modified.toUTCString(), ...userHeaders(metadata) };
  if (!isWanted(headers, object)) return { statusCode: 304, headers: facts };
  const told = { ...facts, ...contentHeaders(key), 'accept-ranges': 'bytes' };
  const range = rangeOf(headers.range, size);
  if (range) {
    const { start, end } = range;
    const part = { 'content-range': `bytes ${start}-${end}/${size}`, 'content-length': end - start + 1 };
    return { statusCode: 206, headers: { ...told, ...part }, bytes: range };
  }
  const whole = { ...told, 'content-length': size };
  return { statusCode: 200, headers: whole, ...(size > 0 && { bytes: { start: 0, end: size - 1 } }) };
}

/** AWS stores log files and digests with these headers; other objects have S3's default. */
function contentHeaders(key: string): Record<string, string> {
  if (key.endsWith('.json.gz')) return { 'content-type': 'application/json', 'content-encoding': 'gzip' };
  return { 'content-type': 'binary/octet-stream' };
}

/** What of an object's metadata may stand in a header. */
function userHeaders(metadata: OpenObject['metadata']): Record<string, string> {
  const entries = Object.entries(metadata).filter(
    ([name, value]) => /^[\w.-]+$/.test(name) && /^[\x20-\x7e]*$/.test(value),
  );
  return Object.fromEntries(entries.map(([name, value]) => [`x-amz-meta-${name.toLowerCase()}`, value]));
}

/** Whether the request's conditions (RFC 9110, section 13) let it have the object. */
function isWanted(headers: IncomingHttpHeaders, { etag, modified }: ObjectFacts): boolean {
  const ifMatch = headers['if-match'];
  if (ifMatch !== undefined && !names(ifMatch, etag)) throw preconditionFailed('If-Match');
  const unmodifiedSince = secondsOf(headers['if-unmodified-since']);
  const modifiedAt = Math.floor(modified.getTime() / 1000);
  if (ifMatch === undefined && modifiedAt > unmodifiedSince) throw preconditionFailed('If-Unmodified-Since');
  const ifNoneMatch = headers['if-none-match'];
  if (ifNoneMatch !== undefined) return !names(ifNoneMatch, etag);
  return !(modifiedAt <= secondsOf(headers['if-modified-since']));
}

/** Some clients leave out the quotes. */
function names(condition: string, etag: string): boolean {
  const tags = condition.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.some((tag) => tag === '*' || tag === etag || `"${tag}"` === etag);
}

/** NaN, with which no comparison holds, for what is no date. */
function secondsOf(date: string | undefined): number {
  return Math.floor(Date.parse(date ?? '') / 1000);
}

/** One range; S3 answers several, and what is none, with the whole object. */
function rangeOf(header: string | undefined, size: number): ObjectAnswer['bytes'] | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (header === undefined || (first === '' && last === '')) return undefined;
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (start >= size || (first === '' && Number(last) === 0)) throw invalidRange(header, size);
  return { start, end };
}
