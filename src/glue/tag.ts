/**
 * Tags of resources, which calls name by ARN. What can have tags is listed in the developer guide ("AWS tags in AWS Glue") and said by each
 * kind: tables, functions and classifiers cannot.
 */
import type { Context } from '../context.js';
import { tag as faults } from '../faults/common.js';
import { arnParts } from '../kinds/arn.js';
import { taggedKinds } from '../kinds/kind.js';
import { addTags, removeTags, tagsOf } from '../kinds/tags.js';
import type { GlueHandlers } from './handlers.js';

/** The developer guide's limit for one resource. */
const MOST_TAGS = 50;

export const tagHandlers: GlueHandlers = {
  TagResource(input, context) {
    const tags = addTags(context, resourceArn(input.ResourceArn, context), input.TagsToAdd);
    if (Object.keys(tags).length > MOST_TAGS) throw faults.tooMany();
    return {};
  },

  UntagResource(input, context) {
    removeTags(context, resourceArn(input.ResourceArn, context), input.TagsToRemove);
    return {};
  },

  GetTags(input, context) {
    return { Tags: tagsOf(context, resourceArn(input.ResourceArn, context)) };
  },
};

/** The ARN under which the resource's tags are kept, its name folded as the kind folds it. */
function resourceArn(arn: string, context: Context): string {
  if (!arnParts(arn)?.region) throw faults.incompleteArn();
  for (const kind of taggedKinds()) {
    const id = kind.idOf(context, arn);
    if (id && kind.has(context, id)) return kind.arn(context, id);
  }
  throw faults.absent();
}
