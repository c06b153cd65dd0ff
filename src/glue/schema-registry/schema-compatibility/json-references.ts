/** `$ref` in JSON Schema definitions. Nothing is fetched: a reference leads to a schema of its own document or nowhere. */
import { isObject, type Json, type JsonObject } from './json.js';

/** The references of a document, and what they refer to inside it. */
export class References {
  readonly all = new Set<string>();
  readonly #document: Json;
  readonly #named = new Map<string, Json>();

  constructor(document: Json) {
    this.#document = document;
    this.#collect(document);
  }

  /** The schema that `$ref` names: by a JSON pointer, or by the `$id` (draft-04: `id`) of a schema and maybe a pointer from there. */
  resolve(reference: string): JsonObject | boolean | undefined {
    const [base = '', fragment = ''] = reference.split('#', 2);
    const isPointer = fragment === '' || fragment.startsWith('/');
    const name = isPointer ? base : `${base}#${fragment}`;
    const from = name === '' ? this.#document : this.#named.get(name);
    const found = isPointer ? at(from, fragment) : from;
    return isObject(found) || typeof found === 'boolean' ? found : undefined;
  }

  #collect(value: Json): void {
    if (Array.isArray(value)) for (const inner of value) this.#collect(inner);
    if (!isObject(value)) return;
    const { $ref, $id = value.id } = value;
    if (typeof $ref === 'string') this.all.add($ref);
    if (typeof $id === 'string') this.#named.set($id.replace(/#$/, ''), value);
    for (const [keyword, inner] of Object.entries(value)) if (!VALUES.has(keyword)) this.#collect(inner);
  }
}

/** Keywords whose values are data, not schemas. */
const VALUES: ReadonlySet<string> = new Set(['enum', 'const', 'default', 'examples']);

function at(from: Json | undefined, pointer: string): Json | undefined {
  let value = from;
  for (const token of pointer.split('/').slice(1)) {
    const name = decoded(token).replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as JsonObject)[name];
  }
  return value;
}

function decoded(token: string): string {
  try {
    return decodeURIComponent(token);
  } catch {
    return token;
  }
}
