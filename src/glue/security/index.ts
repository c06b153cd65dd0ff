/** Security configurations, usage profiles, custom entity types, Identity Center. */
import type { Family } from '../handlers.js';
import { customEntityTypeHandlers } from './custom-entity-type.js';
import { identityCenterHandlers } from './identity-center.js';
import { securityConfigurationHandlers } from './security-configuration.js';
import { usageProfileHandlers } from './usage-profile.js';

export const security: Family = {
  handlers: [customEntityTypeHandlers, usageProfileHandlers, securityConfigurationHandlers, identityCenterHandlers],
};
