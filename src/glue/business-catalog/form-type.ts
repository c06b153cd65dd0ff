/**
 * Types of the forms that assets have. Their names are their ids. What is deleted may be gone already: the model of the deletion lists no
 * EntityNotFoundException.
 */
import { formType as faults } from '../../faults/business-catalog.js';
import { clientToken } from '../../faults/common.js';
import { oncePerToken } from '../../kinds/client-token.js';
import type { GlueHandlers } from '../handlers.js';
import { assetTypes, formTypes } from './asset-type-entity.js';

export const formTypeHandlers: GlueHandlers = {
  /** @limit Of the Smithy schema only its braces are checked, and that it has a structure. */
  PutFormType(input, context) {
    return oncePerToken(context, input, clientToken.invalid, () => {
      const { Name, Schema } = input;
      if (!isSchema(Schema)) throw faults.schema();
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
        throw faults.inUse(Identifier, Name);
    formTypes.remove(context, [Identifier]);
    return {};
  },
};

export function isSchema(schema: string): boolean {
  let depth = 0;
  for (const brace of schema.match(/[{}]/g) ?? []) {
    depth += brace === '{' ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0 && /\bstructure\s+\w+/.test(schema);
}
