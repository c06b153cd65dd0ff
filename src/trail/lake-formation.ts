/**
 * additionalEventData of calls for databases and tables: what Lake Formation thought of the call.
 *
 * Observed: GetDatabase, GetTable, CreateTable and UpdateDatabase tell which permissions the principal lacks and who that is, also when
 * they fail with an error of their own; GetDatabases and GetTables, which show no more than the principal may see, tell the latter alone; a
 * denied call tells nothing. Create, update and delete of both nouns are taken to be alike. Of other operations nothing was observed, and
 * nothing is told. Lake Formation's permissions are here those of a new account, which leave all to IAM: nobody lacks one.
 */
import type { Call, Outcome, UserIdentity } from '../call.js';
import type { Operation } from '../model/operations.js';
import type { CloudTrailRecord } from './record-schema.js';

type AdditionalEventData = CloudTrailRecord['additionalEventData'];

/** What the records of an operation tell; undefined of one whose records tell nothing. */
export type LakeFormationView = (call: Call, outcome: Outcome) => AdditionalEventData;

export function lakeFormationView({ name }: Operation): LakeFormationView | undefined {
  if (/^Get(Database|Table)s$/.test(name))
    return (call, outcome) => (wasSeen(call, outcome) ? principal(call) : undefined);
  if (!/^(Create|Get|Update|Delete)(Database|Table)$/.test(name)) return undefined;
  return (call, outcome) =>
    wasSeen(call, outcome) ? { insufficientLakeFormationPermissions: [], ...principal(call) } : undefined;
}

/** What the front end or IAM refuses does not get as far as Lake Formation. */
function wasSeen({ operation }: Call, { input, fault }: Outcome): boolean {
  return input !== undefined && (fault === undefined || operation.errors?.includes(fault.code) === true);
}

function principal({ caller }: Call): { lakeFormationPrincipal: string } {
  return { lakeFormationPrincipal: principalArn(caller.identity) };
}

/** Permissions are given to roles, not to their sessions. */
function principalArn({ arn, sessionContext }: UserIdentity): string {
  return sessionContext?.sessionIssuer?.arn ?? arn;
}
