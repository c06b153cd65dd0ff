/**
 * What is wrong with a partition expression, or with a partition that it is asked of. AWS answers the one with InvalidInputException, the
 * other with InvalidStateException, and the message; who calls decides that, here nothing knows of HTTP.
 */

/** The message is the reason, in AWS's words where these are known. */
export class InvalidExpression extends Error {
  override readonly name = 'InvalidExpression';
}

/** The message is AWS's. */
export class InvalidPartitionValue extends Error {
  override readonly name = 'InvalidPartitionValue';
}

/**
 * A text that is no condition over the table's keys. AWS says the first sentence for all of these and no more (observed on
 * AWS since 2025; earlier it said "Unsupported expression '…'" and "Unknown column '…'"); the reason is added for the reader.
 */
export function malformed(reason: string): InvalidExpression {
  return new InvalidExpression(`Invalid partition expression! ${reason}`);
}
