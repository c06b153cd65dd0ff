/**
 * Every operation of Glue succeeds through the real SDK client, what it did is seen by the call behind it, and each answer is one of the
 * model: what lies on the wire and what the SDK reads of it are the same, with all that the model requires and nothing that it forbids.
 * The laws of paging and of agreement are looked at on the way.
 */
import t from 'tap';
import { GLUE } from '../../src/model/service.js';
import { violationsOf } from '../../src/model/violations.js';
import { sdkValue } from './send.js';
import { Agreed } from './sequences/agreed.js';
import { SEQUENCES } from './sequences/all.js';
import { Paged } from './sequences/paged.js';
import { Player } from './sequences/player.js';
import { type Call, isCall } from './sequences/step.js';

/** What these do is all in their answers. */
const READS = new Set(['CreateScript']);

t.test('the sequences have every operation, and behind each that changes something one that shows it', (t) => {
  const calls = Object.values(SEQUENCES).map((steps) => steps.filter((step) => isCall(step)));
  const succeeding = calls.flat().filter(([, , answer]) => typeof answer !== 'string');
  t.same(new Set(succeeding.map(([operation]) => operation)), new Set(GLUE.operations.keys()));
  for (const sequence of calls)
    for (const [at, [operation, input, answer]] of sequence.entries()) {
      const name = `${operation} ${JSON.stringify(input)}`;
      if (isRead(operation)) t.ok(answer, `${name} shows something`);
      else t.ok(READS.has(operation) || isSeen(sequence.slice(at + 1)), `${name} is seen`);
    }
  t.end();
});

function isSeen([next]: readonly Call[]): boolean {
  return next !== undefined && isRead(next[0]);
}

function isRead(operation: string): boolean {
  return GLUE.operations.get(operation)?.readOnly ?? false;
}

t.test(
  'each call is answered as expected and as the model says, in pages, and by whoever tells of it alike',
  async (t) => {
    const player = await Player.start(t);
    const paged = new Paged(t, player);
    const agreed = new Agreed(t, player);
    for await (const played of player.play()) {
      const { operation, answer, expected, said } = played;
      const { error, body, output } = answer;
      if (typeof expected === 'string') t.equal(error?.name, expected, said);
      else {
        t.equal(error, undefined, said);
        t.match(body, expected, said);
        t.same(output, sdkValue(operation.output, body), `${said} is read by the SDK as it was answered`);
        t.same(violationsOf(operation.output, body), [], `${said} is answered as the model says`);
      }
      await paged.see(played);
      await agreed.see(played);
    }
    t.same(paged.unseen, [], 'each operation that pages has had several pages');
    t.ok(agreed.compared > 200, `${agreed.compared} comparisons`);
  },
);
