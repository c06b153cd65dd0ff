/** The errors that the view of the buckets answers, in S3's words. */
import { leaf } from '../xml.js';
import { errorDocument } from './xml.js';

export class S3Fault extends Error {
  readonly code: string;
  readonly statusCode: number;
  /** What the error says beside its code and message. */
  readonly details: Readonly<Record<string, string | number>>;

  constructor(statusCode: number, code: string, message: string, details: S3Fault['details'] = {}) {
    super(message);
    this.code = code;
    this.statusCode = statusCode;
    this.details = details;
  }

  document(requestId: string): string {
    const members = { Code: this.code, Message: this.message, ...this.details, RequestId: requestId };
    return errorDocument(...Object.entries(members).map(([name, value]) => leaf(name, value)));
  }
}

/** What delivery writes nobody else may change. */
export const accessDenied = () => new S3Fault(403, 'AccessDenied', 'Access Denied');
export const noSuchBucket = (bucket: string) =>
  new S3Fault(404, 'NoSuchBucket', 'The specified bucket does not exist', { BucketName: bucket });
export const noSuchKey = (key: string) =>
  new S3Fault(404, 'NoSuchKey', 'The specified key does not exist.', { Key: key });
export const invalidBucketName = (bucket: string) =>
  new S3Fault(400, 'InvalidBucketName', 'The specified bucket is not valid.', { BucketName: bucket });
export const invalidUri = () => new S3Fault(400, 'InvalidURI', "Couldn't parse the specified URI.");
export const invalidArgument = (message: string, name: string, value: string) =>
  new S3Fault(400, 'InvalidArgument', message, { ArgumentName: name, ArgumentValue: value });
export const notImplemented = (header: string) =>
  new S3Fault(501, 'NotImplemented', 'A header you provided implies functionality that is not implemented', {
    Header: header,
  });
export const preconditionFailed = (condition: string) =>
  new S3Fault(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', {
    Condition: condition,
  });
export const invalidRange = (range: string, size: number) =>
  new S3Fault(416, 'InvalidRange', 'The requested range is not satisfiable', {
    RangeRequested: range,
    ActualObjectSize: size,
  });
export const internalError = () =>
  new S3Fault(500, 'InternalError', 'We encountered an internal error. Please try again.');
