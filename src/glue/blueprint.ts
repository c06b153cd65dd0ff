/**
 * Blueprints. The archive at their location is not read, so a blueprint has no parameters of its own to check, and is registered once
 * its time has passed. Their runs are in blueprint-run.ts.
 */
import type { Blueprint, BlueprintStatus, LastActiveDefinition } from '@aws-sdk/client-glue';
import { type Scope, timestamp } from '../context.js';
import { blueprint as faults } from '../faults/jobs.js';
import { courseOf } from '../kinds/course.js';
import type { Wire } from '../model/types.js';
import { blueprints, type KeptBlueprint, statusOf } from './blueprint-entity.js';
import { blueprintRunHandlers } from './blueprint-run.js';
import type { GlueHandlers } from './handlers.js';

export const blueprintHandlers: GlueHandlers = {
  ...blueprintRunHandlers,

  CreateBlueprint({ Tags, ...given }, context) {
    const definition = registered(given, context);
    const blueprint = { ...definition, Name: given.Name, CreatedOn: timestamp(context) };
    blueprints.create(context, [given.Name], { blueprint, course: courseBy(context, 'CREATING') }, Tags);
    return { Name: given.Name };
  },

  GetBlueprint({ Name, IncludeParameterSpec }, context) {
    return { Blueprint: told(context, blueprints.get(context, [Name]), IncludeParameterSpec) };
  },

  ListBlueprints(input, context) {
    const { items, NextToken } = blueprints.page(context, [], input, ({ blueprint: { Name = '' } }) =>
      blueprints.hasTags(context, [Name], input.Tags) ? Name : undefined,
    );
    return { Blueprints: items, NextToken };
  },

  BatchGetBlueprints({ Names, IncludeParameterSpec }, context) {
    const { found, missing } = blueprints.batchGet(context, [], Names);
    return { Blueprints: found.map((kept) => told(context, kept, IncludeParameterSpec)), MissingBlueprints: missing };
  },

  UpdateBlueprint(given, context) {
    const { Name } = given;
    const before = blueprints.get(context, [Name]);
    const status = statusOf(context, before);
    if (status !== 'ACTIVE') throw faults.inStatus(status);
    const { Name: _, CreatedOn, ...lastActive } = before.blueprint;
    const blueprint = { ...registered(given, context), Name, CreatedOn };
    blueprints.put(context, [Name], { blueprint, course: courseBy(context, 'UPDATING'), lastActive });
    return { Name };
  },

  /** The model has no error for a blueprint that is not there. */
  DeleteBlueprint({ Name }, context) {
    if (blueprints.has(context, [Name])) blueprints.remove(context, [Name]);
    return { Name };
  },
};

type Definition = Pick<Wire<Blueprint>, 'Description' | 'BlueprintLocation'>;

function registered({ Description, BlueprintLocation = '' }: Definition, context: Scope): Wire<LastActiveDefinition> {
  const { account, region } = context;
  return {
    Description,
    LastModifiedOn: timestamp(context),
    BlueprintLocation,
    BlueprintServiceLocation: BlueprintLocation.replace(
      /^s3:\/\/[^/]+/,
      `s3://aws-glue-blueprints-${account}-${region}`,
    ),
    ParameterSpec: '{}',
  };
}

function courseBy({ now, runMs }: Scope, status: BlueprintStatus) {
  return courseOf<BlueprintStatus>(now, [[status, runMs]], 'ACTIVE');
}

/** The former definition is told until the new one is active. */
function told(scope: Scope, kept: KeptBlueprint, includeParameterSpec: boolean | undefined): Wire<Blueprint> {
  const { ParameterSpec, ...blueprint } = kept.blueprint;
  const Status = statusOf(scope, kept);
  return {
    ...blueprint,
    Status,
    ...(includeParameterSpec && { ParameterSpec }),
    ...(Status === 'UPDATING' && { LastActiveDefinition: kept.lastActive }),
  };
}
