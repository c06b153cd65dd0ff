/** Rulesets of data quality, written in DQDL (dqdl/). Whether the target table of one exists is not looked at: AWS documents no such fault. */
import type { DataQualityRulesetFilterCriteria, GetDataQualityRulesetResponse } from '@aws-sdk/client-glue';
import { type Scope, timestamp } from '../context.js';
import { ruleset as faults } from '../faults/data-quality.js';
import { invalidToken } from '../faults.js';
import { oncePerToken } from '../kinds/client-token.js';
import { Kind } from '../kinds/kind.js';
import type { Wire } from '../model/types.js';
import { isBetween } from './data-quality/time-filter.js';
import { InvalidDqdl, parseRuleset, type Ruleset } from './dqdl/index.js';
import type { GlueHandlers } from './handlers.js';
import { tables } from './table-entity.js';

interface KeptRuleset extends Wire<GetDataQualityRulesetResponse> {
  Name: string;
  Ruleset: string;
  RuleCount: number;
}

/** Ids are [ruleset]. */
export const rulesets = new Kind<KeptRuleset>({
  service: 'glue',
  noun: 'dataQualityRuleset',
  scope: 'account',
  tagged: true,
  faults: { absent: ([name = '']) => faults.absent(name), exists: ([name = '']) => faults.exists(name), invalidToken },
});

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

/** Throws InvalidInputException for a ruleset that is none. */
export function describedRuleset(
  scope: Scope,
  given: Omit<KeptRuleset, 'RuleCount' | 'CreatedOn' | 'LastModifiedOn'>,
): KeptRuleset {
  const now = timestamp(scope);
  return { ...given, RuleCount: parsed(given.Ruleset).rules.length, CreatedOn: now, LastModifiedOn: now };
}

/** Throws InvalidInputException, with the place of what is wrong. */
export function parsed(text: string): Ruleset {
  try {
    return parseRuleset(text);
  } catch (error) {
    throw error instanceof InvalidDqdl ? faults.invalid(error.message) : error;
  }
}

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
