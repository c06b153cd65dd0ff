/** Requests as they lie on the wire, without an SDK between: what a test says nothing about is as a well-behaved client sends it. */
import type { CloudTrailRecord, GlueTrail } from '../../src/index.js';

export interface RawRequest {
  method?: string;
  path?: string;
  /** Name of the operation behind the target's prefix. */
  operation?: string;
  /** Added to the usual headers; undefined takes one away. */
  headers?: Record<string, string | undefined>;
  body?: string | Uint8Array | undefined;
}

export interface Exchange {
  status: number;
  contentType: string | null;
  requestId: string | null;
  body: string;
  /** What was recorded of the request, by its id. */
  records: CloudTrailRecord[];
}

export const SCOPE = '20260101/us-east-1/glue/aws4_request';

export function authorization(credential: string): string {
  return `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`;
}

const USUAL_HEADERS = {
  'content-type': 'application/x-amz-json-1.1',
  authorization: authorization(`123456789012/${SCOPE}`),
  'x-amz-date': '20260101T000000Z',
};

export async function exchange(server: GlueTrail, request: RawRequest = {}): Promise<Exchange> {
  const { method = 'POST', path = '/', operation = 'GetDatabases', body = '{}' } = request;
  const given = { ...USUAL_HEADERS, 'x-amz-target': `AWSGlue.${operation}`, ...request.headers };
  const headers = Object.entries(given).filter((header): header is [string, string] => header[1] !== undefined);
  // Bytes, since fetch adds a content type to text.
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const sends = method !== 'GET' && method !== 'HEAD';
  const answer = await fetch(`${server.endpoint}${path}`, { method, headers, ...(sends && { body: bytes }) });
  const requestId = answer.headers.get('x-amzn-requestid');
  const text = await answer.text();
  const records = requestId === null ? [] : server.events({ requestID: requestId });
  return { status: answer.status, contentType: answer.headers.get('content-type'), requestId, body: text, records };
}
