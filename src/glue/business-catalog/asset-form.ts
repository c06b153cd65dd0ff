/** Forms of assets. Their content is JSON; whether it conforms to the schema of its form type is not looked at. */
import type { AssetFormEntry } from '@aws-sdk/client-glue';
import type { Context } from '../../context.js';
import { asset as faults } from '../../faults/business-catalog.js';
import type { Input, Wire } from '../../model/types.js';
import { DEEPEST_NESTING, isNestedWithin } from '../../model/wire-values.js';
import { jsonOf } from '../json.js';
import { assetTypes, requireFormType } from './asset-type-entity.js';

/** The forms as they are kept, each with its type, which follows from the asset's. */
export function formsOf(
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

/** Throws InvalidInputException naming the form. */
export function requireJson(form: string, content: string): void {
  const value = jsonOf(content);
  if (value === undefined || !isNestedWithin(DEEPEST_NESTING, value)) throw faults.content(form);
}
