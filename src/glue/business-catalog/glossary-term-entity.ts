/** What glossaries and their terms are kept as. */
import type { GetGlossaryTermResponse, GlossaryItem } from '@aws-sdk/client-glue';
import { glossaryTerm as faults, glossary } from '../../faults/business-catalog.js';
import { Kind } from '../../kinds/kind.js';
import type { Wire } from '../../model/types.js';

/** Ids are [glossary id]. */
export const glossaries = new Kind<Wire<GlossaryItem>>({
  noun: 'glossary',
  faults: glossary,
});

/** Ids are [term id]: calls name a term without its glossary. */
export const terms = new Kind<Wire<GetGlossaryTermResponse>>({
  noun: 'glossaryTerm',
  faults,
});
