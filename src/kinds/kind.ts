/**
 * The generic engine: a kind of Glue's resources is declared once, and has its storage, faults, paging and ARN from here. Knows no noun.
 *
 * An id names one resource: its parents first, its own name last. Kinds of the data catalog begin with the catalog's id, which takes
 * the account's place in the key: the catalog of another account is that account's, not the caller's.
 */
import type { Context, Scope } from '../context.js';
import type { Key } from '../state/key.js';
import type { Collection, Entry } from '../state/store.js';
import { arnOf, arnParts } from './arn.js';
import { type Page, type PageRequest, page } from './page.js';
import { addTags, forgetTags, hasTags, type Tags } from './tags.js';

export type Id = readonly string[];

export interface KindDeclaration {
  /** The resource type in its ARNs, and part of its keys: `crawler`. */
  noun: string;
  /** What stands between the type and the name in its ARNs, where that is no slash. */
  arnSeparator?: ':';
  /** Told of what belongs to the catalog that its id begins with; the others are as their parents, or the account's. */
  scope?: 'catalog';
  /** What contains them: it has to exist when one is created or listed, and takes them along when it goes. */
  parent?: Kind<object>;
  /** Whether names are stored in lower case and found in any. */
  folded?: boolean;
  /** Whether a resource of the kind can have tags, which go when it goes. */
  tagged?: boolean;
  /** Whether they are listed from the last name to the first: those whose names count up are. */
  newestFirst?: boolean;
  /** Answered page size when the caller gives none. */
  pageSize?: number;
  faults: KindFaults;
}

/** What it is refused with: told the last part of the id, which is its own name, and the whole. */
export interface KindFaults {
  absent: (name: string, scope: Scope, id: Id) => Error;
  /** Of kinds whose ids are always new there is none. */
  exists?: (name: string, scope: Scope, id: Id) => Error;
  /** For a page token of another query, where that is not InvalidInputException. */
  invalidToken?: () => Error;
}

const DEFAULT_PAGE_SIZE = 100;

const TAGGED: Kind<object>[] = [];

/** The kinds whose resources can have tags, as far as they have been declared. */
export function taggedKinds(): readonly Kind<object>[] {
  return TAGGED;
}

export class Kind<Entity extends object> {
  readonly noun: string;
  readonly #declaration: KindDeclaration;
  readonly #isInCatalog: boolean;
  readonly #children: Kind<object>[] = [];
  /** How many parts an id has. */
  readonly #depth: number;

  constructor(declaration: KindDeclaration) {
    this.noun = declaration.noun;
    this.#declaration = declaration;
    const { parent, scope } = declaration;
    this.#isInCatalog = scope === 'catalog' || (parent ? parent.#isInCatalog : false);
    this.#depth = parent ? parent.#depth + 1 : this.#isInCatalog ? 2 : 1;
    if (parent) parent.#children.push(this);
    if (declaration.tagged) TAGGED.push(this);
  }

  find(scope: Scope, id: Id): Entity | undefined {
    return this.rows(scope).get(this.key(scope, id));
  }

  /** Throws the kind's fault when there is none. */
  get(scope: Scope, id: Id): Entity {
    const entity = this.find(scope, id);
    if (!entity) throw this.#refused('absent', scope, id);
    return entity;
  }

  has(scope: Scope, id: Id): boolean {
    return this.rows(scope).has(this.key(scope, id));
  }

  /** Throws the parent's fault when that does not exist; `id` may be the parent's own. */
  requireParent(scope: Scope, id: Id): void {
    const { parent } = this.#declaration;
    if (!parent || id.length < parent.#depth) return;
    const parentId = id.slice(0, parent.#depth);
    if (!parent.has(scope, parentId)) throw parent.#refused('absent', scope, parentId);
  }

  /** Throws the kind's fault when there is one already, and the parent's when that does not exist. */
  create(scope: Scope, id: Id, entity: Entity, tags?: Tags): Entity {
    this.requireParent(scope, id);
    if (!this.rows(scope).add(this.key(scope, id), entity)) throw this.#refused('exists', scope, id);
    if (tags) addTags(scope, this.arn(scope, id), tags);
    return entity;
  }

  put(scope: Scope, id: Id, entity: Entity): void {
    this.rows(scope).put(this.key(scope, id), entity);
  }

  /** Throws the kind's fault when there is none to remove. */
  remove(scope: Scope, id: Id): Entity {
    const entity = this.get(scope, id);
    this.rows(scope).remove(this.key(scope, id));
    if (this.#declaration.tagged) forgetTags(scope, this.arn(scope, id));
    for (const child of this.#children) child.#removeUnder(scope, id);
    return entity;
  }

  /** Everything whose id begins with these parts, in the order in which the kind is listed. */
  *all(scope: Scope, parents: Id): Generator<Entity> {
    for (const { value } of this.#range(scope, this.key(scope, parents))) yield value;
  }

  /** Those of the names that there are, and the others. */
  batchGet(scope: Scope, parents: Id, names: readonly string[]): { found: Entity[]; missing: string[] } {
    const found: Entity[] = [];
    const missing: string[] = [];
    for (const name of names) {
      const entity = this.find(scope, [...parents, name]);
      if (entity) found.push(entity);
      else missing.push(name);
    }
    return { found, missing };
  }

  /** Whether the resource has all the wanted tags: how Glue's lists filter. */
  hasTags(scope: Scope, id: Id, wanted: Tags = {}): boolean {
    return hasTags(scope, this.arn(scope, id), wanted);
  }

  page<Item = Entity>(
    context: Context,
    parents: Id,
    request: PageRequest,
    select: (entity: Entity) => Item | undefined = (entity) => entity as never,
  ): Page<Item> {
    this.requireParent(context, parents);
    const prefix = this.key(context, parents);
    return page<Entity, Item>(context, request, {
      prefix,
      entries: (after) => this.#range(context, prefix, after),
      size: this.#declaration.pageSize ?? DEFAULT_PAGE_SIZE,
      select: ({ value }) => select(value),
      invalidToken: this.#declaration.faults.invalidToken,
    });
  }

  rows({ store }: Scope): Collection<Entity> {
    return store.collection<Entity>('resources');
  }

  key({ account, region }: Scope, id: Id): Key {
    const { noun } = this.#declaration;
    if (!this.#isInCatalog) return [account, region, noun, ...this.#fold(id)];
    const [catalog = account, ...names] = id;
    return [catalog, region, noun, ...this.#fold(names)];
  }

  arn(scope: Scope, id: Id): string {
    return this.#arnOfKey(this.key(scope, id));
  }

  /** The id that an ARN names: undefined unless it is an ARN of this kind, in the scope's region and (catalogs apart) account. */
  idOf(scope: Scope, arn: string): Id | undefined {
    const { account = '', resource = '' } = arnParts(arn) ?? {};
    const name = resource.slice(this.noun.length + 1);
    const id = this.#isInCatalog ? this.#idInCatalog(scope, account, name) : this.#idInAccount(name);
    return this.fold(this.arn(scope, id)) === this.fold(arn) ? id : undefined;
  }

  /** The name in the form in which the kind keeps it. */
  fold(name: string): string {
    return this.#declaration.folded ? name.toLowerCase() : name;
  }

  #refused(how: 'absent' | 'exists', scope: Scope, id: Id): Error {
    const { absent, exists = absent } = this.#declaration.faults;
    return { absent, exists }[how](id.at(-1) ?? '', scope, id);
  }

  #range(scope: Scope, prefix: Key, after?: Key): Iterable<Entry<Entity>> {
    return this.rows(scope).range({ prefix, after, reverse: this.#declaration.newestFirst ?? false });
  }

  #removeUnder(scope: Scope, parents: Id): void {
    const prefix = this.key(scope, parents);
    if (this.#declaration.tagged)
      for (const key of [...this.rows(scope).keys({ prefix })]) forgetTags(scope, this.#arnOfKey(key));
    this.rows(scope).removeAll(prefix);
    for (const child of this.#children) child.#removeUnder(scope, parents);
  }

  /** What is in a nested catalog, whose id is `ACCOUNT:NAME/…`, has that name in its ARN: `database/NAME/…/x` (developer guide). */
  #arnOfKey(key: Key): string {
    const { noun, arnSeparator = '/' } = this.#declaration;
    const [owner = '', region = '', , ...names] = key.map(String);
    const [account = '', ...catalog] = owner.split(':');
    const path = [...catalog, ...names].join('/');
    // Only a root catalog has no name: its ARN ends with `catalog`.
    return arnOf({ service: 'glue', region, account, resource: path === '' ? noun : noun + arnSeparator + path });
  }

  /** A slash may be the name's own or stand behind the name of a nested catalog: what there is decides. */
  #idInCatalog(scope: Scope, account: string, name: string): Id {
    const cut = name.lastIndexOf('/');
    const nested = [`${account}:${name.slice(0, cut)}`, name.slice(cut + 1)];
    return cut > 0 && this.has(scope, nested) ? nested : [account, name];
  }

  /** The parents' names stand before its own, which alone may hold slashes. */
  #idInAccount(name: string): Id {
    const names = name.split('/');
    const parents = names.splice(0, this.#depth - 1);
    return [...parents, names.join('/')];
  }

  #fold(names: Id): Id {
    return this.#declaration.folded ? names.map((name) => name.toLowerCase()) : names;
  }
}
