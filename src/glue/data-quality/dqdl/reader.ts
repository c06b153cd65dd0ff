/** Reads through the tokens of a ruleset. */
import { InvalidDqdl, type Place } from './invalid-dqdl.js';
import { type Token, tokenize } from './tokens.js';

/** Ours, as AWS bounds the nesting of rules: what is nested deeper is refused before it can exhaust the stack. */
const DEEPEST = 50;

export class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(ruleset: string) {
    this.#tokens = tokenize(ruleset);
  }

  /** How many tokens have been read: what `textFrom` counts from. */
  get at(): number {
    return this.#at;
  }

  peek(ahead = 0): Token {
    const token = this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)];
    if (!token) throw new Error('a ruleset has an end');
    return token;
  }

  next(): Token {
    const token = this.peek();
    this.#at++;
    return token;
  }

  /** Whether one of these stands next; none is a text in quotes. */
  isAt(...sources: readonly string[]): boolean {
    return sources.includes(this.peek().source);
  }

  /** Reads one of these if it stands next. */
  take(...sources: readonly string[]): Token | undefined {
    return this.isAt(...sources) ? this.next() : undefined;
  }

  expect(source: string): Token {
    return this.take(source) ?? this.refuse(`'${source}'`);
  }

  /** Reads the next token of a kind; `what` names it to those who wrote something else. */
  expectKind(kind: Token['kind'], what: string): Token {
    return this.peek().kind === kind ? this.next() : this.refuse(what);
  }

  /** The content of the quoted text that stands next: `\"` is a quote and `\\` a backslash. */
  expectText(what: string): string {
    return this.expectKind('text', what)
      .source.slice(1, -1)
      .replace(/\\(["\\])/g, '$1');
  }

  /** Reads `[ … ]`, at least one item. */
  list<Item>(item: () => Item): Item[] {
    this.expect('[');
    const items = [item()];
    while (this.take(',')) items.push(item());
    this.expect(']');
    return items;
  }

  /** Reads something in parentheses, which are next. */
  nested<Content>(content: () => Content): Content {
    const opening = this.expect('(');
    if (++this.#depth > DEEPEST)
      throw new InvalidDqdl(opening, `Maximum nested expression depth of ${DEEPEST} reached`);
    const result = content();
    this.#depth--;
    this.expect(')');
    return result;
  }

  /** What was read since, on one line: with a blank where there were blanks, line ends or comments. */
  textFrom(start: number): string {
    const [first, ...others] = this.#tokens.slice(start, this.#at);
    return (first?.source ?? '') + others.map(({ isApart, source }) => (isApart ? ` ${source}` : source)).join('');
  }

  refuse(expected: string, at: Token = this.peek()): never {
    throw new InvalidDqdl(at, `mismatched input '${at.source}' expecting ${expected}`);
  }

  fail(at: Place, reason: string): never {
    throw new InvalidDqdl(at, reason);
  }
}
