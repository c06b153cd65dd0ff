import {
  DeleteResourcePolicyCommand,
  GetResourcePoliciesCommand,
  GetResourcePolicyCommand,
  PutResourcePolicyCommand,
} from '@aws-sdk/client-glue';
import t from 'tap';
import { glueClient, glueServer, refusal, START } from '../../server.js';

const CATALOG = 'arn:aws:glue:us-east-1:123456789012:catalog';
const STATEMENT = { Effect: 'Allow', Principal: { AWS: ['*'] }, Action: 'glue:GetTable', Resource: [CATALOG] };
const POLICY = JSON.stringify({ Version: '2012-10-17', Statement: [STATEMENT] });
const OTHER = JSON.stringify({ Statement: { ...STATEMENT, Effect: 'Deny' } });
const ABSENT = 'EntityNotFoundException: Policy not found';

async function withPolicies(t: Parameters<typeof glueServer>[0]) {
  const { glue, server } = await glueServer(t);
  const get = () => glue.send(new GetResourcePolicyCommand({}));
  const put = (PolicyInJson: string, more: Partial<PutResourcePolicyCommand['input']> = {}) =>
    glue.send(new PutResourcePolicyCommand({ PolicyInJson, ...more }));
  const remove = (input: DeleteResourcePolicyCommand['input'] = {}) =>
    glue.send(new DeleteResourcePolicyCommand(input));
  return { glue, server, get, put, remove };
}

t.test('the policy is put, read, listed, replaced and deleted', async (t) => {
  const { glue, server, get, put, remove } = await withPolicies(t);
  t.equal(await refusal(get()), ABSENT);
  t.equal(await refusal(remove()), ABSENT);
  const { PolicyHash } = await put(POLICY);
  const time = new Date(START);
  t.match(await get(), { PolicyInJson: POLICY, PolicyHash, CreateTime: time, UpdateTime: time });
  await server.clock.advance('1h');
  const second = await put(OTHER, { EnableHybrid: 'TRUE' });
  t.not(second.PolicyHash, PolicyHash);
  const UpdateTime = new Date('2026-01-01T01:00:00Z');
  const kept = { PolicyInJson: OTHER, PolicyHash: second.PolicyHash, CreateTime: time, UpdateTime };
  const list = await glue.send(new GetResourcePoliciesCommand({}));
  t.same(list.GetResourcePoliciesResponseList, [kept]);
  t.match(await glue.send(new GetResourcePolicyCommand({ ResourceArn: CATALOG })), kept);
  t.equal((await put(POLICY)).PolicyHash, PolicyHash, 'the same policy has the same hash');
  await remove();
  t.equal(await refusal(get()), ABSENT);
  const elsewhere = glueClient(t, server, { region: 'eu-west-1' });
  t.equal(await refusal(elsewhere.send(new GetResourcePolicyCommand({}))), ABSENT);
});

t.test('a policy is changed only under the conditions that are given', async (t) => {
  const { get, put, remove } = await withPolicies(t);
  t.match(await refusal(put(POLICY, { PolicyExistsCondition: 'MUST_EXIST' })), /^ConditionCheckFailureException/);
  t.match(await refusal(put(POLICY, { PolicyHashCondition: 'x' })), /^ConditionCheckFailureException/);
  const { PolicyHash } = await put(POLICY, { PolicyExistsCondition: 'NOT_EXIST' });
  t.match(await refusal(put(OTHER, { PolicyExistsCondition: 'NOT_EXIST' })), /^ConditionCheckFailureException/);
  t.match(await refusal(put(OTHER, { PolicyHashCondition: 'x' })), /^ConditionCheckFailureException/);
  t.match(await refusal(remove({ PolicyHashCondition: 'x' })), /^ConditionCheckFailureException/);
  t.equal((await get()).PolicyInJson, POLICY);
  const changed = await put(OTHER, { PolicyExistsCondition: 'MUST_EXIST', PolicyHashCondition: PolicyHash });
  await put(POLICY, { PolicyExistsCondition: 'NONE', PolicyHashCondition: changed.PolicyHash });
  await remove({ PolicyHashCondition: PolicyHash });
  t.equal(await refusal(get()), ABSENT);
});

t.test('what is no policy of the catalog is refused', async (t) => {
  const { get, put } = await withPolicies(t);
  const statements: Record<string, unknown> = {
    'its Version is unknown': undefined,
    'it has no Statement': [],
    'a statement is not an object': ['x'],
    'the Effect of a statement': { ...STATEMENT, Effect: 'Maybe' },
    'a statement needs a Principal': { ...STATEMENT, Principal: undefined },
    'a principal has a wildcard': { ...STATEMENT, Principal: { AWS: 'arn:aws:iam::123456789012:user/*' } },
    'a statement needs an Action': { ...STATEMENT, Action: [] },
    'a statement needs a Resource': { ...STATEMENT, NotResource: CATALOG },
    'an action is not of glue': { ...STATEMENT, Action: ['glue:*', 's3:GetObject'] },
    '\\* is no resource of this catalog': { ...STATEMENT, Resource: '*' },
    'arn:aws:glue:us-east-1:210987654321:catalog is no resource': {
      ...STATEMENT,
      Resource: 'arn:aws:glue:us-east-1:210987654321:catalog',
    },
  };
  for (const [defect, Statement] of Object.entries(statements)) {
    const policy = Statement ? { Statement } : { Version: '2020-01-01', Statement: STATEMENT };
    const refused = await refusal(put(JSON.stringify(policy)));
    t.match(refused, new RegExp(`^InvalidInputException: The policy is not valid: ${defect}`), defect);
  }
  t.match(await refusal(put('{"Statement"')), /not a JSON object/);
  t.match(await refusal(put(JSON.stringify({ Statement: STATEMENT, Id: 'x'.repeat(10_240) }))), /larger than/);
  const ofResource = refusal(put(POLICY, { ResourceArn: CATALOG }));
  t.equal(await ofResource, 'InvalidInputException: Glue resource level policy is not currently supported');
  t.equal(await refusal(get()), ABSENT);
});
