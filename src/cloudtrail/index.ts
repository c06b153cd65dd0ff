/**
 * CloudTrail's own API as this server carries it out: trails, and the history of events. Lake, dashboards, channels and imports are
 * refused; the calls are recorded like all others.
 */
import type { Handler, Implementation } from '../dispatch.js';
import { operationUnsupported } from '../faults/cloudtrail.js';
import { CLOUDTRAIL } from '../model/service.js';
import { eventSelectorHandlers } from './event-selectors.js';
import type { CloudTrailHandlers } from './handlers.js';
import { insightSelectorHandlers } from './insight-selectors.js';
import { loggingHandlers } from './logging.js';
import { type LookupParts, lookupHandlers } from './lookup-events.js';
import { publicKeyHandlers } from './public-keys.js';
import { tagHandlers } from './tags.js';
import { trailHandlers } from './trail.js';
import type { Trails } from './trails.js';

export interface CloudTrailParts extends LookupParts {
  trails: Trails;
  /** Account that owns the organization of all accounts. */
  managementAccount: string;
}

export function cloudtrail({ trails, managementAccount, ...lookupParts }: CloudTrailParts): Implementation {
  const handlers = [
    trailHandlers(trails, managementAccount),
    loggingHandlers(trails),
    eventSelectorHandlers(trails),
    insightSelectorHandlers(trails),
    publicKeyHandlers,
    tagHandlers(trails),
    lookupHandlers(lookupParts),
  ];
  return {
    service: CLOUDTRAIL,
    handlers: handlers.map((each) => openingFirst(trails, each)),
    tasks: {},
    unserved: operationUnsupported,
  };
}

/** A call may be the first of its account, whose default trail it then sees. */
function openingFirst(trails: Trails, handlers: CloudTrailHandlers): Record<string, Handler> {
  const opening = Object.entries(handlers).map(([name, handler]): [string, Handler] => [
    name,
    (input, context) => {
      trails.open(context);
      return (handler as Handler)(input, context);
    },
  ]);
  return Object.fromEntries(opening);
}
