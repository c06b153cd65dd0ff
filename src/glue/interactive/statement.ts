/**
 * Statements of interactive sessions, numbered from 0 in each. A session carries them out one after the other: WAITING → RUNNING →
 * AVAILABLE, or by way of CANCELLING to CANCELLED. No code is run: what comes out of a statement is the empty text.
 */
import type { StatementState } from '@aws-sdk/client-glue';
import type { Context } from '../../context.js';
import { statement as faults, session as sessionFaults } from '../../faults/interactive.js';
import { courseOf, endOf, stateAt, turned } from '../../kinds/course.js';
import type { GlueHandlers } from '../handlers.js';
import { type KeptSession, sessions, used } from './session.js';
import { courseOfStatement, idOf, statements, told } from './statement-entity.js';

export const statementHandlers: GlueHandlers = {
  /** @limit Runs no code: the output is an empty text. */
  RunStatement({ SessionId, Code }, context) {
    const session = sessions.get(context, [SessionId]);
    if (session.session.SessionType === 'SPARK_CONNECT') throw sessionFaults.withoutStatements(SessionId);
    const state = stateAt(session.course, context.now);
    if (state !== 'READY') throw sessionFaults.inState(state ?? '');
    const Id = statements.rows(context).count(statements.key(context, [SessionId]));
    const waitMs = Id === 0 ? 0 : Math.max(0, endOf(courseOfStatement(context, SessionId, Id - 1)) - context.now);
    const turn = [['WAITING', waitMs] as const, ['RUNNING', context.runMs] as const];
    const course = courseOf<StatementState>(context.now, turn, 'AVAILABLE');
    statements.put(context, idOf(SessionId, Id), { Id, Code, StartedOn: context.now + waitMs, course });
    sessions.put(context, [SessionId], used(session, context.now, endOf(course)));
    return { Id };
  },

  GetStatement({ SessionId, Id }, context) {
    requireReady(context, SessionId);
    return { Statement: told(context, statements.get(context, idOf(SessionId, Id))) };
  },

  ListStatements({ RequestOrigin: _, ...input }, context) {
    requireReady(context, input.SessionId);
    const { items, NextToken } = statements.page(context, [input.SessionId], input, (kept) => told(context, kept));
    return { Statements: items, NextToken };
  },

  CancelStatement({ SessionId, Id }, context) {
    requireReady(context, SessionId);
    const kept = statements.get(context, idOf(SessionId, Id));
    const state = stateAt(kept.course, context.now);
    if (state !== 'WAITING' && state !== 'RUNNING') throw faults.over(Id, state ?? '');
    const cancelling = [['CANCELLING', context.runMs * CANCELLING_SHARE] as const];
    const ending = courseOf<StatementState>(context.now, cancelling, 'CANCELLED');
    statements.put(context, idOf(SessionId, Id), { ...kept, course: turned(kept.course, context.now, ending) });
    return {};
  },
};

/** How long cancelling takes, as a share of a whole run. */
const CANCELLING_SHARE = 0.1;

/** A session that is not ready does not know its statements (observed). */
function requireReady(context: Context, sessionId: string): KeptSession {
  const session = sessions.get(context, [sessionId]);
  if (stateAt(session.course, context.now) !== 'READY') throw sessionFaults.unavailable();
  return session;
}
