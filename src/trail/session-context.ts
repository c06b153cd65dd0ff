/**
 * userIdentity.sessionContext, whose form changed with the versions. Observed: a role's session shows an empty webIdFederationData up to
 * 1.08, a user's own an empty sessionIssuer beside it in 1.08; neither does since 1.09. In 1.05 mfaAuthenticated stood before creationDate.
 */
import type { SessionContext, UserIdentity } from '../call.js';
import { type EventVersion, has } from './event-version.js';
import type { CloudTrailRecord } from './record-schema.js';

type RecordedIdentity = CloudTrailRecord['userIdentity'];

/** Makes identities what records of the version show: the same object for the same identity, for callers have many calls. */
export function identityForm(version: EventVersion): (identity: UserIdentity) => RecordedIdentity {
  const formed = new WeakMap<UserIdentity, RecordedIdentity>();
  return (identity) => {
    const { sessionContext } = identity;
    if (!sessionContext) return identity;
    let form = formed.get(identity);
    if (!form) {
      form = { ...identity, sessionContext: contextForm(sessionContext, version) };
      formed.set(identity, form);
    }
    return form;
  };
}

function contextForm(context: SessionContext, version: EventVersion): RecordedIdentity['sessionContext'] {
  const { sessionIssuer, attributes, sourceIdentity } = context;
  const { creationDate, mfaAuthenticated } = attributes;
  const isFull = !has(version, 'noEmptyObjects') && (sessionIssuer !== undefined || version === '1.08');
  return {
    ...(sessionIssuer && { sessionIssuer }),
    ...(isFull && { sessionIssuer: sessionIssuer ?? {}, webIdFederationData: {} }),
    attributes: has(version, 'creationDateFirst')
      ? { creationDate, mfaAuthenticated }
      : { mfaAuthenticated, creationDate },
    ...(sourceIdentity !== undefined && { sourceIdentity }),
  };
}
