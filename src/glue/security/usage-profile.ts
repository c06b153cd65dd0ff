/**
 * Usage profiles: bounds that an administrator sets for jobs and sessions. AWS applies one to callers whose IAM user or role has the
 * tag glue:UsageProfile; no such tags are known here, so that a profile bounds nobody.
 */
import type { ConfigurationObject, GetUsageProfileResponse, ProfileConfiguration } from '@aws-sdk/client-glue';
import { timestamp } from '../../context.js';
import { usageProfile as faults } from '../../faults/security.js';
import { Kind } from '../../kinds/kind.js';
import type { Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';

/** Ids are [usage profile]. */
export const usageProfiles = new Kind<Wire<GetUsageProfileResponse>>({
  noun: 'usageProfile',
  tagged: true,
  faults,
});

export const usageProfileHandlers: GlueHandlers = {
  /** @limit Bounds nobody: tags of IAM users and roles are not known. */
  CreateUsageProfile({ Tags, ...given }, context) {
    check(given.Configuration);
    const now = timestamp(context);
    usageProfiles.create(context, [given.Name], { ...given, CreatedOn: now, LastModifiedOn: now }, Tags);
    return { Name: given.Name };
  },

  GetUsageProfile({ Name }, context) {
    return usageProfiles.get(context, [Name]);
  },

  ListUsageProfiles(input, context) {
    const { items, NextToken } = usageProfiles.page(context, [], input, ({ Configuration: _, ...told }) => told);
    return { Profiles: items, NextToken };
  },

  /**
   * A description that is not given stays.
   *
   * @limit Bounds nobody: tags of IAM users and roles are not known.
   */
  UpdateUsageProfile(given, context) {
    const before = usageProfiles.get(context, [given.Name]);
    check(given.Configuration);
    usageProfiles.put(context, [given.Name], { ...before, ...given, LastModifiedOn: timestamp(context) });
    return { Name: given.Name };
  },

  /** Its model lists no EntityNotFoundException: deleting what is not there succeeds. */
  DeleteUsageProfile({ Name }, context) {
    if (usageProfiles.has(context, [Name])) usageProfiles.remove(context, [Name]);
    return {};
  },
};

/** "You must configure at least one parameter for jobs or interactive sessions" (developer guide). */
function check({ SessionConfiguration = {}, JobConfiguration = {} }: Wire<ProfileConfiguration>): void {
  const parameters = [...Object.entries(SessionConfiguration), ...Object.entries(JobConfiguration)];
  if (parameters.length === 0) throw faults.empty();
  for (const [name, values] of parameters) if (!isConsistent(values)) throw faults.range(name);
}

/** The default has to be within the bounds and among the values that are allowed. */
function isConsistent({ DefaultValue, MinValue, MaxValue, AllowedValues }: Wire<ConfigurationObject>): boolean {
  const least = MinValue === undefined ? Number.NEGATIVE_INFINITY : Number(MinValue);
  const most = MaxValue === undefined ? Number.POSITIVE_INFINITY : Number(MaxValue);
  if (!(least <= most)) return false;
  if (DefaultValue === undefined) return true;
  const isBounded = MinValue !== undefined || MaxValue !== undefined;
  if (isBounded && !(Number(DefaultValue) >= least && Number(DefaultValue) <= most)) return false;
  return AllowedValues === undefined || AllowedValues.includes(DefaultValue);
}
