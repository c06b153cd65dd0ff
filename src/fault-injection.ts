/**
 * Faults and delays that somebody injects into chosen calls: how a client copes with being throttled shows only if that happens on
 * demand. An injected fault is an outcome like any other: the call leaves its record and no change of state.
 */
import Type, { type Static } from 'typebox';
import type { Call, Fault } from './call.js';
import type { Operation } from './model/operations.js';
import type { Service } from './model/service.js';
import { duration, milliseconds } from './options.js';
import { Random } from './state/random.js';

export const InjectionSchema = Type.Object(
  {
    operation: Type.String({ description: 'Name of an operation, or * for all.' }),
    service: Type.Optional(Type.String({ description: 'The only service whose operations are meant: glue.' })),
    fault: Type.Optional(
      Type.Object(
        {
          code: Type.String({ description: 'An error that the model of the operation lists, or a common one.' }),
          message: Type.Optional(Type.String({ maxLength: 1024, description: 'What the error says.' })),
        },
        { additionalProperties: false, description: 'What calls are answered with, and not carried out.' },
      ),
    ),
    delay: Type.Optional(
      duration('0ms', '15m', {
        description: 'How long calls are held back, by the wall clock: 200ms, 5s; 15m at most.',
      }),
    ),
    times: Type.Optional(
      Type.Integer({ minimum: 1, description: 'To how many more calls it applies; to all without.' }),
    ),
    rate: Type.Optional(
      Type.Number({ minimum: 0, maximum: 1, description: 'The share of calls it applies to: 0 to 1.' }),
    ),
  },
  { additionalProperties: false, description: 'What is injected into which calls.' },
);

export type Injection = Static<typeof InjectionSchema>;

/** What the injections that apply to one call come to: the sum of their delays and the first of their faults. */
export interface Injected {
  delayMs: number;
  fault: Fault | undefined;
  /** Whether the fault strikes before the service reads the input, so that the record has no requestParameters. */
  unread: boolean;
}

interface Entry {
  injection: Injection;
  delayMs: number;
  fault: Fault | undefined;
}

/** Errors that any operation may answer ("Common Errors" of the AWS Glue API reference). Only ThrottlingException's text is observed. */
const COMMON_ERRORS = new Map<string, Omit<Fault, 'code'>>([
  ['ThrottlingException', { message: 'Rate exceeded', statusCode: 400 }],
  ['AccessDeniedException', { message: 'You do not have sufficient access to perform this action.', statusCode: 400 }],
  ['InternalServiceException', { message: 'An internal error has occurred.', statusCode: 500 }],
  ['InternalFailure', { message: 'The request processing has failed because of an unknown error.', statusCode: 500 }],
  [
    'ServiceUnavailable',
    { message: 'The request has failed due to a temporary failure of the server.', statusCode: 503 },
  ],
]);

/** Observed: the records of such calls have null requestParameters. */
const UNREAD = new Set(['ThrottlingException', 'AccessDeniedException']);

const INJECTION_LIMIT = 100;

export class FaultInjection {
  readonly #services: readonly Service[];
  readonly #random: Random;
  #entries: Entry[] = [];
  readonly #releases = new Set<() => void>();

  /** @param seed repeats which calls a `rate` applies to. */
  constructor(services: readonly Service[], seed: string) {
    this.#services = services;
    this.#random = new Random(seed);
  }

  /** Whether there is anything to ask for: all that a call pays when there is not. */
  get active(): boolean {
    return this.#entries.length > 0;
  }

  /** What is injected now; `times` as far as it is not used up. */
  list(): Injection[] {
    return this.#entries.map(({ injection }) => injection);
  }

  /** Why an injection cannot be added, or undefined if it can. */
  problemOf(injection: Injection): string | undefined {
    const { operation, service, fault, delay } = injection;
    if (this.#entries.length >= INJECTION_LIMIT) return `there are ${INJECTION_LIMIT} injections, which is the most`;
    if (!fault && delay === undefined) return 'fault or delay has to be given';
    const meant = this.#services.filter(({ name }) => service === undefined || service === name);
    if (meant.length === 0) return `service must be one of ${this.#services.map(({ name }) => name).join(', ')}`;
    const operations = meant.flatMap((each) => operationsOf(each, operation));
    if (operations.length === 0)
      return `operation: ${operation} is no operation of ${meant.map(({ name }) => name).join(' or ')}`;
    return fault && problemOfCode(fault.code, operations);
  }

  /** Applies to calls from now on. @see problemOf, which must have answered undefined. */
  add(injection: Injection): void {
    const { fault, delay } = injection;
    this.#entries.push({ injection, delayMs: milliseconds(delay ?? '0'), fault: fault && faultOf(fault) });
  }

  /** Ends all injections; calls that are held back are let go. */
  clear(): void {
    this.#entries = [];
    for (const release of this.#releases) release();
  }

  /** Decides what is injected into a call, and counts it. */
  take(call: Call): Injected {
    const injected: Injected = { delayMs: 0, fault: undefined, unread: false };
    for (const entry of this.#entries) {
      if (!isMeant(entry.injection, call) || (injected.fault && entry.fault) || !this.#happens(entry)) continue;
      injected.delayMs += entry.delayMs;
      injected.fault ??= entry.fault;
      this.#count(entry);
    }
    injected.unread = injected.fault !== undefined && UNREAD.has(injected.fault.code);
    return injected;
  }

  /** Resolves after a delay by the wall clock, or when injections end. */
  hold(delayMs: number): Promise<void> {
    if (delayMs === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const release = () => {
        clearTimeout(timer);
        this.#releases.delete(release);
        resolve();
      };
      const timer = setTimeout(release, delayMs);
      this.#releases.add(release);
    });
  }

  #happens({ injection: { rate } }: Entry): boolean {
    return rate === undefined || this.#random.below(2 ** 32) < rate * 2 ** 32;
  }

  #count(entry: Entry): void {
    const { times } = entry.injection;
    if (times === undefined) return;
    entry.injection = { ...entry.injection, times: times - 1 };
    if (times === 1) this.#entries = this.#entries.filter((other) => other !== entry);
  }
}

function isMeant({ operation, service }: Injection, call: Call): boolean {
  return (
    (operation === '*' || operation === call.operation.name) && (service === undefined || service === call.service.name)
  );
}

function operationsOf({ operations }: Service, name: string): Operation[] {
  if (name === '*') return [...operations.values()];
  const operation = operations.get(name);
  return operation ? [operation] : [];
}

function problemOfCode(code: string, operations: readonly Operation[]): string | undefined {
  if (COMMON_ERRORS.has(code)) return undefined;
  const stranger = operations.find(({ errors }) => !errors?.includes(code));
  if (!stranger) return undefined;
  const allowed = new Set([...(stranger.errors ?? []), ...COMMON_ERRORS.keys()]);
  return `fault.code: ${code} is no error of ${stranger.name}; its errors are ${[...allowed].sort().join(', ')}`;
}

function faultOf({ code, message }: NonNullable<Injection['fault']>): Fault {
  const common = COMMON_ERRORS.get(code) ?? { message: undefined, statusCode: code.startsWith('Internal') ? 500 : 400 };
  return { code, message: message ?? common.message, statusCode: common.statusCode };
}
