/**
 * Encryption settings of data catalogs. They are kept and told; nothing here is encrypted, but passwords of connections are answered
 * as AWS answers them under ReturnConnectionPasswordEncrypted: under another name, in a form that nobody can read.
 */
import { createHash } from 'node:crypto';
import type { DataCatalogEncryptionSettings } from '@aws-sdk/client-glue';
import type { Scope } from '../../context.js';
import { encryptionSettings as faults } from '../../faults/data-catalog.js';
import { Setting } from '../../kinds/setting.js';
import type { Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import { catalogOf } from './catalog.js';

type Settings = Wire<DataCatalogEncryptionSettings>;

const settings = new Setting<Settings>('encryptionSettings');

/** Observed: what is answered before anything was put. */
const DEFAULTS: Settings = {
  EncryptionAtRest: { CatalogEncryptionMode: 'DISABLED' },
  ConnectionPasswordEncryption: { ReturnConnectionPasswordEncrypted: false },
};

export const catalogEncryptionHandlers: GlueHandlers = {
  GetDataCatalogEncryptionSettings(input, context) {
    return { DataCatalogEncryptionSettings: settings.find(context, catalogOf(input, context)) ?? DEFAULTS };
  },

  /**
   * What is left out goes back to its default.
   *
   * @limit Nothing is encrypted, passwords of connections apart; keys and roles are not looked for.
   */
  PutDataCatalogEncryptionSettings(input, context) {
    const given = { ...DEFAULTS, ...input.DataCatalogEncryptionSettings };
    const { CatalogEncryptionMode, CatalogEncryptionServiceRole } = given.EncryptionAtRest ?? {};
    if (CatalogEncryptionMode === 'SSE-KMS-WITH-SERVICE-ROLE' && !CatalogEncryptionServiceRole)
      throw faults.roleMissing();
    settings.put(context, given, catalogOf(input, context));
    return {};
  },
};

/** The properties of a connection as they are answered under the catalog's settings. */
export function withPasswordProtected(
  scope: Scope,
  catalog: string,
  properties: Record<string, string>,
): Record<string, string> {
  const { PASSWORD, ...open } = properties;
  const protection = settings.find(scope, catalog)?.ConnectionPasswordEncryption;
  if (PASSWORD === undefined || !protection?.ReturnConnectionPasswordEncrypted) return properties;
  const digest = createHash('sha256').update(`${protection.AwsKmsKeyId} ${PASSWORD}`).digest('base64');
  return { ...open, ENCRYPTED_PASSWORD: digest };
}
