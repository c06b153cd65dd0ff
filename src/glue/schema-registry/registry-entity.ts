/** Registries as they are kept: what contains schemas. */
import type { RegistryId, RegistryListItem } from '@aws-sdk/client-glue';
import { isoTimestamp, type Scope } from '../../context.js';
import { registry as faults } from '../../faults/schema-registry.js';
import { Kind } from '../../kinds/kind.js';
import type { Tags } from '../../kinds/tags.js';
import type { Wire } from '../../model/types.js';

export interface KeptRegistry extends Omit<Wire<RegistryListItem>, 'Status'> {
  RegistryName: string;
  RegistryArn: string;
  leaving?: boolean;
}

/** Ids are [registry]. */
export const registries = new Kind<KeptRegistry>({
  noun: 'registry',
  tagged: true,
  pageSize: 25,
  faults: {
    absent: faults.absentOfSchema,
    exists: faults.exists,
  },
});

/** Holds the schemas for which no other is named, and is there from the first of them on (API reference, CreateSchema). */
export const DEFAULT_REGISTRY = 'default-registry';

/** The developer guide's limit for one account in one region. */
const MOST_REGISTRIES = 100;

export function createRegistry(scope: Scope, RegistryName: string, Description?: string, tags?: Tags): KeptRegistry {
  if (registries.has(scope, [RegistryName])) throw faults.exists(RegistryName);
  if (registries.rows(scope).count(registries.key(scope, [])) >= MOST_REGISTRIES) throw faults.limit();
  const now = isoTimestamp(scope);
  const RegistryArn = registries.arn(scope, [RegistryName]);
  const registry = { RegistryName, RegistryArn, Description, CreatedTime: now, UpdatedTime: now };
  return registries.create(scope, [RegistryName], registry, tags);
}

/** The name of the registry that is meant, whether or not there is one; undefined when none is named. */
export function registryNameOf(scope: Scope, { RegistryName, RegistryArn }: Wire<RegistryId>): string | undefined {
  if (RegistryName !== undefined && RegistryArn !== undefined) throw faults.namedTwice();
  if (RegistryArn === undefined) return RegistryName;
  const [name] = registries.idOf(scope, RegistryArn) ?? [];
  if (name === undefined) throw faults.absent({ RegistryArn });
  return name;
}

/** What is being deleted takes no changes any more (API reference, DeleteRegistry). */
export function requireStaying({ RegistryName, leaving }: KeptRegistry): void {
  if (leaving) throw faults.leaving(RegistryName);
}
