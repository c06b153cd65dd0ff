/** Results of data quality, as they are kept: of evaluation runs, and published ones of other platforms. */
import type { DataQualityResultV2Item } from '@aws-sdk/client-glue';
import type { Scope } from '../../context.js';
import { dataQualityResult as faults } from '../../faults/data-quality.js';
import { invalidToken } from '../../faults.js';
import { Kind } from '../../kinds/kind.js';
import { orderedId } from '../../kinds/ordered-id.js';
import type { Wire } from '../../model/types.js';

type Item = Wire<DataQualityResultV2Item>;

export interface KeptResult extends Item {
  /** Of a result that an evaluation run produced. */
  RulesetEvaluationRunId?: string;
}

/** Ids are [result]. */
export const results = new Kind<KeptResult>({
  service: 'glue',
  noun: 'dataQualityResult',
  scope: 'account',
  newestFirst: true,
  faults: { absent: ([id = '']) => faults.absent(id), exists: ([id = '']) => faults.absent(id), invalidToken },
});

const PREFIX = 'dqresult-';
const PROFILE_PREFIX = 'dqprofile-';

/** The data points of one result are a profile. Answers both ids. */
export function keepResult(
  scope: Scope,
  result: Omit<KeptResult, 'ResultId'>,
): { ResultId: string; ProfileId: string } {
  const ResultId = orderedId(scope, results, [], PREFIX);
  results.put(scope, [ResultId], { ...result, ResultId });
  return { ResultId, ProfileId: profileOf({ ResultId }) };
}

export function profileOf({ ResultId }: Pick<KeptResult, 'ResultId'>): string {
  return PROFILE_PREFIX + ResultId.slice(PREFIX.length);
}

export function hasProfile(scope: Scope, id: string): boolean {
  return id.startsWith(PROFILE_PREFIX) && results.has(scope, [PREFIX + id.slice(PROFILE_PREFIX.length)]);
}
