/**
 * Types of assets: which forms an asset of the type has. Their names are their ids. What is deleted may be gone already: the model of the
 * deletion lists no EntityNotFoundException.
 */
import { formType } from '../../faults/business-catalog.js';
import { clientToken } from '../../faults/common.js';
import { oncePerToken } from '../../kinds/client-token.js';
import type { GlueHandlers } from '../handlers.js';
import { assetTypes, formTypes } from './asset-type-entity.js';

export const assetTypeHandlers: GlueHandlers = {
  PutAssetType(input, context) {
    return oncePerToken(context, input, clientToken.invalid, () => {
      const { Name, Forms } = input;
      for (const { FormTypeIdentifier } of Object.values(Forms))
        if (!formTypes.has(context, [FormTypeIdentifier])) throw formType.absentToUse(FormTypeIdentifier);
      const type = { Id: Name, Name, Forms };
      assetTypes.put(context, [Name], type);
      return type;
    });
  },

  GetAssetType({ Identifier }, context) {
    return assetTypes.get(context, [Identifier]);
  },

  ListAssetTypes(input, context) {
    const { items, NextToken } = assetTypes.page(context, [], input, ({ Id, Name }) => ({ Id, Name }));
    return { Items: items, NextToken };
  },

  DeleteAssetType({ Identifier }, context) {
    if (assetTypes.has(context, [Identifier])) assetTypes.remove(context, [Identifier]);
    return {};
  },
};
