import { EventEmitter, once } from 'node:events';
import t from 'tap';
import { stopOnSignal } from '../../src/commands/stop-on-signal.js';

/** A process that tells its end. */
class Ending extends EventEmitter {
  exit(status: number): void {
    this.emit('exit', status);
  }
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  t.test(`${signal} ends the process when all is closed`, async (t) => {
    const ending = new Ending();
    const closing: (() => void)[] = [];
    stopOnSignal(() => new Promise<void>((resolve) => closing.push(resolve)), ending);
    ending.emit(signal);
    ending.emit(signal);
    t.equal(closing.length, 1, 'the same signal that comes twice, as it does under npm, counts once');
    const exit = once(ending, 'exit');
    closing[0]?.();
    t.same(await exit, [0]);
  });
}

t.test('a later signal ends the process at once', async (t) => {
  const ending = new Ending();
  stopOnSignal(() => new Promise(() => {}), ending);
  let now = 0;
  t.intercept(performance, 'now', { value: () => now, configurable: true });
  ending.emit('SIGTERM');
  now = 1_000;
  const exit = once(ending, 'exit');
  ending.emit('SIGINT');
  t.same(await exit, [130]);
});
