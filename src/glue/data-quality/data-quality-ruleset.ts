/** Rulesets of data quality, written in DQDL (dqdl/). Whether the target table of one exists is not looked at: AWS documents no such fault. */
import type { DataQualityRulesetFilterCriteria } from '@aws-sdk/client-glue';
import { type Scope, timestamp } from '../../context.js';
import { ruleset as faults } from '../../faults/data-quality.js';
import { oncePerToken } from '../../kinds/client-token.js';
import type { Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import { tables } from '../tables/table-entity.js';
import { describedRuleset, type KeptRuleset, parsed, rulesets } from './ruleset-entity.js';
import { isBetween } from './time-filter.js';

export const dataQualityRulesetHandlers: GlueHandlers = {
  /** Its model lists no IdempotentParameterMismatchException: a token that comes again with something else counts as the name taken. */
  CreateDataQualityRuleset(input, context) {
    const { Tags, ClientToken: _, ...given } = input;
    return oncePerToken(
      context,
      input,
      () => faults.exists(given.Name),
      () => {
        rulesets.create(context, [given.Name], describedRuleset(context, given), Tags);
        return { Name: given.Name };
      },
    );
  },

  GetDataQualityRuleset({ Name }, context) {
    const { RuleCount: _, ...ruleset } = rulesets.get(context, [Name]);
    return ruleset;
  },

  ListDataQualityRulesets(input, context) {
    const { items, NextToken } = rulesets.page(context, [], input, (kept) => {
      const { Ruleset: _, DataQualitySecurityConfiguration: __, ...told } = kept;
      const isTold = isChosen(kept, input.Filter ?? {}, context) && rulesets.hasTags(context, [kept.Name], input.Tags);
      return isTold ? told : undefined;
    });
    return { Rulesets: items, NextToken };
  },

  UpdateDataQualityRuleset({ Name, ...given }, context) {
    const before = rulesets.get(context, [Name]);
    const Ruleset = given.Ruleset ?? before.Ruleset;
    const Description = given.Description ?? before.Description;
    const changed = { ...before, Ruleset, ...(Description !== undefined && { Description }) };
    const RuleCount = parsed(Ruleset).rules.length;
    rulesets.put(context, [Name], { ...changed, RuleCount, LastModifiedOn: timestamp(context) });
    return { Name, Description, Ruleset };
  },

  DeleteDataQualityRuleset({ Name }, context) {
    rulesets.remove(context, [Name]);
    return {};
  },
};

function isChosen(kept: KeptRuleset, filter: Wire<DataQualityRulesetFilterCriteria>, { account }: Scope): boolean {
  const { CreatedOn = 0, LastModifiedOn = 0, TargetTable } = kept;
  const { Name = kept.Name, Description = kept.Description, TargetTable: wanted } = filter;
  if (Name !== kept.Name || Description !== kept.Description) return false;
  if (!isBetween(CreatedOn, filter.CreatedAfter, filter.CreatedBefore)) return false;
  if (!isBetween(LastModifiedOn, filter.LastModifiedAfter, filter.LastModifiedBefore)) return false;
  const nameOf = ({ CatalogId = account, DatabaseName, TableName }: NonNullable<typeof TargetTable>) =>
    [CatalogId, ...[DatabaseName, TableName].map((name) => tables.fold(name))].join('\n');
  return !wanted || (TargetTable !== undefined && nameOf(TargetTable) === nameOf(wanted));
}
