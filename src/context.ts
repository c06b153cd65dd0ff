/** What a handler is given beside its input. Handlers never see HTTP, the wall clock or a source of randomness. */
import type { Caller, Outcome, OwnCall } from './call.js';
import type { Schedule } from './state/schedule.js';
import type { Store } from './state/store.js';

/** Where and when something is carried out: all that a scheduled task has, which nobody called. */
export interface Scope {
  account: string;
  region: string;
  /** Epoch milliseconds. */
  now: number;
  newId(): string;
  store: Store;
  schedule: Schedule;
  /** Milliseconds that a run takes, or whatever else takes time; 0 is at once. */
  runMs: number;
  /**
   * Makes a call of its own, which is checked, carried out and recorded like any other: after what makes it, and only if that does not
   * fail. Answers what came of it.
   */
  call(own: OwnCall): Outcome;
  /** Tells EventBridge, if there is someone to tell. Belongs to what is carried out: undone when that fails. */
  announce?: ((scope: Scope, change: StateChange) => void) | undefined;
}

/** A change of which Glue tells EventBridge: the parts of its event that the noun knows. */
export interface StateChange {
  /** Glue's data quality is a source of its own. */
  source: 'aws.glue' | 'aws.glue-dataquality';
  detailType: string;
  /** ARNs. */
  resources: readonly string[];
  detail: object;
}

export interface Context extends Scope {
  caller: Caller;
  /** Name of the operation that is carried out; page tokens are bound to it. */
  operation: string;
}

/** The scope's time as Glue's timestamps have it: whole epoch seconds. */
export function timestamp({ now }: Scope): number {
  return seconds(now);
}

/** Another time in the same form. */
export function seconds(epochMs: number): number {
  return Math.floor(epochMs / 1000);
}

/** The scope's time as the shapes of the schema registry have it, which call it a string: `2020-11-26T18:59:14.843Z`. */
export function isoTimestamp({ now }: Scope): string {
  return new Date(now).toISOString();
}
