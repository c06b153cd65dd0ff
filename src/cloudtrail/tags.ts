/** Tags of trails, which calls name by ARN in the trail's home region. */
import type { Tag } from '@aws-sdk/client-cloudtrail';
import type { Context } from '../context.js';
import { trailArn as arnFaults, trailTags as faults } from '../faults/cloudtrail.js';
import { addTags, removeTags, tagsOf } from '../kinds/tags.js';
import type { Wire } from '../model/types.js';
import type { CloudTrailHandlers } from './handlers.js';
import { trailId } from './trail-name.js';
import type { Trails } from './trails.js';

const MOST_TAGS = 50;

export function tagHandlers(trails: Trails): CloudTrailHandlers {
  return {
    AddTags({ ResourceId, TagsList }, context) {
      addTrailTags(context, resourceArn(trails, ResourceId, context), TagsList);
      return {};
    },

    /** Takes away the tags with the keys, whatever their values. */
    RemoveTags({ ResourceId, TagsList }, context) {
      const keys = TagsList.map(({ Key }) => Key);
      removeTags(context, resourceArn(trails, ResourceId, context), keys);
      return {};
    },

    ListTags({ ResourceIdList }, context) {
      const ResourceTagList = ResourceIdList.map((ResourceId) => ({
        ResourceId,
        TagsList: Object.entries(tagsOf(context, resourceArn(trails, ResourceId, context))).map(([Key, Value]) => ({
          Key,
          Value,
        })),
      }));
      return { ResourceTagList };
    },
  };
}

/** API reference, "Tag": keys of 1 to 128 characters, values of at most 256. */
export function addTrailTags(context: Context, arn: string, tags: readonly Wire<Tag>[]): void {
  const keys = new Set(tags.map(({ Key }) => Key));
  if (keys.size < tags.length) throw faults.invalid('Duplicate tag keys are not allowed.');
  for (const { Key, Value = '' } of tags) {
    if (Key.length < 1 || Key.length > 128) throw faults.invalid('A tag key has to have 1 to 128 characters.');
    if (Value.length > 256) throw faults.invalid('A tag value can have at most 256 characters.');
  }
  const all = addTags(context, arn, Object.fromEntries(tags.map(({ Key, Value = '' }) => [Key, Value])));
  if (Object.keys(all).length > MOST_TAGS) throw faults.tooMany();
}

function resourceArn(trails: Trails, arn: string, context: Context): string {
  if (!arn.startsWith('arn:')) throw arnFaults.malformed(arn);
  const { account, region, name } = trailId(arn, context);
  if (region !== context.region) throw arnFaults.wrongRegion(context.region);
  if (account !== context.account) throw arnFaults.wrongAccount(context.account);
  const trail = trails.find(account, region, name);
  if (!trail) throw faults.absent(arn);
  return trail.settings.TrailARN;
}
