/** How batch operations of the catalog tell what went wrong with one item. */
import type { ErrorDetail } from '@aws-sdk/client-glue';
import { faultOf } from '../faults/errors.js';
import type { Wire } from '../model/types.js';

/** Carries out the work for each item and answers the error of each for which it throws a modelled fault. */
export function errorsOf<Item, Described>(
  items: readonly Item[],
  work: (item: Item) => void,
  describe: (item: Item, ErrorDetail: Wire<ErrorDetail>) => Described,
): Described[] {
  const errors: Described[] = [];
  for (const item of items) {
    try {
      work(item);
    } catch (error) {
      const { code, message, statusCode } = faultOf(error);
      if (statusCode === 500) throw error;
      errors.push(describe(item, { ErrorCode: code, ErrorMessage: message }));
    }
  }
  return errors;
}
