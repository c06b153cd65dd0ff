/** The errors of AWS's front end: what is wrong with a request before a service sees it. Texts as observed on AWS's JSON 1.1 services. */

export class WireFault extends Error {
  readonly code: string;
  readonly statusCode: number;

  constructor(code: string, message?: string, statusCode = 400) {
    super(message);
    this.code = code;
    this.statusCode = statusCode;
  }
}

export const unknownOperation = () => new WireFault('UnknownOperationException');
/** A request that is broken before its body can be. */
export const unreadable = () => new WireFault('SerializationException');
export const missingAuthentication = () =>
  new WireFault('MissingAuthenticationTokenException', 'Request is missing Authentication Token');
export const incompleteSignature = (message: string) => new WireFault('IncompleteSignatureException', message);
export const invalidSignature = (message: string) => new WireFault('InvalidSignatureException', message);
export const unrecognizedClient = () =>
  new WireFault('UnrecognizedClientException', 'The security token included in the request is invalid.');
/** The store could not commit: nothing was done, and nothing recorded. */
export const internalFailure = () => new WireFault('InternalFailure', 'The request could not be stored.', 500);
