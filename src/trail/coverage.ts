/**
 * What each trail takes and where it brings it, from which event on.
 *
 * A trail that is started, stopped or changed keeps to what held before for all that was recorded before: delivery comes later. So its
 * coverages stand in the store side by side, `[trail, sequence number]` → what holds from that event on, until the next one. Trails are
 * named by their ARN. A change holds from behind the commit that makes it: StopLogging is the last call that a trail has.
 */
import type { Collection, Store } from '../state/store.js';
import type { History } from './history.js';
import type { Selection } from './selection.js';
import type { Stream } from './stream.js';

export interface Coverage {
  /** Whose events it takes, unless it is an organization's. */
  account: string;
  /** `o-…`: it takes the events of all accounts, each under its own number. */
  organization?: string;
  /** The only region whose events it takes. */
  region?: string;
  bucket: string;
  /** What precedes `AWSLogs/` in the keys. */
  prefix?: string;
  /** Which of these events it takes; all without. */
  selection?: Selection;
  /** LogFileValidationEnabled. */
  validation: boolean;
}

/** What holds at some event, and from which sequence number on something else does. */
export interface CoverageAt {
  /** Undefined where the trail takes nothing. */
  coverage: Coverage | undefined;
  until: number;
}

/** Where a change stands until its commit has numbered its events. */
const NEXT = Number.MAX_SAFE_INTEGER;

export class Coverages {
  readonly #rows: Collection<Coverage | null>;
  readonly #history: History;
  /** Trails that may have a change waiting at NEXT. */
  readonly #changed = new Set<string>();

  /** After the history of the same store: its events are numbered first in each commit. */
  constructor(store: Store, history: History) {
    this.#rows = store.collection<Coverage | null>('trail-coverages');
    this.#history = history;
    store.onCommit(() => this.#placeChanges());
  }

  /** Inside a commit: what a trail takes that has taken nothing before, from the events of this commit on. */
  begin(trail: string, coverage: Coverage): void {
    this.#rows.put([trail, this.#history.nextSequence], coverage);
  }

  /** Inside a commit: what the trail takes from behind this commit on; undefined for nothing. */
  change(trail: string, coverage: Coverage | undefined): void {
    this.#rows.put([trail, NEXT], coverage ?? null);
    this.#changed.add(trail);
  }

  at(trail: string, sequence: number): CoverageAt {
    let coverage: Coverage | undefined;
    for (const { value } of this.#rows.range({
      prefix: [trail],
      after: [trail, sequence + 0.5],
      reverse: true,
      limit: 1,
    }))
      coverage = value ?? undefined;
    for (const [, until] of this.#rows.keys({ prefix: [trail], after: [trail, sequence + 0.5], limit: 1 }))
      return { coverage, until: Number(until) };
    return { coverage, until: Number.POSITIVE_INFINITY };
  }

  /** What holds for events to come. */
  now(trail: string): Coverage | undefined {
    return this.at(trail, NEXT).coverage;
  }

  /** From which event on anything is known of the trail. */
  first(trail: string): number {
    for (const [, first] of this.#rows.keys({ prefix: [trail], limit: 1 })) return Number(first);
    return this.#history.nextSequence;
  }

  /** All that have taken events, or do, in order. */
  trails(): string[] {
    const trails = new Set<string>();
    for (const [trail] of this.#rows.keys({ prefix: [] })) trails.add(String(trail));
    return [...trails];
  }

  /** Inside a commit: forgets what held before an event; answers whether the trail takes nothing from then on. */
  forget(trail: string, before: number): boolean {
    const { coverage, until } = this.at(trail, before);
    const old = [...this.#rows.keys({ prefix: [trail] })].filter(([, from]) => Number(from) <= before);
    const isOver = coverage === undefined && until === Number.POSITIVE_INFINITY;
    for (const key of isOver ? old : old.slice(0, -1)) this.#rows.remove(key);
    return isOver;
  }

  #placeChanges(): () => void {
    for (const trail of this.#changed) {
      const coverage = this.#rows.get([trail, NEXT]);
      if (coverage === undefined) continue; // The call that wanted the change failed.
      this.#rows.remove([trail, NEXT]);
      this.#rows.put([trail, this.#history.nextSequence], coverage);
    }
    this.#changed.clear();
    return () => {};
  }
}

export function covers({ account, organization, region }: Coverage, stream: Stream): boolean {
  return (
    (organization !== undefined || account === stream.account) && (region === undefined || region === stream.region)
  );
}
