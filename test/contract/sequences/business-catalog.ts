/** Assets with their types, forms and attachments, and glossaries with their terms. */
import type { Step } from './step.js';

const form = { FormTypeId: 'Rows', Content: '[{"name":"one"},{"name":"two"}]' };
const asset = { AssetIdentifier: 'a' };
const rows = { ...asset, IterableFormName: 'rows' };
const attachment = { ...asset, AttachmentName: 'note' };
const Identifier = '$CreateGlossary.Id';
const term = '$CreateGlossaryTerm.Id';

export const businessCatalog: readonly Step[] = [
  ['PutFormType', { Name: 'Rows', Schema: 'structure Row { name: String }' }, { Id: 'Rows' }],
  ['GetFormType', { Identifier: 'Rows' }, { Id: 'Rows', Schema: 'structure Row { name: String }' }],
  ['PutFormType', { Name: 'Other', Schema: 'structure Row { name: String }' }, { Id: 'Other' }],
  ['ListFormTypes', {}, { Items: [{ Id: 'Other' }, { Id: 'Rows', Name: 'Rows' }] }],
  ['PutAssetType', { Name: 'Report', Forms: { rows: { FormTypeIdentifier: 'Rows' } } }, { Id: 'Report' }],
  ['GetAssetType', { Identifier: 'Report' }, { Name: 'Report', Forms: { rows: { FormTypeIdentifier: 'Rows' } } }],
  ['PutAssetType', { Name: 'Other', Forms: { rows: { FormTypeIdentifier: 'Other' } } }, { Id: 'Other' }],
  ['ListAssetTypes', {}, { Items: [{ Id: 'Other' }, { Id: 'Report' }] }],
  [
    'PutAsset',
    { AssetTypeId: 'Report', Identifier: 'a', Name: 'old', Forms: { rows: form } },
    { Id: 'a', Name: 'old' },
  ],
  ['GetAsset', { Identifier: 'a' }, { Id: 'a', Name: 'old', AssetTypeId: 'Report', IterableForms: { rows: {} } }],
  ['UpdateAsset', { Identifier: 'a', Name: 'new' }, { Id: 'a', Name: 'new' }],
  ['SearchAssets', { SearchText: 'new' }, { Items: [{ Id: 'a', AssetName: 'new' }] }],
  ['PutAsset', { AssetTypeId: 'Report', Identifier: 'b', Name: 'newer', Forms: {} }, { Id: 'b' }],
  ['SearchAssets', { SearchText: 'new' }, { Items: [{ Id: 'a', AssetName: 'new' }, { Id: 'b' }] }],
  ['ListIterableForms', rows, { Items: [{ ItemName: 'one' }, { ItemName: 'two' }] }],
  [
    'BatchGetIterableForms',
    { ...rows, ItemIdentifiers: ['one', 'x'] },
    { Items: [{ ItemName: 'one' }], Errors: [{ ItemIdentifier: 'x' }] },
  ],
  ['PutAttachment', { ...attachment, ...form }, attachment],
  ['GetAsset', { Identifier: 'a' }, { Attachments: { note: form } }],
  ['DeleteAttachment', attachment, asset],
  ['GetAsset', { Identifier: 'a' }, { Attachments: undefined }],

  ['CreateGlossary', { Name: 'h' }, { Name: 'h' }],
  ['GetGlossary', { Identifier }, { Name: 'h' }],
  ['CreateGlossary', { Name: 'g', Description: 'old' }, { Name: 'g' }],
  ['GetGlossary', { Identifier }, { Id: Identifier, Name: 'g', Description: 'old' }],
  ['UpdateGlossary', { Identifier, Description: 'new' }, { Id: Identifier, Description: 'new' }],
  ['ListGlossaries', {}, { Items: [{ Id: Identifier, Description: 'new' }, { Name: 'h' }] }],
  ['CreateGlossaryTerm', { GlossaryIdentifier: Identifier, Name: 'u' }, { Name: 'u' }],
  ['GetGlossaryTerm', { Identifier: term }, { Name: 'u' }],
  ['CreateGlossaryTerm', { GlossaryIdentifier: Identifier, Name: 't' }, { Name: 't', GlossaryId: Identifier }],
  ['GetGlossaryTerm', { Identifier: term }, { Id: term, Name: 't' }],
  ['UpdateGlossaryTerm', { Identifier: term, ShortDescription: 'new' }, { Id: term, ShortDescription: 'new' }],
  [
    'ListGlossaryTerms',
    { GlossaryIdentifier: Identifier },
    { Items: [{ Id: term, ShortDescription: 'new' }, { Name: 'u' }] },
  ],
  ['AssociateGlossaryTerms', { ...asset, GlossaryTermIdentifiers: [term] }, { ...asset, GlossaryTerms: [term] }],
  ['GetAsset', { Identifier: 'a' }, { GlossaryTerms: [term] }],
  ['DisassociateGlossaryTerms', { ...asset, GlossaryTermIdentifiers: [term] }, asset],
  ['GetAsset', { Identifier: 'a' }, { GlossaryTerms: undefined }],
  ['DeleteGlossaryTerm', { Identifier: term }],
  ['GetGlossaryTerm', { Identifier: term }, 'EntityNotFoundException'],
  ['DeleteGlossaryTerm', { Identifier: '$ListGlossaryTerms.Items.1.Id' }],
  ['ListGlossaryTerms', { GlossaryIdentifier: Identifier }, { Items: { length: 0 } }],
  ['DeleteGlossary', { Identifier }],
  ['GetGlossary', { Identifier }, 'EntityNotFoundException'],

  ['DeleteAsset', { Identifier: 'a' }],
  ['GetAsset', { Identifier: 'a' }, 'EntityNotFoundException'],
  ['DeleteAssetType', { Identifier: 'Report' }],
  ['GetAssetType', { Identifier: 'Report' }, 'EntityNotFoundException'],
  ['DeleteFormType', { Identifier: 'Rows' }],
  ['GetFormType', { Identifier: 'Rows' }, 'EntityNotFoundException'],
];
