import t from 'tap';
import { glueServer } from '../server.js';
import { authorization, exchange, SCOPE } from './exchange.js';

const SIGNATURE = '0'.repeat(64);
const credential = (text: string) => authorization(text);
const parts = (...given: string[]) => `AWS4-HMAC-SHA256 ${given.join(', ')}`;

const MISSING: Refusal = ['MissingAuthenticationTokenException', 'Request is missing Authentication Token'];
const INVALID_TOKEN: Refusal = [
  'UnrecognizedClientException',
  'The security token included in the request is invalid.',
];
const BAD_REGION: Refusal = ['InvalidSignatureException', 'Credential should be scoped to a valid region. '];

type Refusal = [code: string, message: string];

const fiveElements = (got: string): Refusal => [
  'IncompleteSignatureException',
  `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${got}'`,
];

const requires = (header: string, ...names: string[]): Refusal => [
  'IncompleteSignatureException',
  `${names.map((name) => `Authorization header requires '${name}' parameter. `).join('')}Authorization=${header}`,
];

const GIVEN = {
  Credential: `Credential=AKID/${SCOPE}`,
  SignedHeaders: 'SignedHeaders=host',
  Signature: `Signature=${SIGNATURE}`,
};
const ONLY_CREDENTIAL = parts(GIVEN.Credential);
const WITHOUT_SIGNATURE = parts(GIVEN.Credential, GIVEN.SignedHeaders);
const EMPTY_CREDENTIAL = parts('Credential=', GIVEN.SignedHeaders, GIVEN.Signature);

/** Authorization headers, and how each is refused. */
const HEADERS: [header: string | undefined, expected: Refusal][] = [
  [undefined, MISSING],
  ['', MISSING],
  ['Basic dXNlcjpwYXNz', MISSING],
  ['Bearer x', MISSING],
  ['AWS AKID:x', MISSING],
  [
    'AWS4-HMAC-SHA512 Credential=x',
    [
      'IncompleteSignatureException',
      "Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA512' (only AWS4-HMAC-SHA256 for now). ",
    ],
  ],
  ['AWS4-HMAC-SHA256', requires('AWS4-HMAC-SHA256', 'Credential', 'Signature', 'SignedHeaders')],
  [ONLY_CREDENTIAL, requires(ONLY_CREDENTIAL, 'Signature', 'SignedHeaders')],
  [WITHOUT_SIGNATURE, requires(WITHOUT_SIGNATURE, 'Signature')],
  [EMPTY_CREDENTIAL, requires(EMPTY_CREDENTIAL, 'Credential')],
  [credential('a/b/c/d'), fiveElements('a/b/c/d')],
  [credential('a/b/c/d/e/f'), fiveElements('a/b/c/d/e/f')],
  [credential('AKID'), fiveElements('AKID')],
  [credential('AKID/20260101/../../etc/glue/aws4_request'), fiveElements('AKID/20260101/../../etc/glue/aws4_request')],
  [credential('AKID/20260101/..%2F..%2Fetc/glue/aws4_request'), BAD_REGION],
  [credential('AKID/20260101/../glue/aws4_request'), BAD_REGION],
  [credential('AKID/20260101//glue/aws4_request'), BAD_REGION],
  [credential('AKID/20260101/us-east/glue/aws4_request'), BAD_REGION],
  [credential('AKID/20260101/US-EAST-1/glue/aws4_request'), BAD_REGION],
  [credential('AKID/20260101/us-east-1\\..\\x/glue/aws4_request'), BAD_REGION],
  [credential('AKID/20260101/__proto__/glue/aws4_request'), BAD_REGION],
  [credential(`AKID/20260101/us-${'x'.repeat(300)}-1/glue/aws4_request`), BAD_REGION],
  [credential('AKID/20260101/us-east-100/glue/aws4_request'), BAD_REGION],
  [
    credential('AKID/20260101/us-east-1/s3/aws4_request'),
    ['InvalidSignatureException', "Credential should be scoped to correct service: 'glue'. "],
  ],
  [
    credential('AKID/20260101/us-east-1/glue/aws2_request'),
    [
      'InvalidSignatureException',
      "Credential should be scoped with a valid terminator: 'aws4_request', not 'aws2_request'. ",
    ],
  ],
  [credential(`/${SCOPE}`), INVALID_TOKEN],
  [credential(`a b/${SCOPE}`), INVALID_TOKEN],
  [credential(`<x>/${SCOPE}`), INVALID_TOKEN],
  [credential(`${'k'.repeat(129)}/${SCOPE}`), INVALID_TOKEN],
];

t.test(
  'a request that is not signed, or not in the right form, is refused in the words of AWS and not recorded',
  async (t) => {
    const { server } = await glueServer(t);
    for (const [header, [code, message]] of HEADERS) {
      const { status, body, records } = await exchange(server, { headers: { authorization: header } });
      t.equal(status, 400, String(header));
      t.same(JSON.parse(body), { __type: code, message }, String(header));
      t.same(records, []);
    }
    t.same(server.events(), []);
    t.same(await server.flush(), [], 'so there is nothing to deliver');
    t.equal((await exchange(server)).status, 200);
  },
);

t.test('a header without a date is refused, a Date header is as good as an X-Amz-Date', async (t) => {
  const { server } = await glueServer(t);
  const header = authorization(`AKID/${SCOPE}`);
  const dated = (headers: object) =>
    exchange(server, { headers: { authorization: header, 'x-amz-date': undefined, ...headers } });
  const { status, body } = await dated({});
  const message = `Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. Authorization=${header}`;
  t.same([status, JSON.parse(body)], [400, { __type: 'IncompleteSignatureException', message }]);
  t.equal((await dated({ date: 'Thu, 01 Jan 2026 00:00:00 GMT' })).status, 200);
});

const QUERY = {
  'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
  'X-Amz-Credential': `AKID/${SCOPE}`,
  'X-Amz-Date': '20260101T000000Z',
  'X-Amz-SignedHeaders': 'host',
  'X-Amz-Signature': SIGNATURE,
};

const lacks = (name: string): Refusal => [
  'IncompleteSignatureException',
  `AWS query-string parameters must include '${name}'. `,
];

/** Presigned queries, and how each is refused. */
const QUERIES: [changed: Record<string, string>, expected: Refusal][] = [
  [{ 'X-Amz-Algorithm': '' }, MISSING],
  [{ 'X-Amz-Algorithm': 'AWS4-ECDSA' }, MISSING],
  [{ 'X-Amz-Credential': '' }, lacks('X-Amz-Credential')],
  [{ 'X-Amz-Signature': '' }, lacks('X-Amz-Signature')],
  [{ 'X-Amz-SignedHeaders': '' }, lacks('X-Amz-SignedHeaders')],
  [{ 'X-Amz-Date': '' }, lacks('X-Amz-Date')],
  [{ 'X-Amz-Credential': 'a/b' }, fiveElements('a/b')],
  [{ 'X-Amz-Credential': 'AKID/20260101/../glue/aws4_request' }, BAD_REGION],
];

t.test('a presigned query is refused as a header is', async (t) => {
  const { server } = await glueServer(t);
  const ask = (query: URLSearchParams) =>
    exchange(server, { path: `/?${query}`, headers: { authorization: undefined, 'x-amz-date': undefined } });
  t.equal((await ask(new URLSearchParams(QUERY))).status, 200);
  for (const [changed, [code, message]] of QUERIES) {
    const { status, body, records } = await ask(new URLSearchParams({ ...QUERY, ...changed }));
    t.same([status, JSON.parse(body), records], [400, { __type: code, message }, []], JSON.stringify(changed));
  }
  const twice = new URLSearchParams(QUERY);
  twice.append('X-Amz-Credential', `OTHER/${SCOPE}`);
  t.same(JSON.parse((await ask(twice)).body), { __type: lacks('')[0], message: lacks('X-Amz-Credential')[1] });
});

const REGIONS = [
  'us-east-1',
  'eu-central-2',
  'us-gov-west-1',
  'cn-north-1',
  'eusc-de-east-1',
  'us-isob-east-1',
  'mx-central-1',
];

t.test('every region of AWS is one, and its calls lie in its folder', async (t) => {
  const { server } = await glueServer(t);
  for (const region of REGIONS) {
    const header = authorization(`AKID/20260101/${region}/glue/aws4_request`);
    const { status, records } = await exchange(server, { headers: { authorization: header } });
    t.equal(status, 200, region);
    t.match(records, [{ awsRegion: region }]);
  }
  const folders = (await server.flush()).map(({ key }) => key.split('/')[3]);
  t.same(folders.sort(), REGIONS.toSorted());
});

/** Dates that are not in the form of the signature. */
const DATES = ['201', '2026-01-01T00:00:00Z', '20260101', '20260101T000000', '', 'now'];

t.test('a date has to be in the basic form of ISO 8601', async (t) => {
  const { server } = await glueServer(t);
  for (const date of DATES) {
    const message = `Date must be in ISO-8601 'basic format'. Got '${date}'. See http://en.wikipedia.org/wiki/ISO_8601`;
    const { body, records } = await exchange(server, { headers: { 'x-amz-date': date } });
    t.same([JSON.parse(body), records], [{ __type: 'IncompleteSignatureException', message }, []], date);
    if (date === '') continue;
    const query = new URLSearchParams({ ...QUERY, 'X-Amz-Date': date });
    const presigned = await exchange(server, { path: `/?${query}`, headers: { authorization: undefined } });
    t.same([JSON.parse(presigned.body), presigned.records], [{ __type: 'IncompleteSignatureException', message }, []]);
  }
});

/** Access keys and who they are. */
const CALLERS: [accessKeyId: string, account: string, identity: object][] = [
  [
    'AKIAIOSFODNN7EXAMPLE',
    '123456789012',
    {
      type: 'IAMUser',
      userName: 'johndoe',
      arn: 'arn:aws:iam::123456789012:user/johndoe',
      principalId: 'AKIAIOSFODNN7EXAMPLE',
    },
  ],
  ['test', '123456789012', { type: 'IAMUser', userName: 'test', arn: 'arn:aws:iam::123456789012:user/test' }],
  ['a+b=c.d@e-f_g', '123456789012', { type: 'IAMUser', userName: 'a+b=c.d@e-f_g' }],
  [
    '210987654321',
    '210987654321',
    { type: 'Root', arn: 'arn:aws:iam::210987654321:root', principalId: '210987654321' },
  ],
  ['21098765432', '123456789012', { type: 'IAMUser', userName: '21098765432' }],
  ['__proto__', '123456789012', { type: 'IAMUser', userName: '__proto__' }],
];

t.test('an access key says who calls', async (t) => {
  const { server } = await glueServer(t);
  for (const [accessKeyId, recipientAccountId, identity] of CALLERS) {
    const { status, records } = await exchange(server, {
      headers: { authorization: authorization(`${accessKeyId}/${SCOPE}`) },
    });
    t.equal(status, 200, accessKeyId);
    t.match(records, [
      { recipientAccountId, userIdentity: { ...identity, accountId: recipientAccountId, accessKeyId } },
    ]);
  }
});

t.test('blanks between the parts of a header do not matter, nor does their order', async (t) => {
  const { server } = await glueServer(t);
  const { Credential, SignedHeaders, Signature } = GIVEN;
  for (const header of [
    `AWS4-HMAC-SHA256 ${Credential},${SignedHeaders},${Signature}`,
    `AWS4-HMAC-SHA256 ${Signature},   ${SignedHeaders}, ${Credential}`,
  ])
    t.match((await exchange(server, { headers: { authorization: header } })).records, [
      { userIdentity: { userName: 'AKID' } },
    ]);
});
