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
  sessionToken: string | undefined;
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
  const authorization = headers.authorization;
  const token = headers['x-amz-security-token'] ?? query['X-Amz-Security-Token'];
  const sessionToken = typeof token === 'string' ? token : undefined;
  if (typeof authorization === 'string') {
    return { ...fromHeader(authorization, hasDate(headers), service), sessionToken };
  }
  if (query['X-Amz-Algorithm'] === ALGORITHM) return { ...fromQuery(query, service), sessionToken };
  throw missingAuthentication();
}

type Scope = Omit<Credential, 'sessionToken'>;

/** Headers of one key and day differ only in their signature, so the parsed scopes of the last ones are kept. */
const parsed = new Map<string, Scope>();
const PARSED_LIMIT = 1_000;

function fromHeader(authorization: string, dated: boolean, service: string): Scope {
  const [algorithm = '', ...rest] = authorization.split(' ');
  if (!algorithm.startsWith('AWS4-')) throw missingAuthentication();
  if (algorithm !== ALGORITHM) {
    throw incompleteSignature(`Unsupported AWS 'algorithm': '${algorithm}' (only AWS4-HMAC-SHA256 for now). `);
  }
  const parts = new Map(rest.join(' ').split(',').map(partOf));
  const missing = ['Credential', 'Signature', 'SignedHeaders']
    .filter((name) => !parts.get(name))
    .map((name) => `Authorization header requires '${name}' parameter. `);
  if (!dated) missing.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
  if (missing.length > 0) throw incompleteSignature(`${missing.join('')}Authorization=${authorization}`);
  return scopeOf(parts.get('Credential') ?? '', service);
}

function partOf(text: string): [string, string] {
  const equals = text.indexOf('=');
  return [text.slice(0, equals).trim(), text.slice(equals + 1)];
}

function fromQuery(query: SignedRequest['query'], service: string): Scope {
  const missing = ['X-Amz-Credential', 'X-Amz-Signature', 'X-Amz-SignedHeaders', 'X-Amz-Date']
    .filter((name) => typeof query[name] !== 'string' || query[name] === '')
    .map((name) => `AWS query-string parameters must include '${name}'. `);
  if (missing.length > 0) throw incompleteSignature(missing.join(''));
  return scopeOf(String(query['X-Amz-Credential']), service);
}

function scopeOf(credential: string, expected: string): Scope {
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

function hasDate(headers: SignedRequest['headers']): boolean {
  return headers['x-amz-date'] !== undefined || headers.date !== undefined;
}
