/**
 * The resource policy of a data catalog, at most one (observed: "Glue resource level policy is not currently supported"). Its syntax is
 * checked by the rules of the developer guide ("Resource-based policy examples"); whether a principal exists is not looked at.
 * Policies that RAM sets on single resources do not come up here, and so EnableHybrid is of no consequence.
 */
import { createHash } from 'node:crypto';
import type { GluePolicy } from '@aws-sdk/client-glue';
import { type Context, timestamp } from '../../context.js';
import { resourcePolicy as faults } from '../../faults/data-catalog.js';
import { Kind } from '../../kinds/kind.js';
import type { Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import { catalogs } from './catalog.js';
import { policyDefect } from './policy-document.js';

/** Ids are [catalog ARN]. */
const policies = new Kind<Wire<GluePolicy>>({
  noun: 'resourcePolicy',
  faults: { absent: faults.absent, exists: faults.mustNotExist },
});

export const resourcePolicyHandlers: GlueHandlers = {
  /** @limit The policy denies and allows nobody anything; its principals are not looked for. */
  PutResourcePolicy(input, context) {
    const { PolicyInJson, PolicyHashCondition, PolicyExistsCondition, ResourceArn } = input;
    if (ResourceArn !== undefined) throw faults.ofResource();
    requireValid(PolicyInJson, context);
    const id = [catalogArn(context)];
    const before = policies.find(context, id);
    if (PolicyExistsCondition === 'MUST_EXIST' && !before) throw faults.mustExist();
    if (PolicyExistsCondition === 'NOT_EXIST' && before) throw faults.mustNotExist();
    if (PolicyHashCondition !== undefined && PolicyHashCondition !== before?.PolicyHash) throw faults.hashDiffers();
    const PolicyHash = createHash('md5').update(PolicyInJson).digest('base64');
    const UpdateTime = timestamp(context);
    policies.put(context, id, { PolicyInJson, PolicyHash, CreateTime: before?.CreateTime ?? UpdateTime, UpdateTime });
    return { PolicyHash };
  },

  GetResourcePolicy({ ResourceArn = '' }, context) {
    return policies.get(context, [ResourceArn || catalogArn(context)]);
  },

  /** @limit Tells the policy of the catalog, and none that AWS RAM would have made. */
  GetResourcePolicies(input, context) {
    const { items, NextToken } = policies.page(context, [], input);
    return { GetResourcePoliciesResponseList: items, NextToken };
  },

  DeleteResourcePolicy({ ResourceArn = '', PolicyHashCondition }, context) {
    const id = [ResourceArn || catalogArn(context)];
    const { PolicyHash } = policies.get(context, id);
    if (PolicyHashCondition !== undefined && PolicyHashCondition !== PolicyHash) throw faults.hashDiffers();
    policies.remove(context, id);
    return {};
  },
};

/** The developer guide's limit of a policy. */
const MOST_BYTES = 10 * 1024;

function requireValid(text: string, context: Context): void {
  if (Buffer.byteLength(text) > MOST_BYTES) throw faults.tooLarge();
  const defect = policyDefect(text, context);
  if (defect) throw faults.invalid(defect);
}

function catalogArn(context: Context): string {
  return catalogs.arn(context, [context.account]);
}
