/** Results of data quality, as they are kept: of evaluation runs, and published ones of other platforms. */
import type { DataQualityResultV2Item } from '@aws-sdk/client-glue';
import type { Scope } from '../../context.js';
import { dataQualityResult as faults } from '../../faults/data-quality.js';
import { hexId, type Numbered, Sequence } from '../../kinds/sequence.js';
import type { Wire } from '../../model/types.js';

type Described = Omit<Wire<DataQualityResultV2Item>, 'ResultId'>;

export interface KeptResult extends Described, Numbered {
  /** Of a result that an evaluation run produced. */
  RulesetEvaluationRunId?: string;
}

/** Ids are [result]. */
export const results = new Sequence<KeptResult>({ noun: 'dataQualityResult', faults });

const PREFIX = 'dqresult-';
const PROFILE_PREFIX = 'dqprofile-';

export function keepResult(scope: Scope, result: Omit<KeptResult, keyof Numbered>): KeptResult {
  return results.add(scope, [], (number) => ({ ...result, number, id: hexId(scope, PREFIX, 40) }));
}

/** The data points of one result are a profile. */
export function profileOf({ id }: Numbered): string {
  return PROFILE_PREFIX + id.slice(PREFIX.length);
}

export function hasProfile(scope: Scope, profile: string): boolean {
  const id = PREFIX + profile.slice(PROFILE_PREFIX.length);
  return profile.startsWith(PROFILE_PREFIX) && results.find(scope, [id]) !== undefined;
}
