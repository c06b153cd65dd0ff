import t from 'tap';
import { Clock } from '../../src/state/clock.js';

const START = Date.parse('2026-01-01T00:00:00Z');
const HOUR = 3_600_000;

t.test('a virtual clock stands still until it is moved', async (t) => {
  const clock = new Clock(START);
  t.ok(clock.virtual);
  t.equal(clock.now(), START);
  clock.advance(2 * HOUR);
  t.equal(clock.now(), START + 2 * HOUR);
  clock.set(START - HOUR);
  t.equal(clock.now(), START - HOUR);
});

t.test('a virtual clock may stand at the epoch', async (t) => {
  t.equal(new Clock(0).now(), 0);
});

t.test('a real clock tells the time, moved by as much as it was moved', async (t) => {
  const clock = new Clock();
  t.notOk(clock.virtual);
  t.ok(isAbout(clock.now(), Date.now()));
  clock.advance(HOUR);
  t.ok(isAbout(clock.now(), Date.now() + HOUR));
  clock.set(START);
  t.ok(isAbout(clock.now(), START));
});

function isAbout(time: number, expected: number): boolean {
  return Math.abs(time - expected) < 5_000;
}
