/** Terms of business glossaries, and which of them are associated with an asset or an item of one of its iterable forms. */
import type { GetGlossaryTermResponse } from '@aws-sdk/client-glue';
import type { Context, Scope } from '../../context.js';
import { glossaryTerm as faults, glossary as glossaryFaults } from '../../faults/business-catalog.js';
import { clientToken } from '../../faults/common.js';
import { oncePerToken } from '../../kinds/client-token.js';
import { Kind } from '../../kinds/kind.js';
import type { Input, Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import { markOf, namedTarget, putMark, requireTarget } from './asset-mark.js';
import { glossaries, terms } from './glossary-term-entity.js';

/** Ids are [glossary id, term name]: what a glossary's list goes by. */
const names = new Kind<{ id: string }>({
  noun: 'glossaryTermName',
  parent: glossaries,
  faults,
});

export const glossaryTermHandlers: GlueHandlers = {
  CreateGlossaryTerm(input, context) {
    return oncePerToken(context, input, clientToken.invalid, () => {
      const { ClientToken: _, GlossaryIdentifier: GlossaryId, ...given } = input;
      const Id = context.newId();
      names.create(context, [GlossaryId, given.Name], { id: Id });
      return terms.create(context, [Id], { Id, GlossaryId, ...given });
    });
  },

  GetGlossaryTerm({ Identifier }, context) {
    return terms.get(context, [Identifier]);
  },

  ListGlossaryTerms(input, context) {
    const { GlossaryIdentifier } = input;
    if (!glossaries.has(context, [GlossaryIdentifier])) throw glossaryFaults.absentToList(GlossaryIdentifier);
    const { items, NextToken } = names.page(context, [GlossaryIdentifier], input, ({ id }) => {
      const { Id, Name, ShortDescription } = terms.get(context, [id]);
      return { Id, Name, ...(ShortDescription !== undefined && { ShortDescription }) };
    });
    return { Items: items, NextToken };
  },

  UpdateGlossaryTerm(input, context) {
    return oncePerToken(context, input, clientToken.invalid, () => {
      const { ClientToken: _, Identifier, ...changes } = input;
      const before = terms.get(context, [Identifier]);
      const after = { ...before, ...changes };
      rename(context, before, after);
      terms.put(context, [Identifier], after);
      return after;
    });
  },

  /** Assets lose the term with it. */
  DeleteGlossaryTerm({ Identifier }, context) {
    const term = terms.find(context, [Identifier]);
    if (!term) return {};
    names.remove(context, nameOf(term));
    terms.remove(context, [Identifier]);
    return {};
  },

  AssociateGlossaryTerms(input, context) {
    return changedTerms(input, context, (before) => {
      for (const id of input.GlossaryTermIdentifiers) terms.get(context, [id]);
      return [...new Set([...before, ...input.GlossaryTermIdentifiers])];
    });
  },

  DisassociateGlossaryTerms(input, context) {
    return changedTerms(input, context, (before) => before.filter((id) => !input.GlossaryTermIdentifiers.includes(id)));
  },
};

export function hasTerms(scope: Scope, glossaryId: string): boolean {
  for (const _ of names.all(scope, [glossaryId])) return true;
  return false;
}

/** By the model of every answer that lists them. */
const MOST_TERMS = 10;

/** The answer leaves the terms out when none is left: its list has at least one by its model. */
function changedTerms(
  input: Input<'AssociateGlossaryTerms'>,
  context: Context,
  change: (before: readonly string[]) => string[],
) {
  return oncePerToken(context, input, clientToken.invalid, () => {
    const target = requireTarget(context, input);
    const mark = markOf(context, target);
    const GlossaryTerms = change(mark.terms);
    if (GlossaryTerms.length > MOST_TERMS) throw faults.tooMany(MOST_TERMS);
    putMark(context, target, { ...mark, terms: GlossaryTerms });
    return { ...namedTarget(input), ...(GlossaryTerms.length > 0 && { GlossaryTerms }) };
  });
}

type Term = Wire<GetGlossaryTermResponse>;

function nameOf({ GlossaryId = '', Name = '' }: Term): [glossaryId: string, name: string] {
  return [GlossaryId, Name];
}

function rename(context: Context, before: Term, after: Term): void {
  if (before.Name === after.Name) return;
  names.create(context, nameOf(after), { id: after.Id ?? '' });
  names.remove(context, nameOf(before));
}
