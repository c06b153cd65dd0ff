/**
 * STS as this server carries it out: it tells who calls. Nothing gives out temporary credentials; calls that ask for some are refused,
 * and recorded like all others.
 */
import type { Implementation } from '../dispatch.js';
import { operationUnsupported } from '../faults/sts.js';
import { STS } from '../model/service.js';
import { callerIdentityHandlers } from './caller-identity.js';

export const sts: Implementation = {
  service: STS,
  handlers: [callerIdentityHandlers],
  tasks: {},
  unserved: operationUnsupported,
};
