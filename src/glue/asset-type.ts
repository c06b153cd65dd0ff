/**
 * Types of assets and of the forms that assets have. Their names are their ids. Of a form's schema no more is looked at than that it is
 * one. What is deleted may be gone already: the model of the deletions lists no EntityNotFoundException.
 */
import type { GetAssetTypeResponse, GetFormTypeResponse } from '@aws-sdk/client-glue';
import type { Scope } from '../context.js';
import { assetType, businessCatalog, formType } from '../faults/business-catalog.js';
import { invalidToken } from '../faults.js';
import { oncePerToken } from '../kinds/client-token.js';
import { Kind } from '../kinds/kind.js';
import type { Wire } from '../model/types.js';
import type { GlueHandlers } from './handlers.js';

/** Ids are [form type]. */
const formTypes = new Kind<Wire<GetFormTypeResponse>>({
  service: 'glue',
  noun: 'formType',
  scope: 'account',
  faults: { absent: ([id = '']) => formType.absent(id), exists: ([id = '']) => formType.absent(id), invalidToken },
});

/** Ids are [asset type]. */
export const assetTypes = new Kind<Wire<GetAssetTypeResponse>>({
  service: 'glue',
  noun: 'assetType',
  scope: 'account',
  faults: { absent: ([id = '']) => assetType.absent(id), exists: ([id = '']) => assetType.absent(id), invalidToken },
});

export const assetTypeHandlers: GlueHandlers = {
  PutFormType(input, context) {
    return oncePerToken(context, input, businessCatalog.tokenMismatch, () => {
      const { Name, Schema } = input;
      if (!isSchema(Schema)) throw formType.schema();
      const type = { Id: Name, Name, Schema };
      formTypes.put(context, [Name], type);
      return type;
    });
  },

  GetFormType({ Identifier }, context) {
    return formTypes.get(context, [Identifier]);
  },

  ListFormTypes(input, context) {
    const { items, NextToken } = formTypes.page(context, [], input, ({ Id, Name }) => ({ Id, Name }));
    return { Items: items, NextToken };
  },

  DeleteFormType({ Identifier }, context) {
    if (!formTypes.has(context, [Identifier])) return {};
    for (const { Name = '', Forms = {} } of assetTypes.all(context, []))
      if (Object.values(Forms).some(({ FormTypeIdentifier }) => FormTypeIdentifier === Identifier))
        throw formType.inUse(Identifier, Name);
    formTypes.remove(context, [Identifier]);
    return {};
  },

  PutAssetType(input, context) {
    return oncePerToken(context, input, businessCatalog.tokenMismatch, () => {
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

/** Throws EntityNotFoundException when there is none. */
export function requireFormType(scope: Scope, id: string): void {
  formTypes.get(scope, [id]);
}

function isSchema(schema: string): boolean {
  let depth = 0;
  for (const brace of schema.match(/[{}]/g) ?? []) {
    depth += brace === '{' ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0 && /\bstructure\s+\w+/.test(schema);
}
