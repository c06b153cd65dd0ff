/** What holds for every operation of Glue's model, through the real SDK client: those that are served, and those that are not yet. */
import type { GlueClient } from '@aws-sdk/client-glue';
import t, { type Test } from 'tap';
import { glueHandlers } from '../../src/glue/index.js';
import type { GlueTrail } from '../../src/index.js';
import type { Operation } from '../../src/model/operations.js';
import { GLUE } from '../../src/model/service.js';
import { glueServer } from '../server.js';
import { type Answer, call, type Fields, sdkValue } from './send.js';
import { smallestInput } from './smallest-input.js';

const SERVED = new Set(glueHandlers.flatMap((noun) => Object.keys(noun)));
const operations = [...GLUE.operations.values()];
const served = operations.filter(({ name }) => SERVED.has(name));
const unserved = operations.filter(({ name }) => !SERVED.has(name));

/** What any operation of an AWS service may answer, whatever its model lists. */
const COMMON_ERRORS = ['AccessDeniedException', 'InvalidInputException', 'ThrottlingException', 'ValidationException'];

/** A server and all calls of it, which have to be recorded once each, as they were answered. */
class Calls {
  readonly #glue: GlueClient;
  readonly #server: GlueTrail;
  readonly #expected = new Map<string, unknown[]>();

  constructor({ glue, server }: { glue: GlueClient; server: GlueTrail }) {
    this.#glue = glue;
    this.#server = server;
  }

  async make(operation: Operation, input: Fields): Promise<Answer> {
    const answer = await call(this.#glue, operation.name, sdkValue(operation.input, input) as Fields);
    const { requestId, error } = answer;
    this.#expected.set(requestId, [operation.name, error?.name, error?.message ?? 'UnknownError']);
    return answer;
  }

  checkRecords(t: Test): void {
    const events = this.#server.events();
    t.equal(events.length, this.#expected.size, 'each call is recorded once');
    for (const { requestID, eventName, errorCode, errorMessage } of events) {
      // Of an error without a text, such as that of GetSecurityConfiguration, the SDK says UnknownError.
      t.same([eventName, errorCode, errorMessage || 'UnknownError'], this.#expected.get(requestID), eventName);
    }
  }
}

t.test(
  'the smallest input of every served operation is answered with an output or an error of its model',
  async (t) => {
    const calls = new Calls(await glueServer(t));
    t.ok(served.length > 50, `${served.length} operations are served`);
    for (const operation of served) {
      const { status, output, error } = await calls.make(operation, smallestInput(operation));
      if (error) {
        t.equal(status, 400, `${operation.name}: ${error.name}: ${error.message}`);
        const allowed = [...(operation.errors ?? [error.name]), ...COMMON_ERRORS];
        t.ok(allowed.includes(error.name), `${operation.name} may answer ${error.name}`);
      } else {
        t.equal(status, 200, operation.name);
        const unknown = Object.keys(output).filter((member) => !operation.output.members.has(member));
        t.same(unknown, [], `${operation.name} answers members of its model`);
      }
    }
    calls.checkRecords(t);
  },
);

t.test('every served operation refuses input without a required member, and names it', async (t) => {
  const calls = new Calls(await glueServer(t));
  for (const operation of served) {
    const input = smallestInput(operation);
    for (const { name } of [...operation.input.members.values()].filter(({ required }) => required)) {
      const { [name]: _, ...rest } = input;
      const { status, error } = await calls.make(operation, rest);
      const place = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
      const message = `1 validation error detected: Value null at '${place}' failed to satisfy constraint: Member must not be null`;
      t.same([status, error], [400, { name: 'ValidationException', message }], `${operation.name} without ${name}`);
    }
  }
  calls.checkRecords(t);
});

t.test('operations of the model that are not served yet are refused as not supported, and recorded', async (t) => {
  const calls = new Calls(await glueServer(t));
  for (const operation of unserved) {
    const { status, error } = await calls.make(operation, smallestInput(operation));
    t.same([status, error?.name], [400, 'OperationNotSupportedException'], operation.name);
    t.match(error?.message, operation.name);
  }
  calls.checkRecords(t);
  t.equal(served.length + unserved.length, operations.length);
});
