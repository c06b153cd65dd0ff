/**
 * A crawler's Configuration, a text of JSON, as far as a crawl here goes by it (developer guide, "Setting crawler configuration options").
 * What it does not know, or what has another form, counts as not given: Glue checks no more than that the text is JSON.
 */
import Type from 'typebox';
import { Check } from 'typebox/schema';

const Output = Type.Object({ AddOrUpdateBehavior: Type.Optional(Type.String()) });

const ConfigurationSchema = Type.Object({
  CrawlerOutput: Type.Optional(Type.Object({ Tables: Type.Optional(Output), Partitions: Type.Optional(Output) })),
  Grouping: Type.Optional(
    Type.Object({
      TableGroupingPolicy: Type.Optional(Type.String()),
      TableLevelConfiguration: Type.Optional(Type.Integer({ minimum: 1 })),
    }),
  ),
  CreatePartitionIndex: Type.Optional(Type.Boolean()),
});

export interface CrawlerConfiguration {
  /** Tables get new columns, and lose or change none. */
  mergesNewColumns: boolean;
  /** Partitions have their table's columns, not those of their own files. */
  partitionsInherit: boolean;
  /** CombineCompatibleSchemas. */
  combines: boolean;
  /** The least level at which tables are made; the bucket's is 1. */
  tableLevel: number;
  /** New tables get an index over their partition keys. */
  indexesPartitions: boolean;
}

export function configurationOf(text: string | undefined): CrawlerConfiguration {
  const parsed: unknown = text ? JSON.parse(text) : {};
  const { CrawlerOutput, Grouping, CreatePartitionIndex } = Check(ConfigurationSchema, parsed) ? parsed : {};
  return {
    mergesNewColumns: CrawlerOutput?.Tables?.AddOrUpdateBehavior === 'MergeNewColumns',
    partitionsInherit: CrawlerOutput?.Partitions?.AddOrUpdateBehavior === 'InheritFromTable',
    combines: Grouping?.TableGroupingPolicy === 'CombineCompatibleSchemas',
    tableLevel: Grouping?.TableLevelConfiguration ?? 1,
    indexesPartitions: CreatePartitionIndex ?? false,
  };
}
