/**
 * Business glossaries. Each has an id of its own, by which calls name it, and a name that no other has. What is deleted may be gone
 * already: the model of the deletions lists no EntityNotFoundException.
 */
import type { GlossaryItem } from '@aws-sdk/client-glue';
import type { Context } from '../../context.js';
import { glossary as faults } from '../../faults/business-catalog.js';
import { clientToken } from '../../faults/common.js';
import { oncePerToken } from '../../kinds/client-token.js';
import { Kind } from '../../kinds/kind.js';
import type { Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import { glossaryTermHandlers, hasTerms } from './glossary-term.js';
import { glossaries } from './glossary-term-entity.js';

/** Ids are [glossary name]: what the list goes by. */
const names = new Kind<{ id: string }>({
  noun: 'glossaryName',
  faults,
});

export const glossaryHandlers: GlueHandlers = {
  ...glossaryTermHandlers,

  CreateGlossary(input, context) {
    return oncePerToken(context, input, clientToken.invalid, () => {
      const { ClientToken: _, ...given } = input;
      const Id = context.newId();
      names.create(context, [given.Name], { id: Id });
      return glossaries.create(context, [Id], { Id, ...given });
    });
  },

  GetGlossary({ Identifier }, context) {
    return glossaries.get(context, [Identifier]);
  },

  ListGlossaries(input, context) {
    const { items, NextToken } = names.page(context, [], input, ({ id }) => glossaries.get(context, [id]));
    return { Items: items, NextToken };
  },

  UpdateGlossary(input, context) {
    return oncePerToken(context, input, clientToken.invalid, () => {
      const { ClientToken: _, Identifier, ...changes } = input;
      const before = glossaries.get(context, [Identifier]);
      const after = { ...before, ...changes };
      rename(context, before, after);
      glossaries.put(context, [Identifier], after);
      return after;
    });
  },

  DeleteGlossary({ Identifier }, context) {
    const glossary = glossaries.find(context, [Identifier]);
    if (!glossary) return {};
    if (hasTerms(context, Identifier)) throw faults.inUse(Identifier);
    names.remove(context, [glossary.Name ?? '']);
    glossaries.remove(context, [Identifier]);
    return {};
  },
};

function rename(context: Context, { Id = '', Name: old = '' }: Wire<GlossaryItem>, { Name = '' }: Wire<GlossaryItem>) {
  if (Name === old) return;
  names.create(context, [Name], { id: Id });
  names.remove(context, [old]);
}
