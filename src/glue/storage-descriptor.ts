/** Storage descriptors of tables and partitions, as Glue answers them: what the caller left out is there. */
import type { StorageDescriptor } from '@aws-sdk/client-glue';
import type { Wire } from '../model/types.js';

/** Observed on GetTable. */
export function filledDescriptor(given: Wire<StorageDescriptor>): Wire<StorageDescriptor> {
  return {
    Columns: [],
    Compressed: false,
    NumberOfBuckets: 0,
    BucketColumns: [],
    SortColumns: [],
    StoredAsSubDirectories: false,
    ...given,
  };
}
