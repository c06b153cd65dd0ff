/**
 * Call → Outcome. One commit holds what the call changed and its record, and the outcome is told after it: no acknowledged call without
 * its record, no record of a call that did not happen. A call that fails leaves its record and nothing else.
 */
import type { Call, Fault, Outcome } from './call.js';
import type { Context, Scope } from './context.js';
import type { FaultInjection } from './fault-injection.js';
import { faultOf, operationNotSupported } from './faults.js';
import { checkInput } from './model/check.js';
import type { Service } from './model/service.js';
import type { Clock } from './state/clock.js';
import type { Due, Schedule } from './state/schedule.js';
import type { Store } from './state/store.js';
import type { Recorder } from './trail/recorder.js';

export type Handler = (input: never, context: Context) => object;
/** What happens when a scheduled entry is due. */
export type Task = (subject: readonly string[], scope: Scope) => void;

/** A service's operations as they are carried out. */
export interface Implementation {
  service: Service;
  /** One for each noun; a name twice refuses to start. */
  handlers: readonly Readonly<Record<string, Handler | undefined>>[];
  tasks: Readonly<Record<string, Task>>;
  /** What an operation without a handler is refused with; as Glue would, unless told. */
  unserved?: (operation: string) => Error;
}

export interface DispatcherParts {
  store: Store;
  clock: Clock;
  schedule: Schedule;
  recorder: Recorder;
  newId: () => string;
  /** See Scope.runMs. */
  runMs: number;
  implementations: readonly Implementation[];
  faultInjection: FaultInjection;
  /** Told of errors that are no modelled faults: defects of this server. */
  onDefect: (error: unknown, during: string) => void;
}

const TURNED_AWAY: Outcome = {
  input: undefined,
  fault: { code: 'ServiceUnavailable', message: 'The server is closing.', statusCode: 503 },
};

export class Dispatcher {
  readonly #parts: DispatcherParts;
  readonly #handlers = new Map<object, Handler>();
  readonly #unserved = new Map<object, (operation: string) => Error>();
  readonly #tasks = new Map<string, Task>();
  #closing = false;

  constructor(parts: DispatcherParts) {
    this.#parts = parts;
    for (const implementation of parts.implementations) this.#adopt(implementation);
  }

  /** Carries the call out; resolves once its change and its record are stored. */
  call(call: Call): Promise<Outcome> {
    const checked = checkInput(call.operation, call.input);
    if (checked.refusal) return this.refuse(call, { ...checked.refusal, statusCode: 400 }, checked.input);
    if (this.#parts.faultInjection.active) return this.#callInjected(call, checked.input);
    return this.#carryOut(call, checked.input);
  }

  /** How many operations have a handler. */
  get operationsServed(): number {
    return this.#handlers.size;
  }

  /** Records a call that was refused before its input could be read. */
  refuse(call: Call, fault: Fault, input?: Record<string, unknown>): Promise<Outcome> {
    return this.#commit(() => this.#recorded(call, { input, fault }));
  }

  /** From here on calls are turned away, unrecorded; resolves when those begun before have their outcome. */
  async close(): Promise<void> {
    this.#closing = true;
    await this.#parts.store.commit(() => {});
  }

  /** Carries out what has become due; a call does so by itself, this is for a clock that was moved. */
  settle(): Promise<void> {
    return this.#parts.store.commit(() => this.#carryOutDue());
  }

  /** Every handler must be an operation of the model, once: one misspelled or overridden would never be called. */
  #adopt({ service, handlers, tasks, unserved = operationNotSupported }: Implementation): void {
    this.#unserved.set(service, unserved);
    for (const [name, handler] of handlers.flatMap((noun) => Object.entries(noun))) {
      const operation = service.operations.get(name);
      if (!operation) throw new Error(`${name} is no operation of ${service.name}`);
      if (this.#handlers.has(operation)) throw new Error(`${name} is handled twice`);
      if (handler) this.#handlers.set(operation, handler);
    }
    for (const [name, task] of Object.entries(tasks)) this.#tasks.set(name, task);
  }

  #carryOut(call: Call, input: Record<string, unknown>): Promise<Outcome> {
    return this.#commit(() => {
      this.#carryOutDue();
      return this.#recorded(call, this.#outcomeOf(call, input));
    });
  }

  #commit(work: () => Outcome): Promise<Outcome> {
    return this.#closing ? Promise.resolve(TURNED_AWAY) : this.#parts.store.commit(work);
  }

  /** A call that is held back happens when it is let go: what is due by then comes before it. */
  async #callInjected(given: Call, input: Record<string, unknown>): Promise<Outcome> {
    const { faultInjection, clock } = this.#parts;
    const { delayMs, fault, unread } = faultInjection.take(given);
    await faultInjection.hold(delayMs);
    const call = delayMs > 0 ? { ...given, time: clock.now() } : given;
    return fault ? this.refuse(call, fault, unread ? undefined : input) : this.#carryOut(call, input);
  }

  #recorded(call: Call, outcome: Outcome): Outcome {
    this.#parts.recorder.record(call, outcome);
    return outcome;
  }

  #outcomeOf(call: Call, input: Record<string, unknown>): Outcome {
    const handler = this.#handlers.get(call.operation);
    try {
      if (!handler) throw (this.#unserved.get(call.service) ?? operationNotSupported)(call.operation.name);
      return { input, output: this.#parts.store.attempt(() => handler(input as never, this.#contextOf(call))) };
    } catch (error) {
      const fault = faultOf(error);
      if (fault.statusCode === 500) this.#parts.onDefect(error, call.operation.name);
      return { input, fault };
    }
  }

  #contextOf({ caller, region, time, operation }: Call): Context {
    const { store, schedule, newId, runMs } = this.#parts;
    const { account } = caller;
    return { account, region, now: time, newId, store, schedule, runMs, caller, operation: operation.name };
  }

  #scopeOf({ account, region, at }: Due): Scope {
    const { store, schedule, newId, runMs } = this.#parts;
    return { account, region, now: at, newId, store, schedule, runMs };
  }

  #carryOutDue(): void {
    const { schedule, clock } = this.#parts;
    const now = clock.now();
    for (let due = schedule.take(now); due; due = schedule.take(now)) this.#carryOutTask(due);
  }

  #carryOutTask(due: Due): void {
    try {
      this.#parts.store.attempt(() => this.#tasks.get(due.task)?.(due.subject, this.#scopeOf(due)));
    } catch (error) {
      this.#parts.onDefect(error, due.task);
    }
  }
}
