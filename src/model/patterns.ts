/**
 * The models' regular expressions, which are Java's, as JavaScript's. AWS's services match them against the whole string
 * (`Matcher.matches`), whether or not they carry ^ and $.
 */

const known = new Map<string, RegExp>();

/** The expression that a whole string has to match, for one pattern of a service model. */
export function wholeStringPattern(pattern: string): RegExp {
  const expression = known.get(pattern) ?? translate(pattern);
  known.set(pattern, expression);
  return expression;
}

function translate(pattern: string): RegExp {
  const contained = /^\.\*(.+)\.\*$/.exec(pattern)?.[1];
  // `.*\S.*` on a schema's definition: asks for something inside the text. By the letter, Java's dot would refuse every text of more
  // than one line; AWS takes Protobuf and Avro definitions of many lines, so such a pattern is searched for.
  if (contained) return new RegExp(translateEscapes(contained), 'u');
  const [, dotAll, body = ''] = /^(\(\?s\))?(.*)$/s.exec(pattern) ?? [];
  return new RegExp(`^(?:${ungrouped(translateEscapes(body))})$`, dotAll ? 'us' : 'u');
}

/** `([…])*` means `[…]*`, but makes V8 remember every turn and run out of stack on a text of some megabytes. */
function ungrouped(source: string): string {
  return source.replace(/^\((\[(?:\\.|[^\]\\])*\])\)\*$/, '$1*');
}

/** Java's \s is ASCII; JavaScript's takes in every Unicode space. */
const JAVA_SPACE = '\\t-\\r ';
const JAVA_NO_SPACE = '\\0-\\x08\\x0e-\\x1f!-\\u{10ffff}';

/** Rewrites what JavaScript's `u` mode reads differently or refuses (`\_`, `\:`, `\-` outside brackets). */
function translateEscapes(source: string): string {
  let inBrackets = false;
  return source.replace(/\\(.)|[[\]]/gs, (token, escaped: string | undefined) => {
    if (escaped !== undefined) return translateEscape(escaped, inBrackets);
    inBrackets = token === '[' || (inBrackets && token !== ']');
    return token;
  });
}

function translateEscape(escaped: string, inBrackets: boolean): string {
  if (escaped === 's') return inBrackets ? JAVA_SPACE : `[${JAVA_SPACE}]`;
  if (escaped === 'S') return inBrackets ? JAVA_NO_SPACE : `[${JAVA_NO_SPACE}]`;
  const needsEscape = /[A-Za-z0-9^$\\.*+?()[\]{}|/]/.test(escaped) || (inBrackets && escaped === '-');
  return needsEscape ? `\\${escaped}` : escaped;
}
