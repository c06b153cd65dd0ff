/**
 * What a statement of an interactive session is: numbered from 0 in its session, and how it is told. No code is run: what comes out of a
 * statement is the empty text.
 */
import type { Statement, StatementState } from '@aws-sdk/client-glue';
import type { Scope } from '../../context.js';
import { statement as faults } from '../../faults/interactive.js';
import { type Course, endOf, isOver, stateAt } from '../../kinds/course.js';
import { type Id, Kind } from '../../kinds/kind.js';
import { sortable } from '../../kinds/sequence.js';
import type { Wire } from '../../model/types.js';
import { sessions } from './session.js';

interface KeptStatement {
  Id: number;
  Code: string;
  /** Epoch milliseconds. */
  StartedOn: number;
  course: Course<StatementState>;
}

/** Ids are [session, sortable number]. */
export const statements = new Kind<KeptStatement>({
  noun: 'statement',
  parent: sessions,
  faults: {
    absent: (id) => faults.absent(Number(id)),
  },
});

export function idOf(sessionId: string, id: number): Id {
  return [sessionId, sortable(id)];
}

export function courseOfStatement(scope: Scope, sessionId: string, id: number): Course<StatementState> {
  return statements.get(scope, idOf(sessionId, id)).course;
}

/** The model has a StatementState here. Glue tells the interpreter's own word, ok or error, and its clients go by that (dbt-glue does). */
const OK = 'ok' as string as StatementState;

/** The output is there once the statement is through; the times are epoch milliseconds. */
export function told({ now }: Scope, { Id, Code, StartedOn, course }: KeptStatement): Wire<Statement> {
  const State = stateAt(course, now);
  const statement = { Id, Code, State, Progress: 0, ...(State !== 'WAITING' && { StartedOn }) };
  if (!isOver(course, now)) return statement;
  const CompletedOn = endOf(course);
  if (State !== 'AVAILABLE') return { ...statement, CompletedOn };
  const Output = { Data: { TextPlain: '' }, ExecutionCount: Id, Status: OK };
  return { ...statement, Output, Progress: 1, CompletedOn };
}
