/** Storage descriptors of tables and partitions, as Glue answers them: what the caller left out is there. */
import type { StorageDescriptor } from '@aws-sdk/client-glue';
import type { Wire } from '../../model/types.js';

/** Observed on GetTable and GetPartition: lists of columns to sort by, but none of columns to bucket by. */
export function filledDescriptor(given: Wire<StorageDescriptor>): Wire<StorageDescriptor> {
  const defaults = { Columns: [], Compressed: false, NumberOfBuckets: 0, SortColumns: [] };
  return Object.assign(defaults, { StoredAsSubDirectories: false }, given);
}
