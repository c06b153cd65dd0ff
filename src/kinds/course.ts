/**
 * What takes time goes through states: its course is fixed when it begins and cut short when it is stopped, and its state at a time is
 * read off it. So nothing has to happen for a run to be over; what must happen at its end stands in the schedule beside it.
 */

export interface Phase<State extends string> {
  state: State;
  /** Epoch milliseconds at which the state begins. */
  from: number;
}

/** In order of time; the last state is the one it stays in. */
export type Course<State extends string> = readonly Phase<State>[];

/**
 * The course of something that begins now: each state with how long it lasts in milliseconds, then the one it ends in.
 *
 *     courseOf(now, [['STARTING', 0], ['RUNNING', 60_000]], 'SUCCEEDED')
 */
export function courseOf<State extends string>(
  begins: number,
  states: readonly (readonly [state: State, lastsMs: number])[],
  final: State,
): Course<State> {
  const phases: Phase<State>[] = [];
  let from = begins;
  for (const [state, lastsMs] of states) {
    phases.push({ state, from });
    from += lastsMs;
  }
  return [...phases, { state: final, from }];
}

export function stateAt<State extends string>(course: Course<State>, now: number): State | undefined {
  return course.findLast(({ from }) => from <= now)?.state ?? course[0]?.state;
}

/** When it came into the state that it is in: epoch milliseconds. */
export function stateSince<State extends string>(course: Course<State>, now: number): number {
  return (course.findLast(({ from }) => from <= now) ?? course[0])?.from ?? now;
}

/** When it is over. */
export function endOf<State extends string>(course: Course<State>): number {
  return course.at(-1)?.from ?? 0;
}

export function isOver<State extends string>(course: Course<State>, now: number): boolean {
  return endOf(course) <= now;
}

/** The course as it goes on from now with other states, such as STOPPING and STOPPED; what is past stays. */
export function turned<State extends string>(
  course: Course<State>,
  now: number,
  onwards: Course<State>,
): Course<State> {
  return [...course.filter(({ from }) => from <= now), ...onwards];
}
