/** Assets of the business catalog. */
import type { AssetFormEntry } from '@aws-sdk/client-glue';
import { type Context, timestamp } from '../context.js';
import { businessCatalog, asset as faults } from '../faults/business-catalog.js';
import { oncePerToken } from '../kinds/client-token.js';
import type { Input, Wire } from '../model/types.js';
import { requireJson } from './asset-content.js';
import { type Asset, assets, iterableForms, requireAsset } from './asset-entity.js';
import { forgetMarks, markOf, toldMark } from './asset-mark.js';
import { assetSearchHandlers } from './asset-search.js';
import { assetTypeHandlers, assetTypes, requireFormType } from './asset-type.js';
import type { GlueHandlers } from './handlers.js';
import { iterableFormHandlers } from './iterable-form.js';

export const assetHandlers: GlueHandlers = {
  ...assetTypeHandlers,
  ...assetSearchHandlers,
  ...iterableFormHandlers,

  PutAsset(input, context) {
    return oncePerToken(context, input, businessCatalog.tokenMismatch, () => {
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
    return oncePerToken(context, input, businessCatalog.tokenMismatch, () => {
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

/** The forms as they are kept, each with its type, which follows from the asset's. */
function formsOf(
  { AssetTypeId, Forms }: Input<'PutAsset'>,
  context: Context,
): Record<string, Wire<AssetFormEntry> & { FormTypeId: string }> {
  const { Forms: declared = {} } = assetTypes.get(context, [AssetTypeId]);
  const entries = Object.entries(Forms).map(([name, { FormTypeId, Content }]) => {
    const type = Object.hasOwn(declared, name) ? declared[name]?.FormTypeIdentifier : undefined;
    if (type === undefined) throw faults.form(name, AssetTypeId);
    if (FormTypeId !== undefined && FormTypeId !== type) throw faults.formTypeOf(name, type);
    requireFormType(context, type);
    if (Content !== undefined) requireJson(name, Content);
    return [name, { FormTypeId: type, ...(Content !== undefined && { Content }) }] as const;
  });
  return Object.fromEntries(entries);
}
