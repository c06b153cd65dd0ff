/**
 * Why S3 did not take an object, as an error whose name is S3's code, which GetTrailStatus shows (API reference, "LatestDeliveryError").
 * There it is never set for requests that time out; here ServiceUnavailable stands for whatever is no answer (decisions/007).
 */
import type { S3ServiceException } from '@aws-sdk/client-s3';
import type { Sdk } from './s3-connection.js';

/** @param what the part of the message before the reason */
export function failureOf(error: unknown, { S3ServiceException }: Sdk, what: string): Error {
  const [code, why] = error instanceof S3ServiceException ? refusalOf(error) : silenceOf(error);
  const failure = new Error(`${what}: ${code}, ${why}`);
  failure.name = code;
  return failure;
}

/** S3 said no, with a code in its answer's body; without one a proxy may have. */
function refusalOf(error: S3ServiceException): [code: string, why: string] {
  const { httpStatusCode = 0 } = error.$metadata;
  const code = 'Code' in error ? error.name : (CODES[httpStatusCode] ?? 'ServiceUnavailable');
  if (error.$response?.headers.server === 'gluetrail')
    return [code, 'this is gluetrail, whose own buckets are read-only'];
  return [code, 'Code' in error ? error.message : `it answered ${httpStatusCode}`];
}

const CODES: Readonly<Record<number, string>> = { 403: 'AccessDenied', 404: 'NoSuchBucket' };

/** S3 said nothing that can be understood, or could not be asked. */
function silenceOf(error: unknown): [code: string, why: string] {
  if (!(error instanceof Error)) return ['ServiceUnavailable', String(error)];
  const code = error.name === 'CredentialsProviderError' ? 'AccessDenied' : 'ServiceUnavailable';
  // A host with several addresses that all refuse has no message.
  const why = error.message || ('code' in error ? String(error.code) : error.name);
  return [code, why.split('\n', 1).join()];
}
