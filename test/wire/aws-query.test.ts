/** AWS Query as it lies on the wire: forms in, XML out. */
import t from 'tap';
import type { GlueTrail } from '../../src/index.js';
import { glueServer } from '../server.js';
import { authorization, type Exchange, exchange } from './exchange.js';

const QUESTION = 'Action=GetCallerIdentity&Version=2011-06-15';
const SIGNED = authorization('123456789012/20260101/us-east-1/sts/aws4_request');

/** A form as an SDK sends it, but for what is given. */
function send(server: GlueTrail, body: string | Uint8Array, headers: Record<string, string | undefined> = {}) {
  const usual = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8', authorization: SIGNED };
  return exchange(server, { body, headers: { ...usual, 'x-amz-target': undefined, ...headers } });
}

const NAMESPACE = 'xmlns="https://sts.amazonaws.com/doc/2011-06-15/"';

function refusal({ requestId }: Exchange, code: string, message: string, type = 'Sender'): string {
  const error = `<Error><Type>${type}</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
  return `<ErrorResponse ${NAMESPACE}>${error}<RequestId>${requestId}</RequestId></ErrorResponse>`;
}

t.test('an answer has the content type, the request id of its record, and the result', async (t) => {
  const { server } = await glueServer(t);
  const { status, contentType, requestId, body, records } = await send(server, QUESTION);
  t.equal(status, 200);
  t.equal(contentType, 'text/xml');
  t.equal(
    body,
    `<GetCallerIdentityResponse ${NAMESPACE}><GetCallerIdentityResult>` +
      '<Arn>arn:aws:iam::123456789012:root</Arn><UserId>123456789012</UserId><Account>123456789012</Account>' +
      `</GetCallerIdentityResult><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>` +
      '</GetCallerIdentityResponse>',
  );
  t.match(records, [{ eventName: 'GetCallerIdentity' }]);
});

const UNSIGNED = { authorization: undefined };
const MISSING_ACTION = 'The request is missing an action or a required parameter.';

const REFUSED: [
  what: string,
  body: string | Uint8Array,
  headers: Record<string, string | undefined>,
  status: number,
  code: string,
  message: string,
][] = [
  ['no form at all', '', UNSIGNED, 400, 'MissingAction', MISSING_ACTION],
  ['a form without an action', 'Version=2011-06-15', UNSIGNED, 400, 'MissingAction', MISSING_ACTION],
  ['an empty action', 'Action=&Version=2011-06-15', {}, 400, 'MissingAction', MISSING_ACTION],
  ['what is no form', '%%%=&&&\u0000', {}, 400, 'MissingAction', MISSING_ACTION],
  ['bytes of no text', Uint8Array.of(0xff, 0xfe, 0x00), {}, 400, 'MissingAction', MISSING_ACTION],
  [
    'an action that there is not, which comes before the signature',
    'Action=A%3Cb%3E&Version=2011-06-15',
    UNSIGNED,
    400,
    'InvalidAction',
    'Could not find operation A&lt;b&gt; for version 2011-06-15',
  ],
  [
    'another version',
    'Action=GetCallerIdentity&Version=2010-05-08',
    {},
    400,
    'InvalidAction',
    'Could not find operation GetCallerIdentity for version 2010-05-08',
  ],
  [
    'no version',
    'Action=GetCallerIdentity',
    {},
    400,
    'InvalidAction',
    'Could not find operation GetCallerIdentity for version NO_VERSION_SPECIFIED',
  ],
  ['no signature', QUESTION, UNSIGNED, 403, 'MissingAuthenticationToken', 'Request is missing Authentication Token'],
  [
    'half a signature',
    QUESTION,
    { authorization: SIGNED.replace(/, Signature.*/, '') },
    400,
    'IncompleteSignature',
    `Authorization header requires 'Signature' parameter. Authorization=${SIGNED.replace(/, Signature.*/, '')}`,
  ],
  [
    'a signature for another service',
    QUESTION,
    { authorization: SIGNED.replace('/sts/', '/glue/') },
    403,
    'SignatureDoesNotMatch',
    "Credential should be scoped to correct service: 'sts'. ",
  ],
  [
    'an access key that is none',
    QUESTION,
    { authorization: SIGNED.replace('123456789012', '!') },
    403,
    'InvalidClientTokenId',
    'The security token included in the request is invalid.',
  ],
];

for (const [what, body, headers, status, code, message] of REFUSED) {
  t.test(`${what} is refused, and not recorded`, async (t) => {
    const { server } = await glueServer(t);
    const exchanged = await send(server, body, headers);
    t.equal(exchanged.status, status);
    t.equal(exchanged.contentType, 'text/xml');
    t.equal(exchanged.body, refusal(exchanged, code, message));
    t.same(server.events(), []);
  });
}

t.test('a form that is too large is refused, and the server goes on', async (t) => {
  const { server } = await glueServer(t, { bodyLimit: 1024 });
  const exchanged = await send(server, `${QUESTION}&x=${'x'.repeat(2048)}`);
  t.equal(exchanged.status, 413);
  t.equal(exchanged.body, refusal(exchanged, 'RequestEntityTooLargeException', 'Request size exceeded 1024 bytes'));
  t.equal((await send(server, QUESTION)).status, 200);
});

t.test('members that the operation does not have are ignored', async (t) => {
  const { server } = await glueServer(t);
  const { status, records } = await send(server, `${QUESTION}&Nonsense.member.1=x&__proto__=y&a${'.b'.repeat(5000)}=z`);
  t.equal(status, 200);
  t.match(records, [{ requestParameters: null }]);
});

const ROLE = 'RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Freader&RoleSessionName=me';
const ROLE_READ = { roleArn: 'arn:aws:iam::123456789012:role/reader', roleSessionName: 'me' };

const INPUTS: [what: string, form: string, expected: object][] = [
  ['text and numbers', `${ROLE}&DurationSeconds=900`, { ...ROLE_READ, durationSeconds: 900 }],
  ['the first of two', `${ROLE}&RoleSessionName=you`, ROLE_READ],
  [
    'lists of structures',
    `${ROLE}&Tags.member.1.Key=a&Tags.member.1.Value=b&Tags.member.2.Key=c&Tags.member.2.Value=`,
    {
      ...ROLE_READ,
      tags: [
        { key: 'a', value: 'b' },
        { key: 'c', value: '' },
      ],
    },
  ],
  [
    'lists of text in the order of their numbers, up to the first that is missing',
    `${ROLE}&TransitiveTagKeys.member.2=b&TransitiveTagKeys.member.1=a&TransitiveTagKeys.member.4=d`,
    { ...ROLE_READ, transitiveTagKeys: ['a', 'b'] },
  ],
  ['an empty list', `${ROLE}&Tags=`, { ...ROLE_READ, tags: [] }],
];

for (const [what, form, expected] of INPUTS) {
  t.test(`the members of a form are read: ${what}`, async (t) => {
    const { server } = await glueServer(t);
    const { records } = await send(server, `Action=AssumeRole&Version=2011-06-15&${form}`);
    t.same(records[0]?.requestParameters, expected);
  });
}

const BAD_INPUTS: [form: string, code: string, message: string][] = [
  [
    'RoleSessionName=me',
    'ValidationError',
    "1 validation error detected: Value null at 'roleArn' failed to satisfy constraint: Member must not be null",
  ],
  [
    `${ROLE}&DurationSeconds=1`,
    'ValidationError',
    "1 validation error detected: Value '1' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
  ],
  [`${ROLE}&DurationSeconds=soon`, 'SerializationException', 'STRING_VALUE can not be converted to an Integer'],
];

for (const [form, code, message] of BAD_INPUTS) {
  t.test(`input is checked by the model: ${form}`, async (t) => {
    const { server } = await glueServer(t);
    const exchanged = await send(server, `Action=AssumeRole&Version=2011-06-15&${form}`);
    t.equal(exchanged.status, 400);
    t.equal(exchanged.body, refusal(exchanged, code, message));
    t.equal(exchanged.records.length, 1);
  });
}

t.test('only the beginning of the content type tells a form', async (t) => {
  const { server } = await glueServer(t);
  const types = ['application/x-www-form-urlencoded', 'application/x-www-form-urlencoded;charset=x'];
  for (const type of types) t.equal((await send(server, QUESTION, { 'content-type': type })).status, 200, type);
  const { status, body } = await send(server, QUESTION, { 'content-type': 'text/plain' });
  t.same([status, body], [404, '<UnknownOperationException/>\n']);
});
