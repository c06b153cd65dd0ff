/** What a ruleset of data quality is: its kind, and what DQDL (dqdl/) makes of its text. */
import type { GetDataQualityRulesetResponse } from '@aws-sdk/client-glue';
import { type Scope, timestamp } from '../../context.js';
import { ruleset as faults } from '../../faults/data-quality.js';
import { Kind } from '../../kinds/kind.js';
import type { Wire } from '../../model/types.js';
import { InvalidDqdl, parseRuleset, type Ruleset } from './dqdl/index.js';

export interface KeptRuleset extends Wire<GetDataQualityRulesetResponse> {
  Name: string;
  Ruleset: string;
  RuleCount: number;
}

/** Ids are [ruleset]. */
export const rulesets = new Kind<KeptRuleset>({
  noun: 'dataQualityRuleset',
  tagged: true,
  faults,
});

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
