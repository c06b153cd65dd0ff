/** Insight selectors, which are kept: no insights are found here, for there is no usual activity to compare with. */
import { insightSelectors as faults } from '../faults/cloudtrail.js';
import type { CloudTrailHandlers } from './handlers.js';
import { trailToChange, trailToRead } from './trail-name.js';
import type { Trails } from './trails.js';

const INSIGHT_TYPES = ['ApiCallRateInsight', 'ApiErrorRateInsight'];

export function insightSelectorHandlers(trails: Trails): CloudTrailHandlers {
  return {
    /** An empty list disables insights. */
    PutInsightSelectors({ TrailName, InsightSelectors }, context) {
      if (TrailName === undefined) throw faults.withoutTrail();
      const { insights: _, ...trail } = trailToChange(trails, TrailName, context);
      for (const { InsightType = '' } of InsightSelectors)
        if (!INSIGHT_TYPES.includes(InsightType)) throw faults.type(InsightType);
      trails.put({ ...trail, ...(InsightSelectors.length > 0 && { insights: InsightSelectors }) });
      return { TrailARN: trail.settings.TrailARN, InsightSelectors };
    },

    GetInsightSelectors({ TrailName }, context) {
      if (TrailName === undefined) throw faults.withoutTrail();
      const { settings, insights } = trailToRead(trails, TrailName, context);
      if (!insights) throw faults.notEnabled(settings.TrailARN);
      return { TrailARN: settings.TrailARN, InsightSelectors: insights };
    },
  };
}
