/** What glossaries and their terms are kept as. */
import type { GetGlossaryTermResponse, GlossaryItem } from '@aws-sdk/client-glue';
import { glossaryTerm as faults, glossary } from '../faults/business-catalog.js';
import { invalidToken } from '../faults.js';
import { Kind } from '../kinds/kind.js';
import type { Wire } from '../model/types.js';

/** Ids are [glossary id]. */
export const glossaries = new Kind<Wire<GlossaryItem>>({
  service: 'glue',
  noun: 'glossary',
  scope: 'account',
  faults: { absent: ([id = '']) => glossary.absent(id), exists: ([id = '']) => glossary.exists(id), invalidToken },
});

/** Ids are [term id]: calls name a term without its glossary. */
export const terms = new Kind<Wire<GetGlossaryTermResponse>>({
  service: 'glue',
  noun: 'glossaryTerm',
  scope: 'account',
  faults: { absent: ([id = '']) => faults.absent(id), exists: ([id = '']) => faults.exists(id), invalidToken },
});
