/** Assets of the business catalog. */
import { timestamp } from '../../context.js';
import { clientToken } from '../../faults/common.js';
import { oncePerToken } from '../../kinds/client-token.js';
import type { GlueHandlers } from '../handlers.js';
import { type Asset, assets, iterableForms, requireAsset } from './asset-entity.js';
import { formsOf } from './asset-form.js';
import { forgetMarks, markOf, toldMark } from './asset-mark.js';
import { assetSearchHandlers } from './asset-search.js';
import { assetTypeHandlers } from './asset-type.js';
import { formTypeHandlers } from './form-type.js';
import { iterableFormHandlers } from './iterable-form.js';

export const assetHandlers: GlueHandlers = {
  ...formTypeHandlers,
  ...assetTypeHandlers,
  ...assetSearchHandlers,
  ...iterableFormHandlers,

  /** @limit The content of forms is not compared with the schemas of their types. */
  PutAsset(input, context) {
    return oncePerToken(context, input, clientToken.invalid, () => {
      const { Identifier: Id, AssetTypeId, Name, Description } = input;
      const UpdatedAt = timestamp(context);
      const { CreatedAt = UpdatedAt } = assets.find(context, [Id]) ?? {};
      const described = { Name, ...(Description !== undefined && { Description }) };
      const asset = { Id, ...described, AssetTypeId, CreatedAt, UpdatedAt, Forms: formsOf(input, context) };
      assets.put(context, [Id], asset);
      return { Id, ...described, CreatedAt, Forms: asset.Forms };
    });
  },

  /** Forms that are iterable are told apart from the others, by their form types only. */
  GetAsset({ Identifier }, context) {
    const { Forms, ...asset } = requireAsset(context, Identifier);
    const iterable = iterableForms(context, { ...asset, Forms });
    const plain = Object.entries(Forms).filter(([name]) => !iterable.has(name));
    const types = [...iterable].map(([name, { FormTypeId }]) => [name, { FormTypeId }] as const);
    return {
      ...asset,
      Forms: Object.fromEntries(plain),
      ...toldMark(markOf(context, [Identifier])),
      ...(types.length > 0 && { IterableForms: Object.fromEntries(types) }),
    };
  },

  UpdateAsset(input, context) {
    return oncePerToken(context, input, clientToken.invalid, () => {
      const { ClientToken: _, Identifier, ...changes } = input;
      const asset: Asset = { ...requireAsset(context, Identifier), ...changes, UpdatedAt: timestamp(context) };
      assets.put(context, [Identifier], asset);
      const { Id, Name, Description, UpdatedAt } = asset;
      return { Id, Name, ...(Description !== undefined && { Description }), UpdatedAt };
    });
  },

  /** A table goes on being an asset, as if nobody had put anything of it. One that is gone already is no error. */
  DeleteAsset({ Identifier }, context) {
    if (assets.has(context, [Identifier])) assets.remove(context, [Identifier]);
    forgetMarks(context, Identifier);
    return {};
  },
};
