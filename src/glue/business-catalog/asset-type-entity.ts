/** What types of assets, and of the forms that they have, are kept as. */
import type { GetAssetTypeResponse, GetFormTypeResponse } from '@aws-sdk/client-glue';
import type { Scope } from '../../context.js';
import { assetType, formType } from '../../faults/business-catalog.js';
import { Kind } from '../../kinds/kind.js';
import type { Wire } from '../../model/types.js';

/** Ids are [form type]. */
export const formTypes = new Kind<Wire<GetFormTypeResponse>>({
  noun: 'formType',
  faults: formType,
});

/** Throws EntityNotFoundException when there is none. */
export function requireFormType(scope: Scope, id: string): void {
  formTypes.get(scope, [id]);
}

/** Ids are [asset type]. */
export const assetTypes = new Kind<Wire<GetAssetTypeResponse>>({
  noun: 'assetType',
  faults: assetType,
});
