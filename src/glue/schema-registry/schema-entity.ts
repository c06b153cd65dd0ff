/** Schemas as they are kept: what the versions of one definition have in common. */
import type { GetSchemaResponse, SchemaId } from '@aws-sdk/client-glue';
import type { Scope } from '../../context.js';
import { schema as faults } from '../../faults/schema-registry.js';
import { type Id, Kind } from '../../kinds/kind.js';
import type { Wire } from '../../model/types.js';
import { DEFAULT_REGISTRY, registries } from './registry-entity.js';

type Described = Wire<GetSchemaResponse>;

export interface KeptSchema extends Required<Omit<Described, 'SchemaStatus' | 'Description'>> {
  Description?: string | undefined;
  leaving?: boolean;
}

/** Ids are [registry, schema]. */
export const schemas = new Kind<KeptSchema>({
  noun: 'schema',
  parent: registries,
  tagged: true,
  pageSize: 25,
  faults: {
    absent: (SchemaName, _, [RegistryName]) => faults.absent({ RegistryName, SchemaName }),
    exists: faults.exists,
  },
});

/**
 * Throws EntityNotFoundException, which begins with what serialiser clients look for. Without the default registry they are told that
 * their schema is absent, not the registry: so they create it, and the registry with it.
 *
 * @param registry the registry when only the schema's name is given, where the operation has one.
 */
export function requireSchema(scope: Scope, asked: Wire<SchemaId>, registry?: string): { id: Id; schema: KeptSchema } {
  const id = idOf(scope, asked, registry);
  const schema = schemas.find(scope, id);
  if (schema) return { id, schema };
  if (asked.SchemaArn === undefined && id[0] !== DEFAULT_REGISTRY) schemas.requireParent(scope, id);
  throw faults.absent(asked);
}

function idOf(scope: Scope, asked: Wire<SchemaId>, registry?: string): Id {
  const { SchemaArn, SchemaName, RegistryName } = asked;
  if (SchemaArn === undefined) {
    const within = RegistryName ?? registry;
    if (SchemaName === undefined || within === undefined) throw faults.notNamed();
    return [within, SchemaName];
  }
  if (SchemaName !== undefined || RegistryName !== undefined) throw faults.namedTwice();
  const id = schemas.idOf(scope, SchemaArn);
  if (!id) throw faults.absent(asked);
  return id;
}

/** What is being deleted takes no changes any more (API reference, DeleteSchema). */
export function requireStaying({ SchemaName, leaving }: KeptSchema): void {
  if (leaving) throw faults.leaving(SchemaName);
}
