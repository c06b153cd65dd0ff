/**
 * The words of a ruleset. `#` begins a comment to the end of the line (developer guide), and so do `//` and, up to its end,
 * a slash with an asterisk (AWS's open grammar).
 */
import { InvalidDqdl, type Place } from './invalid-dqdl.js';

export interface Token extends Place {
  readonly kind: 'name' | 'text' | 'number' | 'symbol' | 'end';
  /** As it is written: a text with its quotes. */
  readonly source: string;
  /** Whether blanks or comments stand before it. */
  readonly isApart: boolean;
}

// A comment that is not closed goes on to the end. Both expressions read each character once, whatever is written.
const BLANKS = /(?:\s+|(?:#|\/\/)[^\n]*|\/\*[\s\S]*?(?:\*\/|$))*/y;
const TOKEN = new RegExp(
  [
    String.raw`(?<text>"(?:[^"\\]+|\\[\s\S])*")`,
    String.raw`(?<number>\d+(?:\.\d+)?)`,
    '(?<name>[A-Za-z_.][A-Za-z0-9_.]*)',
    String.raw`(?<symbol>[<>!]=|[[\](){},:=<>+\-*/$])`,
  ].join('|'),
  'y',
);

/** Cuts a ruleset into its tokens; the last one is `end`. Throws InvalidDqdl at what begins no token. */
export function tokenize(ruleset: string): readonly Token[] {
  const tokens: Token[] = [];
  const place = placesIn(ruleset);
  let at = 0;
  for (;;) {
    BLANKS.lastIndex = at;
    BLANKS.test(ruleset);
    const begins = BLANKS.lastIndex;
    const where = { ...place(begins), isApart: begins > at };
    if (begins === ruleset.length) return [...tokens, { kind: 'end', source: '<EOF>', ...where }];
    TOKEN.lastIndex = begins;
    const groups = TOKEN.exec(ruleset)?.groups;
    if (!groups) throw new InvalidDqdl(where, `token recognition error at: '${ruleset.slice(begins, begins + 20)}'`);
    tokens.push({ ...wordOf(groups), ...where });
    at = TOKEN.lastIndex;
  }
}

function wordOf({
  text,
  number,
  name,
  symbol = '',
}: Record<string, string | undefined>): Pick<Token, 'kind' | 'source'> {
  if (text !== undefined) return { kind: 'text', source: text };
  if (number !== undefined) return { kind: 'number', source: number };
  if (name !== undefined) return { kind: 'name', source: name };
  return { kind: 'symbol', source: symbol };
}

/** Tells the place of offsets that only grow, in one pass over the lines. */
function placesIn(ruleset: string): (offset: number) => Place {
  let line = 1;
  let lineBegins = 0;
  return (offset) => {
    for (let next = ruleset.indexOf('\n', lineBegins); next !== -1 && next < offset; ) {
      line++;
      lineBegins = next + 1;
      next = ruleset.indexOf('\n', lineBegins);
    }
    return { line, column: offset - lineBegins };
  };
}
