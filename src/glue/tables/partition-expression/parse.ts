/**
 * The grammar: OR binds looser than AND, AND than NOT, NOT than a predicate. A bracket may hold a condition or an operand
 * (`(year) = ((2020))`: moto's tests, made by trial on AWS), so what a bracket held is checked where it is used.
 */
import { malformed } from './invalid-expression.js';
import { type Token, tokenize } from './tokens.js';

export type Comparison = '=' | '<>' | '<' | '>' | '<=' | '>=';

/** A column by its name as written, not yet looked up. */
export interface Column {
  readonly kind: 'column';
  readonly name: string;
}

/** A literal is its text: it gets its type from the key that it is compared with, whatever its own form. */
export interface Literal {
  readonly kind: 'literal';
  readonly form: 'string' | 'number' | 'boolean' | 'date' | 'timestamp';
  readonly text: string;
}

/** The negated predicates (NOT IN, IS NOT NULL, …) are a `not` around the plain one. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly terms: readonly Condition[] }
  | { readonly kind: 'not'; readonly term: Condition }
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'compare'; readonly column: Column; readonly operator: Comparison; readonly literal: Literal }
  | { readonly kind: 'between'; readonly column: Column; readonly low: Literal; readonly high: Literal }
  | { readonly kind: 'in'; readonly column: Column; readonly literals: readonly Literal[] }
  | { readonly kind: 'like'; readonly column: Column; readonly pattern: string }
  | { readonly kind: 'null'; readonly column: Column };

/** Reads a whole expression. Throws InvalidExpression where it is no condition. */
export function parse(expression: string): Condition {
  return new Parser(tokenize(expression)).whole();
}

type Expression = Condition | Column | Literal;

/** Brackets and NOTs inside each other. An expression of the API's 2048 characters may hold more; nobody writes them. */
const DEPTH_MAX = 250;

const COMPARISONS: ReadonlyMap<string, Comparison> = new Map([
  ['=', '='],
  ['<>', '<>'],
  ['!=', '<>'],
  ['<', '<'],
  ['>', '>'],
  ['<=', '<='],
  ['>=', '>='],
]);

const MIRRORED: Readonly<Record<Comparison, Comparison>> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '>': '<',
  '<=': '>=',
  '>=': '<=',
};

/** JSQLParser's reserved words: no column of these names can be filtered on (Trino's Glue connector leaves them out). */
const RESERVED: ReadonlySet<string> = new Set(
  (
    'ALL AND ANY AS ASC BEGIN BETWEEN BY CASE CREATE DELETE DESC DISTINCT DO DROP ELSE END ESCAPE EXISTS FROM FULL GROUP ' +
    'HAVING IN INDEX INNER INSERT INTERSECT INTO IS JOIN KEY LEFT LIKE LIMIT NATURAL NOT NULL OFFSET ON OPEN OR ORDER OUTER ' +
    'PRIMARY REPLACE RIGHT SELECT SET SOME TABLE THEN TOP TRUNCATE UNION UPDATE USING VALUES WHEN WHERE WITH'
  ).split(' '),
);

class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Condition {
    const condition = this.#asCondition(this.#or());
    if (this.#peek().kind !== 'end') throw this.#unexpected('the end');
    return condition;
  }

  #or(): Expression {
    return this.#chain('or', () => this.#and());
  }

  #and(): Expression {
    return this.#chain('and', () => this.#not());
  }

  #chain(kind: 'and' | 'or', operand: () => Expression): Expression {
    const first = operand();
    if (!this.#takeConnective(kind)) return first;
    const terms = [this.#asCondition(first)];
    do terms.push(this.#asCondition(operand()));
    while (this.#takeConnective(kind));
    return { kind, terms };
  }

  #not(): Expression {
    if (!this.#takeWord('NOT')) return this.#predicate();
    return { kind: 'not', term: this.#asCondition(this.#nested(() => this.#not())) };
  }

  #predicate(): Expression {
    const left = this.#primary();
    if (left.kind !== 'column' && left.kind !== 'literal') return left;
    const operator = this.#takeComparison();
    if (operator !== undefined) return this.#comparison(left, operator);
    if (this.#takeWord('IS')) {
      const negated = this.#takeWord('NOT');
      if (!this.#takeWord('NULL')) throw this.#unexpected('NULL');
      return negate(negated, { kind: 'null', column: this.#asColumn(left) });
    }
    const negated = this.#takeWord('NOT');
    if (this.#takeWord('IN')) return negate(negated, this.#in(this.#asColumn(left)));
    if (this.#takeWord('BETWEEN')) return negate(negated, this.#between(this.#asColumn(left)));
    if (this.#takeWord('LIKE')) return negate(negated, this.#like(this.#asColumn(left)));
    if (negated) throw this.#unexpected('IN, BETWEEN or LIKE');
    return left;
  }

  #comparison(left: Column | Literal, operator: Comparison): Condition {
    const right = this.#primary();
    if (left.kind === 'column' && right.kind === 'literal')
      return { kind: 'compare', column: left, operator, literal: right };
    if (left.kind === 'literal' && right.kind === 'column')
      return { kind: 'compare', column: right, operator: MIRRORED[operator], literal: left };
    throw malformed('A comparison takes one partition key and one literal');
  }

  #in(column: Column): Condition {
    this.#expect('(');
    const literals = [this.#literal()];
    while (this.#takeSymbol(',')) literals.push(this.#literal());
    this.#expect(')');
    return { kind: 'in', column, literals };
  }

  #between(column: Column): Condition {
    const low = this.#literal();
    if (!this.#takeConnective('and')) throw this.#unexpected('AND');
    return { kind: 'between', column, low, high: this.#literal() };
  }

  #like(column: Column): Condition {
    const pattern = this.#literal();
    if (pattern.form !== 'string') throw malformed('LIKE takes a quoted pattern');
    return { kind: 'like', column, pattern: pattern.text };
  }

  #literal(): Literal {
    const operand = this.#primary();
    if (operand.kind !== 'literal') throw malformed('Only a literal may stand after IN, BETWEEN and LIKE');
    return operand;
  }

  #primary(): Expression {
    if (this.#takeSymbol('(')) {
      const inner = this.#nested(() => this.#or());
      this.#expect(')');
      return inner;
    }
    if (this.#takeSymbol('-')) return this.#number('-');
    if (this.#takeSymbol('+')) return this.#number('');
    const token = this.#peek();
    if (token.kind === 'number') return this.#number('');
    if (token.kind === 'string') return { kind: 'literal', form: 'string', text: this.#take().text };
    if (token.kind === 'identifier') return { kind: 'column', name: this.#take().text };
    if (token.kind === 'word') return this.#word();
    throw this.#unexpected('a partition key or a literal');
  }

  #number(sign: string): Literal {
    if (this.#peek().kind !== 'number') throw this.#unexpected('a number');
    return { kind: 'literal', form: 'number', text: sign + this.#take().text };
  }

  /** `date` and `timestamp` are columns too, unless a string follows. */
  #word(): Expression {
    const word = this.#peek().text.toLowerCase();
    if (RESERVED.has(word.toUpperCase())) throw this.#unexpected('a partition key or a literal');
    const name = this.#take().text;
    if (word === 'true' || word === 'false') return { kind: 'literal', form: 'boolean', text: word };
    if ((word === 'date' || word === 'timestamp') && this.#peek().kind === 'string')
      return { kind: 'literal', form: word, text: this.#take().text };
    return { kind: 'column', name };
  }

  #asCondition(expression: Expression): Condition {
    if (expression.kind === 'literal' && expression.form === 'boolean')
      return { kind: 'constant', value: expression.text === 'true' };
    if (expression.kind === 'column' || expression.kind === 'literal') throw this.#unexpected('an operator');
    return expression;
  }

  #asColumn(operand: Column | Literal): Column {
    if (operand.kind === 'literal') throw malformed('Only a partition key may stand before IS, IN, BETWEEN and LIKE');
    return operand;
  }

  #nested<T>(read: () => T): T {
    if (++this.#depth > DEPTH_MAX) throw malformed(`More than ${DEPTH_MAX} levels of nesting`);
    const result = read();
    this.#depth--;
    return result;
  }

  /** `a = 1 (OR) b = 2`, brackets around AND and OR, comes from moto's tests, made by trial on AWS. */
  #takeConnective(kind: 'and' | 'or'): boolean {
    let brackets = 0;
    while (this.#isSymbol('(', brackets)) brackets++;
    if (!this.#isWord(kind.toUpperCase(), brackets)) return false;
    this.#next += brackets + 1;
    while (brackets-- > 0) this.#expect(')');
    return true;
  }

  #takeComparison(): Comparison | undefined {
    const { kind, text } = this.#peek();
    const comparison = kind === 'symbol' ? COMPARISONS.get(text) : undefined;
    if (comparison !== undefined) this.#next++;
    return comparison;
  }

  #takeWord(word: string): boolean {
    if (!this.#isWord(word)) return false;
    this.#next++;
    return true;
  }

  #takeSymbol(symbol: string): boolean {
    if (!this.#isSymbol(symbol)) return false;
    this.#next++;
    return true;
  }

  #expect(symbol: string): void {
    if (!this.#takeSymbol(symbol)) throw this.#unexpected(symbol);
  }

  #isWord(word: string, ahead = 0): boolean {
    const { kind, text } = this.#peek(ahead);
    return kind === 'word' && text.toUpperCase() === word;
  }

  #isSymbol(symbol: string, ahead = 0): boolean {
    const { kind, text } = this.#peek(ahead);
    return kind === 'symbol' && text === symbol;
  }

  #take(): Token {
    const token = this.#peek();
    this.#next++;
    return token;
  }

  #peek(ahead = 0): Token {
    return this.#tokens[this.#next + ahead] ?? { kind: 'end', text: '', at: Number.NaN };
  }

  #unexpected(wanted: string): Error {
    const { kind, text, at } = this.#peek();
    return malformed(`Expected ${wanted} ${kind === 'end' ? 'at the end' : `before ${text} at character ${at}`}`);
  }
}

function negate(negated: boolean, term: Condition): Condition {
  return negated ? { kind: 'not', term } : term;
}
