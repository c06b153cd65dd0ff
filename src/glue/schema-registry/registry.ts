/** Registries of schemas. One that is deleted can be seen going, its schemas are gone at once. */
import type { RegistryId, RegistryListItem } from '@aws-sdk/client-glue';
import { isoTimestamp, type Scope } from '../../context.js';
import { registry as faults } from '../../faults/schema-registry.js';
import { leave, leavingTask } from '../../kinds/leaving.js';
import type { Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import { createRegistry, type KeptRegistry, registries, registryNameOf, requireStaying } from './registry-entity.js';
import { schemas } from './schema-entity.js';
import { removeVersions } from './schema-version-entity.js';

export const registryHandlers: GlueHandlers = {
  CreateRegistry({ RegistryName, Description, Tags }, context) {
    const { RegistryArn } = createRegistry(context, RegistryName, Description, Tags);
    return { RegistryArn, RegistryName, Description, Tags };
  },

  GetRegistry({ RegistryId }, context) {
    return told(required(context, RegistryId));
  },

  ListRegistries(input, context) {
    const { items, NextToken } = registries.page(context, [], input, (kept) => (kept.leaving ? undefined : told(kept)));
    return { Registries: items, NextToken };
  },

  UpdateRegistry({ RegistryId, Description }, context) {
    const registry = required(context, RegistryId);
    requireStaying(registry);
    const { RegistryName, RegistryArn } = registry;
    registries.put(context, [RegistryName], { ...registry, Description, UpdatedTime: isoTimestamp(context) });
    return { RegistryName, RegistryArn };
  },

  DeleteRegistry({ RegistryId }, context) {
    const { RegistryName, RegistryArn } = required(context, RegistryId);
    for (const { SchemaName } of [...schemas.all(context, [RegistryName])]) {
      removeVersions(context, [RegistryName, SchemaName]);
      schemas.remove(context, [RegistryName, SchemaName]);
    }
    leave(context, registries, [RegistryName], LEAVE_TASK, context.runMs);
    return { RegistryName, RegistryArn, Status: 'DELETING' };
  },
};

const LEAVE_TASK = 'registryLeaves';
export const registryTasks = { [LEAVE_TASK]: leavingTask(registries) };

function required(scope: Scope, asked: Wire<RegistryId>): KeptRegistry {
  const name = registryNameOf(scope, asked);
  if (name === undefined) throw faults.notNamed();
  const registry = registries.find(scope, [name]);
  if (!registry) throw faults.absent(asked);
  return registry;
}

function told({ leaving, ...registry }: KeptRegistry): Wire<RegistryListItem> {
  return { ...registry, Status: leaving ? 'DELETING' : 'AVAILABLE' };
}
