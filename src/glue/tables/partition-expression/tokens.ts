/**
 * The words of a partition expression, as JSQLParser cuts them: '…' is text, "…" and `…` quote an identifier, and an operator
 * of two characters may have blanks inside (AWS's reference itself writes `a < > b`).
 */
import { malformed } from './invalid-expression.js';

/** `text` is the content: unquoted, for an operator without blanks. `at` counts characters from 0. */
export interface Token {
  readonly kind: 'word' | 'identifier' | 'string' | 'number' | 'symbol' | 'end';
  readonly text: string;
  readonly at: number;
}

// In a string '' is a quote, and so is \' : Amazon's Hive client for the Data Catalog escapes values that way.
// A number is not the beginning of a word: Hive's 10L is refused, as AWS does.
const TOKEN = new RegExp(
  [
    String.raw`'(?<string>(?:''|\\'|[^'])*)'`,
    '"(?<double>(?:""|[^"])+)"',
    String.raw`\x60(?<back>[^\x60]+)\x60`,
    String.raw`(?<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)(?![\p{L}\p{N}_$#@.])`,
    String.raw`(?<word>[\p{L}\p{N}_$#@.]+)`,
    String.raw`(?<symbol><\s*>|[<>!]\s*=|[=<>(),+-])`,
  ].join('|'),
  'uy',
);

/** Cuts an expression into its tokens; the last one is `end`. Throws InvalidExpression at what begins no token. */
export function tokenize(expression: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = skipBlanks(expression, 0);
  while (at < expression.length) {
    TOKEN.lastIndex = at;
    const groups = TOKEN.exec(expression)?.groups;
    if (groups === undefined) throw malformed(`Unexpected ${expression.slice(at, at + 20)} at character ${at}`);
    tokens.push(tokenOf(groups, at));
    at = skipBlanks(expression, TOKEN.lastIndex);
  }
  tokens.push({ kind: 'end', text: '', at });
  return tokens;
}

function skipBlanks(expression: string, from: number): number {
  let at = from;
  while (at < expression.length && ' \t\r\n'.includes(expression.charAt(at))) at++;
  return at;
}

function tokenOf(groups: Record<string, string | undefined>, at: number): Token {
  const { string, double, back, number, word, symbol } = groups;
  if (string !== undefined) return { kind: 'string', text: string.replace(/''|\\'/g, "'"), at };
  if (double !== undefined) return { kind: 'identifier', text: double.replaceAll('""', '"'), at };
  if (back !== undefined) return { kind: 'identifier', text: back, at };
  if (number !== undefined) return { kind: 'number', text: number, at };
  if (word !== undefined) return { kind: 'word', text: word, at };
  return { kind: 'symbol', text: (symbol ?? '').replace(/\s+/, ''), at };
}
