/**
 * Trails: where records are delivered. A trail in all regions can be seen in each of them, there as a replication ("shadow trail"), and
 * changed in its home region alone; a new one does not log until StartLogging.
 */
import type { Trail } from '@aws-sdk/client-cloudtrail';
import type { Context } from '../context.js';
import { trail as faults } from '../faults/cloudtrail.js';
import { forgetTags } from '../kinds/tags.js';
import type { Wire } from '../model/types.js';
import type { CloudTrailHandlers, In } from './handlers.js';
import { addTrailTags } from './tags.js';
import { checkTrailName, trailId, trailToChange, trailToRead } from './trail-name.js';
import { withGiven } from './trail-settings.js';
import { DEFAULT_SELECTION, type KeptTrail, type TrailSettings, type Trails, trailArnOf } from './trails.js';

/** CloudTrail user guide, "Quotas": trails in a region, those that are replicated into it included. */
const MOST_TRAILS = 5;

/** @param managementAccount of the organization: it alone can have trails for all accounts. */
export function trailHandlers(trails: Trails, managementAccount: string): CloudTrailHandlers {
  return {
    CreateTrail({ Name, TagsList, ...given }, context) {
      checkTrailName(Name);
      const trail = newTrail(Name, given, context);
      if (trails.find(trail.account, trail.homeRegion, Name)) throw faults.exists(Name, trail.account);
      checkPlace(trails, trail, managementAccount);
      trails.create(trail);
      trails.tellTopic(trail);
      if (TagsList) addTrailTags(context, trail.settings.TrailARN, TagsList);
      return trail.settings;
    },

    UpdateTrail({ Name, ...given }, context) {
      const trail = trailToChange(trails, Name, context);
      const updated = { ...trail, settings: withGiven(trail.settings, given, context) };
      checkPlace(trails, updated, managementAccount);
      trails.put(updated);
      if (given.SnsTopicName) trails.tellTopic(updated);
      return updated.settings;
    },

    DeleteTrail({ Name }, context) {
      const trail = trailToChange(trails, Name, context);
      forgetTags(context, trail.settings.TrailARN);
      trails.remove(trail);
      return {};
    },

    GetTrail({ Name }, context) {
      return { Trail: described(trailToRead(trails, Name, context, Name)) };
    },

    DescribeTrails({ trailNameList = [], includeShadowTrails = true }, context) {
      const visible = trails.visibleIn(context);
      const isWanted = (trail: KeptTrail) =>
        trailNameList.length > 0
          ? isNamed(trail, trailNameList, context)
          : includeShadowTrails || !isShadow(trail, context);
      return { trailList: visible.filter(isWanted).map(described) };
    },

    /** Of all regions, an organization's too, in one page. */
    ListTrails(_input, { account }) {
      return {
        Trails: [...trails.of(account), ...trails.sharedWith(account)].map(
          ({ settings: { TrailARN, Name }, homeRegion }) => ({
            TrailARN,
            Name,
            HomeRegion: homeRegion,
          }),
        ),
      };
    },
  };
}

function newTrail(Name: string, given: Omit<In<'CreateTrail'>, 'Name' | 'TagsList'>, context: Context): KeptTrail {
  const { account, region } = context;
  const unset: TrailSettings = {
    Name,
    S3BucketName: given.S3BucketName,
    IncludeGlobalServiceEvents: true,
    IsMultiRegionTrail: false,
    TrailARN: trailArnOf(account, region, Name),
    LogFileValidationEnabled: false,
    IsOrganizationTrail: false,
  };
  const settings = withGiven(unset, given, context);
  return { account, homeRegion: region, settings, isLogging: false, selection: DEFAULT_SELECTION };
}

/** Whether there is a place for the trail, new or as it is to be: its name free and the quota kept wherever it can be seen. */
function checkPlace(trails: Trails, { account, homeRegion, settings }: KeptTrail, managementAccount: string): void {
  const { Name, TrailARN, IsMultiRegionTrail, IsOrganizationTrail } = settings;
  if (IsOrganizationTrail && account !== managementAccount) throw faults.notManagementAccount();
  const others = trails.of(account).filter((other) => other.settings.TrailARN !== TrailARN);
  const regions = new Set(IsMultiRegionTrail ? [homeRegion, ...others.map((other) => other.homeRegion)] : [homeRegion]);
  for (const region of regions) {
    const there = trails.visibleIn({ account, region }).filter((other) => other.settings.TrailARN !== TrailARN);
    if (there.some(({ settings }) => settings.Name === Name)) throw faults.exists(Name, account);
    if (there.length >= MOST_TRAILS) throw faults.tooMany(account, MOST_TRAILS, region);
  }
}

function described({ homeRegion, settings, selection, insights }: KeptTrail): Wire<Trail> {
  return {
    ...settings,
    HomeRegion: homeRegion,
    HasCustomEventSelectors: JSON.stringify(selection) !== JSON.stringify(DEFAULT_SELECTION),
    HasInsightSelectors: insights !== undefined,
  };
}

function isShadow({ account, homeRegion }: KeptTrail, context: Context): boolean {
  return account !== context.account || homeRegion !== context.region;
}

/** By name only those of the region; a replication is named by its ARN. */
function isNamed({ account, homeRegion, settings }: KeptTrail, names: readonly string[], context: Context): boolean {
  return names
    .map((each) => trailId(each, context))
    .some(({ account: owner, region, name }) => owner === account && region === homeRegion && name === settings.Name);
}
