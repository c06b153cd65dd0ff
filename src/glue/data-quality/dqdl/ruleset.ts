/** What a ruleset says, once it is parsed. */

export interface Ruleset {
  readonly rules: readonly Rule[];
  readonly analyzers: readonly Check[];
}

export type Rule = CheckedRule | CompositeRule;

/** A rule type (or analyzer type) and what it is applied to: `Completeness "city"`. */
export interface Check {
  readonly type: string;
  readonly parameters: readonly string[];
  /** A SparkSQL condition on the rows that it looks at. */
  readonly where?: string;
  /** As it is written, on one line and without comments. */
  readonly text: string;
}

/** A check whose answer is compared with something: `Completeness "city" > 0.9 where "zip > 0"`. */
export interface CheckedRule extends Check, Labelled {
  readonly condition?: Condition;
  /** How many of the values have to fit: `with threshold > 0.9`. */
  readonly threshold?: Condition;
}

export interface CompositeRule extends Labelled {
  readonly operator: 'and' | 'or';
  readonly rules: readonly Rule[];
  readonly text: string;
}

interface Labelled {
  readonly labels: Readonly<Record<string, string>>;
}

export type Operator =
  | '='
  | '!='
  | '>'
  | '>='
  | '<'
  | '<='
  | `${'' | 'not '}between`
  | `${'' | 'not '}in`
  | `${'' | 'not '}matches`;

export interface Condition {
  readonly operator: Operator;
  /** Two of `between`, any number of `in`, one of the others. */
  readonly operands: readonly Operand[];
}

/** What rule types answer, and what conditions compare it with. */
export type Value = 'number' | 'text' | 'date' | 'duration' | 'size';

export interface Operand {
  /** What it can be taken for: "2022-06-30" is a text and a date. */
  readonly values: readonly Value[];
  /** Of a number that depends on nothing else: `last(3)` does. */
  readonly number?: number;
}
