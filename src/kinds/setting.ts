/** What there is at most one of in a region: a setting of an account, or of one of its data catalogs. */
import type { Scope } from '../context.js';
import type { Collection } from '../state/store.js';

export class Setting<Value extends object> {
  readonly #noun: string;

  /** @param noun part of its key: `exportConfiguration`. */
  constructor(noun: string) {
    this.#noun = noun;
  }

  /** @param owner whose it is: the scope's account unless told. */
  find(scope: Scope, owner: string = scope.account): Value | undefined {
    return rows<Value>(scope).get([owner, scope.region, this.#noun]);
  }

  put(scope: Scope, value: Value, owner: string = scope.account): void {
    rows<Value>(scope).put([owner, scope.region, this.#noun], value);
  }

  remove(scope: Scope, owner: string = scope.account): void {
    rows<Value>(scope).remove([owner, scope.region, this.#noun]);
  }
}

function rows<Value>({ store }: Scope): Collection<Value> {
  return store.collection<Value>('resources');
}
