/**
 * Decides a relation between things that contain themselves, as recursive schemas do: what is asked again while it is being decided is
 * taken to hold, until something says otherwise (the greatest fixed point). Decisions are remembered, so that the cost does not grow
 * with how often parts are shared.
 */

/** Subjects of all decisions, and decisions inside each other, beyond which nothing is taken to hold: more than any schema in use needs. */
const MOST_SUBJECTS = 40_000;
const DEEPEST_DECISION = 400;

export class Coinduction {
  readonly #ids = new Map<object, number>();
  readonly #refuted = new Set<string>();
  readonly #assumed = new Set<string>();
  /** The assumed ones in their order. */
  readonly #order: string[] = [];
  #subjects = 0;
  #depth = 0;

  /** @param subjects what the relation is asked of, known by identity; the relation must not be negated inside `work`. */
  decide(subjects: readonly object[], work: () => boolean): boolean {
    const key = subjects.map((subject) => this.#idOf(subject)).join(' ');
    if (this.#assumed.has(key)) return true;
    if (this.#refuted.has(key) || this.#subjects > MOST_SUBJECTS || this.#depth === DEEPEST_DECISION) return false;
    const before = this.#order.push(key) - 1;
    this.#assumed.add(key);
    this.#subjects += subjects.length;
    this.#depth += 1;
    const holds = work();
    this.#depth -= 1;
    if (!holds) this.#refute(key, before);
    return holds;
  }

  /** What was decided since it was assumed may have relied on it. */
  #refute(key: string, assumedBefore: number): void {
    for (const since of this.#order.splice(assumedBefore)) this.#assumed.delete(since);
    this.#refuted.add(key);
  }

  #idOf(subject: object): number {
    const id = this.#ids.get(subject) ?? this.#ids.size;
    this.#ids.set(subject, id);
    return id;
  }
}
