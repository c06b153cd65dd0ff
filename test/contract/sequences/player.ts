/** Plays the sequences on a server of their own, through the real SDK client, and keeps what lies on the wire. */
import type { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import type { Glue } from '@aws-sdk/client-glue';
import type { Test } from 'tap';
import type { GlueTrail } from '../../../src/index.js';
import type { Operation } from '../../../src/model/operations.js';
import { GLUE } from '../../../src/model/service.js';
import { glueServer } from '../../server.js';
import { type Answer, call, type Fields, sdkValue } from '../send.js';
import { SEQUENCES } from './all.js';
import { type Call, isCall } from './step.js';

export interface WireAnswer extends Answer {
  body: Fields;
}

export interface Played {
  sequence: string;
  operation: Operation;
  input: Fields;
  answer: WireAnswer;
  /** What the answer has to match, or the name of the error. */
  expected: Fields | string;
  /** The call in words. */
  said: string;
  /** What comes next in the sequence, unless time passes before it. */
  next: string | undefined;
}

export class Player {
  readonly #server: GlueTrail;
  readonly #glue: Glue;
  #body: Fields = {};

  static async start(t: Test): Promise<Player> {
    const { server, glue } = await glueServer(t, { runDuration: '10m' });
    return new Player(server, glue);
  }

  private constructor(server: GlueTrail, glue: Glue) {
    this.#server = server;
    this.#glue = glue;
    glue.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args);
        const response = result.response as { body: unknown };
        const text = await textOf(response.body as Readable);
        response.body = Buffer.from(text);
        this.#body = JSON.parse(text);
        return result;
      },
      { step: 'deserialize', priority: 'low' },
    );
  }

  /** @param input as it lies on the wire */
  async call({ name, input: shape }: Operation, input: Fields): Promise<WireAnswer> {
    const answer = await call(this.#glue, name, sdkValue(shape, input) as Fields);
    return { ...answer, body: this.#body };
  }

  /** Each call of the sequences, once it is answered. */
  async *play(): AsyncGenerator<Played> {
    for (const [sequence, steps] of Object.entries(SEQUENCES)) {
      await this.#server.reset();
      const answered = new Map<string, Fields>();
      for (const [at, step] of steps.entries()) {
        const following = steps[at + 1];
        const next = following && isCall(following) ? following[0] : undefined;
        if (isCall(step)) yield { ...(await this.#carryOut(step, sequence, answered)), next };
        else await this.#server.clock.advance(step.advance);
      }
    }
  }

  async #carryOut(
    [name, given, expected = {}]: Call,
    sequence: string,
    answered: Map<string, Fields>,
  ): Promise<Omit<Played, 'next'>> {
    const operation = GLUE.operations.get(name);
    if (!operation) throw new Error(`Glue has no ${name}`);
    const input = referred(given, answered) as Fields;
    const answer = await this.call(operation, input);
    if (!answer.error) answered.set(name, answer.body);
    const said = `${sequence}: ${name} ${JSON.stringify(input)}`;
    return { sequence, operation, input, answer, expected: referred(expected, answered) as Fields | string, said };
  }
}

/** The value with what the calls before have answered in place of `$Operation.Member`. */
function referred(value: unknown, answered: ReadonlyMap<string, Fields>): unknown {
  if (typeof value === 'string' && /^\$[A-Z]\w+\./.test(value)) {
    const [operation = '', ...path] = value.slice(1).split('.');
    return path.reduce<unknown>((inner, step) => (inner as Fields | undefined)?.[step], answered.get(operation));
  }
  if (Array.isArray(value)) return value.map((each) => referred(each, answered));
  if (typeof value !== 'object' || value === null || value instanceof RegExp) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, referred(inner, answered)]));
}
