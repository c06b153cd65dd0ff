/**
 * Tags of resources, which calls name by ARN. What can have tags is listed in the developer guide ("AWS tags in AWS Glue"): tables,
 * functions and classifiers cannot.
 */
import type { Context } from '../context.js';
import { tag as faults } from '../faults.js';
import type { Kind } from '../kinds/kind.js';
import { addTags, removeTags, tagsOf } from '../kinds/tags.js';
import { blueprints } from './blueprint-entity.js';
import { catalogs } from './catalog.js';
import { connections } from './connection.js';
import { connectionTypes } from './connection-type.js';
import { crawlers } from './crawler-entity.js';
import { customEntityTypes } from './custom-entity-type.js';
import { evaluationConfigs } from './data-quality/config-entity.js';
import { rulesets } from './data-quality-ruleset.js';
import { databases } from './database.js';
import { devEndpoints } from './dev-endpoint.js';
import type { GlueHandlers } from './handlers.js';
import { integrations } from './integration.js';
import { resourceProperties } from './integration-property.js';
import { jobs } from './job-entity.js';
import { mlTransforms } from './ml-transform-entity.js';
import { registries } from './registry-entity.js';
import { schemas } from './schema-entity.js';
import { sessions } from './session.js';
import { triggers } from './trigger-entity.js';
import { usageProfiles } from './usage-profile.js';
import { workflows } from './workflow-entity.js';

const TAGGABLE: readonly Kind<object>[] = [
  catalogs,
  databases,
  connections,
  crawlers,
  jobs,
  triggers,
  workflows,
  blueprints,
  sessions,
  devEndpoints,
  mlTransforms,
  connectionTypes,
  registries,
  schemas,
  rulesets,
  evaluationConfigs,
  customEntityTypes,
  usageProfiles,
  integrations,
  resourceProperties,
];

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
  for (const kind of TAGGABLE) {
    const id = kind.idOf(context, arn);
    if (id && kind.has(context, id)) return kind.arn(context, id);
  }
  throw faults.absent();
}
