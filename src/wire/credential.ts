/**
 * Who signs a request, and for what: the credential of Signature Version 4, from the Authorization header or a presigned query.
 * Texts as observed on AWS; a request's form is checked whether or not its signature is.
 */
import { REGION } from '../forms.js';
import { incompleteSignature, invalidSignature, missingAuthentication, unrecognizedClient } from './wire-fault.js';

export interface Credential {
  accessKeyId: string;
  /** 20171011 */
  date: string;
  region: string;
  service: string;
}

export interface SignedRequest {
  headers: Record<string, string | string[] | undefined>;
  query: Record<string, unknown>;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
/** Longer and freer than AWS's own keys: tests sign with names. */
const ACCESS_KEY = /^[\w+=,.@-]{1,128}$/;

/** Throws the front end's fault for a request that is not signed, or not in the right form. */
export function credentialOf({ headers, query }: SignedRequest, service: string): Credential {
  const { authorization } = headers;
  if (typeof authorization === 'string') return fromHeader(authorization, headers, service);
  if (query['X-Amz-Algorithm'] === ALGORITHM) return fromQuery(query, service);
  throw missingAuthentication();
}

/** How SDKs write the header; any other order and spacing is read part by part. */
const USUAL_FORM = /^AWS4-HMAC-SHA256 Credential=([^,\s]+), SignedHeaders=[^,\s]+, Signature=[^,\s]+$/;

function fromHeader(authorization: string, headers: SignedRequest['headers'], service: string): Credential {
  const amzDate = headers['x-amz-date'];
  if (amzDate !== undefined) {
    const [, credential] = USUAL_FORM.exec(authorization) ?? [];
    if (credential !== undefined) return scopeOf(credential, service, String(amzDate));
  }
  const [algorithm = '', ...rest] = authorization.split(' ');
  if (!algorithm.startsWith('AWS4-')) throw missingAuthentication();
  if (algorithm !== ALGORITHM) {
    throw incompleteSignature(`Unsupported AWS 'algorithm': '${algorithm}' (only AWS4-HMAC-SHA256 for now). `);
  }
  const parts = new Map(rest.join(' ').split(',').map(partOf));
  const missing = ['Credential', 'Signature', 'SignedHeaders']
    .filter((name) => !parts.get(name))
    .map((name) => `Authorization header requires '${name}' parameter. `);
  if (amzDate === undefined && headers.date === undefined)
    missing.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
  if (missing.length > 0) throw incompleteSignature(`${missing.join('')}Authorization=${authorization}`);
  return scopeOf(parts.get('Credential') ?? '', service, amzDate === undefined ? undefined : String(amzDate));
}

function partOf(text: string): [string, string] {
  const equals = text.indexOf('=');
  return [text.slice(0, equals).trim(), text.slice(equals + 1)];
}

function fromQuery(query: SignedRequest['query'], service: string): Credential {
  const missing = ['X-Amz-Credential', 'X-Amz-Signature', 'X-Amz-SignedHeaders', 'X-Amz-Date']
    .filter((name) => typeof query[name] !== 'string' || query[name] === '')
    .map((name) => `AWS query-string parameters must include '${name}'. `);
  if (missing.length > 0) throw incompleteSignature(missing.join(''));
  return scopeOf(String(query['X-Amz-Credential']), service, String(query['X-Amz-Date']));
}

/** Calls of one key and day name the same scope: those of the last ones are kept. */
const parsed = new Map<string, Credential>();
const PARSED_LIMIT = 1_000;

/** @param amzDate the X-Amz-Date; a Date header has many forms. */
function scopeOf(credential: string, expected: string, amzDate: string | undefined): Credential {
  if (amzDate !== undefined) checkDate(amzDate);
  const known = parsed.get(credential);
  if (known?.service === expected) return known;
  const elements = credential.split('/');
  if (elements.length !== 5) {
    throw incompleteSignature(
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`,
    );
  }
  const [accessKeyId = '', date = '', region = '', service = '', terminator = ''] = elements;
  if (!ACCESS_KEY.test(accessKeyId)) throw unrecognizedClient();
  if (!REGION.test(region)) throw invalidSignature('Credential should be scoped to a valid region. ');
  if (service !== expected) throw invalidSignature(`Credential should be scoped to correct service: '${expected}'. `);
  if (terminator !== 'aws4_request') {
    throw invalidSignature(
      `Credential should be scoped with a valid terminator: 'aws4_request', not '${terminator}'. `,
    );
  }
  const scope = { accessKeyId, date, region, service };
  if (parsed.size >= PARSED_LIMIT) parsed.clear();
  parsed.set(credential, scope);
  return scope;
}

function checkDate(date: string): void {
  if (/^\d{8}T\d{6}Z$/.test(date)) return;
  throw incompleteSignature(
    `Date must be in ISO-8601 'basic format'. Got '${date}'. See http://en.wikipedia.org/wiki/ISO_8601`,
  );
}
