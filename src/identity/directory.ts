/** Who owns an access key. Any key is somebody's: an emulator that refused unknown keys would need set-up before its first call. */
import type { Caller } from '../call.js';
import { ACCOUNT } from '../forms.js';
import { uniqueId } from './unique-id.js';

/** The IAM user of the samples in Glue's developer guide, whose principalId is printed as the access key. */
const SAMPLE_KEY = 'AKIAIOSFODNN7EXAMPLE';
const SAMPLE_USER = 'johndoe';

/** Callers that were looked up stay: a record's userIdentity is made once for each key. */
const REMEMBERED_LIMIT = 10_000;

export class Directory {
  readonly #account: string;
  readonly #callers = new Map<string, Caller>();

  /** @param account the account of every key that does not name one itself. */
  constructor(account: string) {
    this.#account = account;
  }

  callerOf(accessKeyId: string): Caller {
    const known = this.#callers.get(accessKeyId);
    if (known) return known;
    const caller = this.#lookUp(accessKeyId);
    if (this.#callers.size >= REMEMBERED_LIMIT) this.#callers.clear();
    this.#callers.set(accessKeyId, caller);
    return caller;
  }

  #lookUp(accessKeyId: string): Caller {
    if (ACCOUNT.test(accessKeyId)) return root(accessKeyId);
    if (accessKeyId === SAMPLE_KEY) return iamUser(this.#account, SAMPLE_USER, accessKeyId, accessKeyId);
    return iamUser(this.#account, accessKeyId, accessKeyId, uniqueId('AIDA', accessKeyId));
  }
}

function iamUser(account: string, userName: string, accessKeyId: string, principalId: string): Caller {
  const arn = `arn:aws:iam::${account}:user/${userName}`;
  return { account, identity: { type: 'IAMUser', principalId, arn, accountId: account, accessKeyId, userName } };
}

/** An access key that is an account number signs as that account itself, which CloudTrail calls Root. */
function root(account: string): Caller {
  const arn = `arn:aws:iam::${account}:root`;
  return { account, identity: { type: 'Root', principalId: account, arn, accountId: account, accessKeyId: account } };
}
