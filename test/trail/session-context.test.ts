import t from 'tap';
import Value from 'typebox/value';
import type { SessionContext, UserIdentity } from '../../src/call.js';
import { EVENT_VERSIONS } from '../../src/trail/event-version.js';
import { CloudTrailRecordSchema } from '../../src/trail/record-schema.js';
import { identityForm } from '../../src/trail/session-context.js';

const ISSUER = {
  type: 'Role' as const,
  principalId: 'AROAEXAMPLE',
  arn: 'arn:aws:iam::123456789012:role/reader',
  accountId: '123456789012',
  userName: 'reader',
};
const ATTRIBUTES = { creationDate: '2026-09-26T18:33:26Z', mfaAuthenticated: 'false' as const };

const ROLE: SessionContext = { sessionIssuer: ISSUER, attributes: ATTRIBUTES };
const ROLE_OF_SOMEONE: SessionContext = { ...ROLE, sourceIdentity: 'anna' };
const USER: SessionContext = { attributes: ATTRIBUTES };

const ISSUED = `"sessionIssuer":${JSON.stringify(ISSUER)}`;
const EMPTY = '"webIdFederationData":{}';
const OLD = '"attributes":{"mfaAuthenticated":"false","creationDate":"2026-09-26T18:33:26Z"}';
const NEW = '"attributes":{"creationDate":"2026-09-26T18:33:26Z","mfaAuthenticated":"false"}';

/** As observed: of 1.05 in 2020, of 1.08 in 2023, of 1.11 in 2026; 1.09 and 1.10 as the latter. */
const FORMS: Record<string, [role: string, roleOfSomeone: string, user: string]> = {
  '1.05': [`{${ISSUED},${EMPTY},${OLD}}`, `{${ISSUED},${EMPTY},${OLD},"sourceIdentity":"anna"}`, `{${OLD}}`],
  '1.08': [
    `{${ISSUED},${EMPTY},${NEW}}`,
    `{${ISSUED},${EMPTY},${NEW},"sourceIdentity":"anna"}`,
    `{"sessionIssuer":{},${EMPTY},${NEW}}`,
  ],
  '1.09': [`{${ISSUED},${NEW}}`, `{${ISSUED},${NEW},"sourceIdentity":"anna"}`, `{${NEW}}`],
  '1.10': [`{${ISSUED},${NEW}}`, `{${ISSUED},${NEW},"sourceIdentity":"anna"}`, `{${NEW}}`],
  '1.11': [`{${ISSUED},${NEW}}`, `{${ISSUED},${NEW},"sourceIdentity":"anna"}`, `{${NEW}}`],
};

function identity(sessionContext?: SessionContext): UserIdentity {
  return {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLE:me',
    arn: 'arn:aws:sts::123456789012:assumed-role/reader/me',
    accountId: '123456789012',
    accessKeyId: 'ASIAEXAMPLE',
    ...(sessionContext && { sessionContext, invokedBy: 'glue.amazonaws.com' }),
  };
}

for (const version of EVENT_VERSIONS) {
  t.test(`a session has the form of ${version}`, async (t) => {
    const form = identityForm(version);
    for (const [index, context] of [ROLE, ROLE_OF_SOMEONE, USER].entries()) {
      const formed = form(identity(context));
      t.equal(JSON.stringify(formed.sessionContext), FORMS[version]?.[index]);
      t.same(Value.Errors(CloudTrailRecordSchema.properties.userIdentity, formed), []);
    }
    t.same(Object.keys(form(identity(ROLE))), Object.keys(identity(ROLE)), 'and stands where it stood');
  });
}

t.test('an identity is formed once, and one without a session not at all', async (t) => {
  const form = identityForm('1.11');
  const [inSession, plain] = [identity(ROLE), identity()];
  t.equal(form(inSession), form(inSession));
  t.equal(form(plain), plain);
});
