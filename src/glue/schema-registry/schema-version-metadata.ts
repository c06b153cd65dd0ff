/** Metadata of schema versions: under each key the value that was put last, and those before it. */
import type { MetadataInfo, MetadataKeyValuePair, OtherMetadataValueListItem } from '@aws-sdk/client-glue';
import { isoTimestamp } from '../../context.js';
import { schemaVersionMetadata as faults } from '../../faults/schema-registry.js';
import { Kind } from '../../kinds/kind.js';
import type { Input, Output, Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import { requireVersion } from './schema-version.js';
import { versions } from './schema-version-entity.js';

interface KeptMetadata {
  key: string;
  /** Newest first. */
  values: Wire<OtherMetadataValueListItem>[];
}

/** Ids are [registry, schema, sortable version, key]. */
const metadata = new Kind<KeptMetadata>({
  noun: 'schemaVersionMetadata',
  parent: versions,
  pageSize: 25,
  faults: { absent: (_, __, [id = '']) => faults.absent(id) },
});

/** Key-value pairs of one version (API reference). */
const MOST_PAIRS = 10;

export const schemaVersionMetadataHandlers: GlueHandlers = {
  PutSchemaVersionMetadata(input, context) {
    const { id, version } = requireVersion(context, input);
    const { key, value } = pairOf(input.MetadataKeyValue);
    const { values } = metadata.find(context, [...id, key]) ?? { values: [] };
    if (values.some(({ MetadataValue }) => MetadataValue === value))
      throw faults.exists(version.SchemaVersionId, key, value);
    const pairs = [...metadata.all(context, id)].flatMap((kept) => kept.values).length;
    if (pairs >= MOST_PAIRS) throw faults.limit();
    const added = { MetadataValue: value, CreatedTime: isoTimestamp(context) };
    metadata.put(context, [...id, key], { key, values: [added, ...values] });
    return echoed(input, version.SchemaVersionId);
  },

  RemoveSchemaVersionMetadata(input, context) {
    const { id, version } = requireVersion(context, input);
    const { key, value } = pairOf(input.MetadataKeyValue);
    const { values } = metadata.find(context, [...id, key]) ?? { values: [] };
    const kept = values.filter(({ MetadataValue }) => MetadataValue !== value);
    if (kept.length === values.length) throw faults.absent(version.SchemaVersionId);
    if (kept.length > 0) metadata.put(context, [...id, key], { key, values: kept });
    else metadata.remove(context, [...id, key]);
    return echoed(input, version.SchemaVersionId);
  },

  QuerySchemaVersionMetadata({ MetadataList = [], ...input }, context) {
    const { SchemaId, SchemaVersionNumber, SchemaVersionId } = input;
    const { id, version } = requireVersion(context, { SchemaId, SchemaVersionNumber, SchemaVersionId });
    const request = { ...input, MetadataList };
    const { items, NextToken } = metadata.page(context, id, request, (kept) => asked(kept, MetadataList));
    // A key may be called __proto__.
    return { MetadataInfoMap: Object.fromEntries(items), SchemaVersionId: version.SchemaVersionId, NextToken };
  },
};

type Change = Input<'PutSchemaVersionMetadata'>;

function pairOf({ MetadataKey: key, MetadataValue: value }: Wire<MetadataKeyValuePair>): {
  key: string;
  value: string;
} {
  if (!key) throw faults.without('key');
  if (!value) throw faults.without('value');
  return { key, value };
}

/** AWS answers by what the version was asked for, not what it is (observed for an id: `"LatestVersion": false, "VersionNumber": 0`). */
function echoed(
  { SchemaId, SchemaVersionNumber = {}, MetadataKeyValue }: Change,
  SchemaVersionId: string,
): Output<'PutSchemaVersionMetadata'> {
  const { LatestVersion = false, VersionNumber = 0 } = SchemaVersionNumber;
  return { ...SchemaId, LatestVersion, VersionNumber, SchemaVersionId, ...MetadataKeyValue };
}

/** The values under a key that match one of the pairs, by what these give; all when there are no pairs. */
function asked(
  { key, values }: KeptMetadata,
  pairs: readonly Wire<MetadataKeyValuePair>[],
): [key: string, info: Wire<MetadataInfo>] | undefined {
  const isAsked = ({ MetadataValue: value }: Wire<OtherMetadataValueListItem>) =>
    pairs.length === 0 ||
    pairs.some(({ MetadataKey = key, MetadataValue = value }) => MetadataKey === key && MetadataValue === value);
  const [latest, ...OtherMetadataValueList] = values.filter(isAsked);
  return latest && [key, { ...latest, OtherMetadataValueList }];
}
