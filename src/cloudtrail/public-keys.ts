/** The public keys with which digests of the caller's region are validated. AWS answers all of them at once: NextToken is ignored. */
import { lookup } from '../faults/cloudtrail.js';
import { publicKeys } from '../trail/signing-keys.js';
import type { CloudTrailHandlers } from './handlers.js';

export const publicKeyHandlers: CloudTrailHandlers = {
  ListPublicKeys({ StartTime, EndTime }, { store, region, now }) {
    const from = StartTime === undefined ? now : StartTime * 1000;
    const to = EndTime === undefined ? now : EndTime * 1000;
    if (from > to) throw lookup.timeRange('StartTime is after EndTime.');
    const keys = publicKeys(store, region, from, to, now);
    return {
      PublicKeyList: keys.map(({ value, validFrom, validTo, fingerprint }) => ({
        Value: value,
        ValidityStartTime: validFrom / 1000,
        ValidityEndTime: validTo / 1000,
        Fingerprint: fingerprint,
      })),
    };
  },
};
