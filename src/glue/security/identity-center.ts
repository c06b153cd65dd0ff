/** The connection of Glue with IAM Identity Center: one configuration for an account and region. */
import type { GetGlueIdentityCenterConfigurationResponse } from '@aws-sdk/client-glue';
import type { Scope } from '../../context.js';
import { identityCenter as faults } from '../../faults/security.js';
import { Setting } from '../../kinds/setting.js';
import type { Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';

type Configuration = Wire<GetGlueIdentityCenterConfigurationResponse>;

const configuration = new Setting<Configuration>('identityCenterConfiguration');

export const identityCenterHandlers: GlueHandlers = {
  /** @limit Neither is the instance looked for nor the application made. */
  CreateGlueIdentityCenterConfiguration(given, context) {
    if (configuration.find(context)) throw faults.exists();
    const [, partition, instance] = INSTANCE.exec(given.InstanceArn) ?? [];
    if (!instance) throw faults.notInstance(given.InstanceArn);
    const application = context.newId().replaceAll('-', '').slice(0, APPLICATION_DIGITS);
    const ApplicationArn = `arn:${partition}:sso::${context.account}:application/${instance}/apl-${application}`;
    const UserBackgroundSessionsEnabled = given.UserBackgroundSessionsEnabled ?? false;
    configuration.put(context, { ...given, ApplicationArn, UserBackgroundSessionsEnabled });
    return { ApplicationArn };
  },

  GetGlueIdentityCenterConfiguration(_, context) {
    return required(context);
  },

  /** What is not given stays. */
  UpdateGlueIdentityCenterConfiguration(given, context) {
    configuration.put(context, { ...required(context), ...given });
    return {};
  },

  DeleteGlueIdentityCenterConfiguration(_, context) {
    required(context);
    configuration.remove(context);
    return {};
  },
};

/** `arn:aws:sso:::instance/ssoins-1234567890abcdef` (Identity Center API reference); an application's ARN has the instance's id. */
const INSTANCE = /^arn:([^:]+):sso:::instance\/((?:sso)?ins-[a-zA-Z0-9-.]{16})$/;
const APPLICATION_DIGITS = 16;

function required(scope: Scope): Configuration {
  const found = configuration.find(scope);
  if (!found) throw faults.absent();
  return found;
}
