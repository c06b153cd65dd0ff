/** Items of the iterable forms of assets, such as a table's columns, and forms attached to assets and items. */
import type { ItemError, IterableFormItem } from '@aws-sdk/client-glue';
import type { Context } from '../../context.js';
import { iterableForm as faults } from '../../faults/business-catalog.js';
import { clientToken } from '../../faults/common.js';
import { faultOf } from '../../faults/errors.js';
import { oncePerToken } from '../../kinds/client-token.js';
import { sortedPage } from '../../kinds/sorted-page.js';
import type { Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import { type Item, requireAsset, requireForm } from './asset-entity.js';
import { requireJson } from './asset-form.js';
import { itemNamed, markOf, namedTarget, putMark, requireTarget, toldMark } from './asset-mark.js';
import { requireFormType } from './asset-type-entity.js';

export const iterableFormHandlers: GlueHandlers = {
  /** In their order. */
  ListIterableForms(input, context) {
    const { AssetIdentifier, IterableFormName } = input;
    const { items: all } = requireForm(context, requireAsset(context, AssetIdentifier), IterableFormName);
    const { items, NextToken } = sortedPage(context, input, {
      values: all.entries(),
      placeOf: ([place]) => [place],
      told: ([, { content: _, ...item }]) => {
        const { GlossaryTerms } = toldMark(markOf(context, [AssetIdentifier, IterableFormName, item.ItemId]));
        return { ...item, ...(GlossaryTerms && { GlossaryTerms }) };
      },
    });
    return { Items: items, NextToken };
  },

  BatchGetIterableForms({ AssetIdentifier, IterableFormName, ItemIdentifiers }, context) {
    const form = requireForm(context, requireAsset(context, AssetIdentifier), IterableFormName);
    const Items: Wire<IterableFormItem>[] = [];
    const Errors: Wire<ItemError>[] = [];
    for (const ItemIdentifier of ItemIdentifiers) {
      const item = itemNamed(form.items, ItemIdentifier);
      if (item) Items.push(told(context, [AssetIdentifier, IterableFormName], form.FormTypeId, item));
      else {
        const { code, message } = faultOf(faults.itemAbsent(ItemIdentifier));
        Errors.push({ ItemIdentifier, Code: code, ...(message && { Message: message }) });
      }
    }
    return { Items, Errors };
  },

  /** @limit The content is not compared with the schema of its form type. */
  PutAttachment(input, context) {
    return oncePerToken(context, input, clientToken.invalid, () => {
      const { AttachmentName, Content, FormTypeId } = input;
      const target = requireTarget(context, input);
      requireFormType(context, FormTypeId);
      requireJson(AttachmentName, Content);
      const mark = markOf(context, target);
      const attachments = { ...mark.attachments, [AttachmentName]: { FormTypeId, Content } };
      putMark(context, target, { ...mark, attachments });
      return { ...namedTarget(input), AttachmentName, FormTypeId };
    });
  },

  DeleteAttachment(input, context) {
    const target = requireTarget(context, input);
    const mark = markOf(context, target);
    if (!Object.hasOwn(mark.attachments, input.AttachmentName)) throw faults.attachmentAbsent(input.AttachmentName);
    const { [input.AttachmentName]: _, ...attachments } = mark.attachments;
    putMark(context, target, { ...mark, attachments });
    return namedTarget(input);
  },
};

function told(
  context: Context,
  [assetId, form]: [string, string],
  FormTypeId: string,
  { ItemId, ItemName, content }: Item,
): Wire<IterableFormItem> {
  const mark = toldMark(markOf(context, [assetId, form, ItemId]));
  return { ItemId, ItemName, Forms: { [form]: { FormTypeId, Content: content } }, ...mark };
}
