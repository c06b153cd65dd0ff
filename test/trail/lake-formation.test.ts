import t from 'tap';
import type { Caller, Fault, Outcome } from '../../src/call.js';
import { GLUE } from '../../src/model/service.js';
import { lakeFormationView } from '../../src/trail/lake-formation.js';
import { callOf, USER } from './called.js';

function told(name: string, outcome: Partial<Outcome> = {}, caller?: Caller): string | undefined {
  const call = callOf(name, caller && { caller });
  return JSON.stringify(lakeFormationView(call.operation)?.(call, { input: {}, output: {}, ...outcome } as Outcome));
}

const PRINCIPAL = '"lakeFormationPrincipal":"arn:aws:iam::123456789012:user/me"';
const ALL = `{"insufficientLakeFormationPermissions":[],${PRINCIPAL}}`;

const TOLD: Record<string, string> = {
  CreateDatabase: ALL,
  GetDatabase: ALL,
  UpdateDatabase: ALL,
  DeleteDatabase: ALL,
  CreateTable: ALL,
  GetTable: ALL,
  UpdateTable: ALL,
  DeleteTable: ALL,
  GetDatabases: `{${PRINCIPAL}}`,
  GetTables: `{${PRINCIPAL}}`,
};

t.test('records of calls for databases and tables tell of Lake Formation, and no others', async (t) => {
  for (const name of GLUE.operations.keys()) t.equal(told(name), TOLD[name], name);
});

/** What becomes of a call that fails. */
const FAILURES: [code: string, input: object | undefined, isTold: boolean][] = [
  ['EntityNotFoundException', {}, true],
  ['InvalidInputException', {}, true],
  ['AccessDeniedException', {}, false],
  ['ValidationException', {}, false],
  ['ThrottlingException', undefined, false],
  ['SerializationException', undefined, false],
];

t.test('a call that fails tells of it if it got as far as Lake Formation', async (t) => {
  for (const [code, input, isTold] of FAILURES) {
    const fault: Fault = { code, message: '', statusCode: 400 };
    t.equal(
      told('GetTable', { input: input as Record<string, unknown>, output: undefined, fault }),
      isTold ? ALL : undefined,
      code,
    );
  }
});

t.test('the principal of a session is its role', async (t) => {
  const arn = 'arn:aws:iam::123456789012:role/service-role/reader';
  const sessionContext = {
    sessionIssuer: {
      type: 'Role' as const,
      principalId: 'AROAEXAMPLE',
      arn,
      accountId: '123456789012',
      userName: 'reader',
    },
    attributes: { creationDate: '2026-01-01T00:00:00Z', mfaAuthenticated: 'false' as const },
  };
  const identity = { ...USER, type: 'AssumedRole' as const, sessionContext };
  t.equal(told('GetTables', {}, { account: '123456789012', identity }), `{"lakeFormationPrincipal":"${arn}"}`);
});
