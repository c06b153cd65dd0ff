/** What is wrong with a ruleset, and where. Here nothing knows of HTTP: who calls decides what to answer. */

/** Lines count from 1 and columns from 0, as in the messages of AWS's own parser. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The prefix and the reasons are those of AWS's open parser (awslabs/dqdl), which gives the place of wrong syntax only. */
export class InvalidDqdl extends Error {
  override readonly name = 'InvalidDqdl';

  constructor({ line, column }: Place, reason: string) {
    super(`Parsing Error: line ${line}:${column} ${reason}`);
  }
}
