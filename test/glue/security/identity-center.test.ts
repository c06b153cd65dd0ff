import t from 'tap';
import { glueServer, refusal } from '../../server.js';

const InstanceArn = 'arn:aws:sso:::instance/ssoins-1234567890abcdef';

t.test('the Identity Center configuration is there once, changed and deleted', async (t) => {
  const { glue } = await glueServer(t);
  const absent = 'EntityNotFoundException: Glue Identity Center configuration not found.';
  t.equal(await refusal(glue.getGlueIdentityCenterConfiguration({})), absent);
  t.equal(await refusal(glue.updateGlueIdentityCenterConfiguration({})), absent);
  t.equal(await refusal(glue.deleteGlueIdentityCenterConfiguration({})), absent);
  const { ApplicationArn } = await glue.createGlueIdentityCenterConfiguration({ InstanceArn, Scopes: ['a'] });
  t.match(ApplicationArn, /^arn:aws:sso::123456789012:application\/ssoins-1234567890abcdef\/apl-[0-9a-f]{16}$/);
  t.equal(
    await refusal(glue.createGlueIdentityCenterConfiguration({ InstanceArn })),
    'AlreadyExistsException: Glue Identity Center configuration already exists.',
  );
  const read = async () => {
    const { $metadata: _, ...configuration } = await glue.getGlueIdentityCenterConfiguration({});
    return configuration;
  };
  const created = { ApplicationArn, InstanceArn, Scopes: ['a'], UserBackgroundSessionsEnabled: false };
  t.same(await read(), created);
  await glue.updateGlueIdentityCenterConfiguration({ UserBackgroundSessionsEnabled: true });
  t.same(await read(), { ...created, UserBackgroundSessionsEnabled: true });
  await glue.deleteGlueIdentityCenterConfiguration({});
  t.equal(await refusal(read()), absent);
  t.equal(
    await refusal(glue.createGlueIdentityCenterConfiguration({ InstanceArn: 'arn:aws:sso:::x' })),
    'InvalidInputException: arn:aws:sso:::x is not the ARN of an Identity Center instance.',
  );
});
