/** Blueprints. What they are is in blueprint-entity.ts, their runs in blueprint-run.ts. */
import { timestamp } from '../../context.js';
import { blueprint as faults } from '../../faults/workflows.js';
import type { GlueHandlers } from '../handlers.js';
import { blueprints, courseBy, registered, statusOf, told } from './blueprint-entity.js';
import { blueprintRunHandlers } from './blueprint-run.js';

export const blueprintHandlers: GlueHandlers = {
  ...blueprintRunHandlers,

  /** @limit Does not read the archive at the location: the blueprint has no parameters, and always becomes ACTIVE. */
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

  /** @limit Does not read the archive at the location: the blueprint has no parameters, and always becomes ACTIVE. */
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
