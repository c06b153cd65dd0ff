/** What is refused of glossaries, assets, their types and forms. None of these texts is observed. */
import { alreadyExists, conflict, entityNotFound, invalidInput } from './errors.js';

const noGlossary = (id: string) => `Glossary ${id} not found.`;

export const glossary = {
  absent: (id: string) => entityNotFound(noGlossary(id)),
  /** ListGlossaryTerms cannot answer EntityNotFoundException. */
  absentToList: (id: string) => invalidInput(noGlossary(id)),
  exists: (name: string) => alreadyExists(`Glossary with name ${name} already exists.`),
  inUse: (id: string) => conflict(`Glossary ${id} still contains glossary terms.`),
};

export const glossaryTerm = {
  absent: (id: string) => entityNotFound(`Glossary term ${id} not found.`),
  exists: (name: string) => alreadyExists(`Glossary term with name ${name} already exists.`),
  tooMany: (most: number) => invalidInput(`At most ${most} glossary terms can be associated.`),
};

const noFormType = (id: string) => `Form type ${id} not found.`;

export const formType = {
  absent: (id: string) => entityNotFound(noFormType(id)),
  /** PutAssetType cannot answer EntityNotFoundException. */
  absentToUse: (id: string) => invalidInput(noFormType(id)),
  inUse: (id: string, type: string) => conflict(`Form type ${id} is referenced by asset type ${type}.`),
  schema: () => invalidInput('Schema has to define at least one Smithy structure, with matching braces.'),
};

export const assetType = {
  absent: (id: string) => entityNotFound(`Asset type ${id} not found.`),
};

export const asset = {
  absent: (id: string) => entityNotFound(`Asset ${id} not found.`),
  form: (form: string, type: string) => invalidInput(`Asset type ${type} has no form ${form}.`),
  formTypeOf: (form: string, id: string) => invalidInput(`Form ${form} has to be of form type ${id}.`),
  content: (form: string) => invalidInput(`The content of form ${form} is not JSON.`),
  nothingToSearch: () => invalidInput('At least one of SearchText and FilterClause has to be given.'),
  filterValue: (attribute: string) => invalidInput(`The filter on ${attribute} needs a value.`),
};

export const iterableForm = {
  absent: (form: string) => entityNotFound(`Iterable form ${form} not found.`),
  itemAbsent: (item: string) => entityNotFound(`Item ${item} not found.`),
  both: () => invalidInput('IterableFormName and ItemIdentifier have to be given together.'),
  attachmentAbsent: (name: string) => entityNotFound(`Attachment ${name} not found.`),
};
