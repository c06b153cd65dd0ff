/** What STS refuses. */
import { stsSdk as sdk } from '../model/sdk.js';

/** Of whatever gives out credentials, among others. The code is that of an action which the service does not have; the text is our own. */
export const operationUnsupported = (operation: string) =>
  new sdk.STSServiceException({
    name: 'InvalidAction',
    $fault: 'client',
    message: `${operation} is not supported yet by this endpoint.`,
    $metadata: {},
  });
