/**
 * Call → Outcome. One commit holds what the call changed and its record, and the outcome is told after it: no acknowledged call without
 * its record, no record of a call that did not happen. A call that fails leaves its record and nothing else.
 */
import type { Call, Fault, Outcome, OwnCall } from './call.js';
import type { Context, Scope, StateChange } from './context.js';
import type { FaultInjection } from './fault-injection.js';
import { faultOf, operationNotSupported } from './faults/errors.js';
import { callerInSession } from './identity/role-session.js';
import { checkInput, type Refused } from './model/check.js';
import type { Service } from './model/service.js';
import type { Violation } from './model/violations.js';
import type { Clock } from './state/clock.js';
import type { Due, Schedule } from './state/schedule.js';
import type { Store } from './state/store.js';
import type { Recorder } from './trail/recorder.js';

export type Handler = (input: never, context: Context) => object;
/** What happens when a scheduled entry is due. */
export type Task = (subject: readonly string[], scope: Scope) => void;

/** What a call that was carried out has changed, as EventBridge is told of it. */
export type ChangeOf = (input: never, output: never, context: Context) => StateChange | undefined;

/** What an operation refuses input with that breaks constraints of the model; undefined where it leaves that to AWS's front end. */
export type RefusalOf = (violations: readonly Violation[]) => Error | undefined;

/** A service's operations as they are carried out. */
export interface Implementation {
  service: Service;
  /** One for each noun; a name twice refuses to start. */
  handlers: readonly Readonly<Record<string, Handler | undefined>>[];
  tasks: Readonly<Record<string, Task>>;
  /** By operation; those that bring about no event of their own are not among them. */
  changes?: Readonly<Record<string, ChangeOf>>;
  /** By operation: those that check constraints themselves. */
  refusals?: Readonly<Record<string, RefusalOf>>;
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
  /** See Scope. */
  announce?: Scope['announce'];
  /** Told of errors that are no modelled faults: defects of this server. */
  onDefect: (error: unknown, during: string) => void;
}

/** A call that something else made, and what came of it. */
interface MadeCall {
  call: Call;
  outcome: Outcome;
}

const TURNED_AWAY: Outcome = {
  input: undefined,
  fault: { code: 'ServiceUnavailable', message: 'The server is closing.', statusCode: 503 },
};

export class Dispatcher {
  readonly #parts: DispatcherParts;
  readonly #handlers = new Map<object, Handler>();
  readonly #changes = new Map<object, ChangeOf>();
  readonly #refusals = new Map<object, RefusalOf>();
  readonly #unserved = new Map<object, (operation: string) => Error>();
  readonly #tasks = new Map<string, { service: Service; task: Task }>();
  #closing = false;

  constructor(parts: DispatcherParts) {
    this.#parts = parts;
    for (const implementation of parts.implementations) this.#adopt(implementation);
  }

  /** Carries the call out; resolves once its change and its record are stored. */
  call(call: Call): Promise<Outcome> {
    const checked = checkInput(call.operation, call.input);
    if (checked.refusal) return this.refuse(call, this.#faultFor(call.operation, checked), checked.input);
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
  #adopt(implementation: Implementation): void {
    const { service, handlers, tasks, changes = {}, refusals = {}, unserved = operationNotSupported } = implementation;
    this.#unserved.set(service, unserved);
    for (const [name, handler] of handlers.flatMap((noun) => Object.entries(noun))) {
      const operation = service.operations.get(name);
      if (!operation) throw new Error(`${name} is no operation of ${service.name}`);
      if (this.#handlers.has(operation)) throw new Error(`${name} is handled twice`);
      if (handler) this.#handlers.set(operation, handler);
      if (changes[name]) this.#changes.set(operation, changes[name]);
      if (refusals[name]) this.#refusals.set(operation, refusals[name]);
    }
    for (const [name, task] of Object.entries(tasks)) this.#tasks.set(name, { service, task });
  }

  #faultFor(operation: Call['operation'], { refusal, violations }: Refused): Fault {
    const own = violations && this.#refusals.get(operation)?.(violations);
    return own ? faultOf(own) : { ...refusal, statusCode: 400 };
  }

  #carryOut(call: Call, input: Record<string, unknown>): Promise<Outcome> {
    return this.#commit(() => {
      this.#carryOutDue();
      const made: MadeCall[] = [];
      const outcome = this.#recorded(call, this.#outcomeOf(call, input, made));
      this.#recordMade(made);
      this.#carryOutDue(); // What the call brought about at once is in the trail when it is answered.
      return outcome;
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

  #recordMade(made: readonly MadeCall[]): void {
    for (const { call, outcome } of made) this.#recorded(call, outcome);
  }

  /** @param made takes up the calls that it makes itself, unless it fails. */
  #outcomeOf(call: Call, input: Record<string, unknown>, made: MadeCall[]): Outcome {
    const handler = this.#handlers.get(call.operation);
    const madeBefore = made.length;
    try {
      if (!handler) throw (this.#unserved.get(call.service) ?? operationNotSupported)(call.operation.name);
      return { input, output: this.#parts.store.attempt(() => this.#handle(handler, call, input, made)) };
    } catch (error) {
      made.length = madeBefore;
      const fault = faultOf(error);
      if (fault.statusCode === 500) this.#parts.onDefect(error, call.operation.name);
      return { input, fault };
    }
  }

  #handle(handler: Handler, call: Call, input: Record<string, unknown>, made: MadeCall[]): object {
    const context = this.#contextOf(call, made);
    const output = handler(input as never, context);
    if (!context.announce) return output;
    const change = this.#changes.get(call.operation)?.(input as never, output as never, context);
    if (change) context.announce(context, change);
    return output;
  }

  #contextOf({ service, caller, region, time: now, operation }: Call, made: MadeCall[]): Context {
    const scope = this.#scopeOf(service, { account: caller.account, region, now }, made);
    return Object.assign(scope, { caller, operation: operation.name });
  }

  #scopeOf(service: Service, place: Pick<Scope, 'account' | 'region' | 'now'>, made: MadeCall[]): Scope {
    const { store, schedule, newId, runMs, announce } = this.#parts;
    const { account, region, now } = place;
    const call = (own: OwnCall) => this.#callOwn(service, place, own, made);
    return { account, region, now, newId, store, schedule, runMs, call, announce };
  }

  /** A service's calls for a customer's role come from the service itself (observed). No injected fault meets them. */
  #callOwn(
    service: Service,
    { account, region, now: time }: Pick<Scope, 'account' | 'region' | 'now'>,
    { role, sessionName, assumedAt, operation: name, input }: OwnCall,
    made: MadeCall[],
  ): Outcome {
    const operation = service.operations.get(name);
    if (!operation) throw new Error(`${name} is no operation of ${service.name}`);
    const invokedBy = service.eventSource;
    const caller = callerInSession({ account, role, name: sessionName, begunAt: assumedAt, invokedBy });
    const [sourceIPAddress, userAgent, requestId] = [invokedBy, invokedBy, this.#parts.newId()];
    const call: Call = { service, operation, input, caller, region, sourceIPAddress, userAgent, requestId, time };
    const checked = checkInput(operation, input);
    const inner: MadeCall[] = [];
    const outcome: Outcome = checked.refusal
      ? { input: checked.input, fault: this.#faultFor(operation, checked) }
      : this.#outcomeOf(call, checked.input, inner);
    made.push({ call, outcome }, ...inner);
    return outcome;
  }

  #carryOutDue(): void {
    const { schedule, clock } = this.#parts;
    const now = clock.now();
    for (let due = schedule.take(now); due; due = schedule.take(now)) this.#carryOutTask(due);
  }

  #carryOutTask(due: Due): void {
    const known = this.#tasks.get(due.task);
    if (!known) return;
    const { service, task } = known;
    const made: MadeCall[] = [];
    try {
      const { account, region, at: now } = due;
      const scope = this.#scopeOf(service, { account, region, now }, made);
      this.#parts.store.attempt(() => task(due.subject, scope));
      this.#recordMade(made);
    } catch (error) {
      this.#parts.onDefect(error, due.task);
    }
  }
}
