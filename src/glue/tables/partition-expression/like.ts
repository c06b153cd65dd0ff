/**
 * LIKE: `%` is any text, `_` is one character, everything else is itself; there is no escape (moto observed none on AWS).
 * Matched by hand, because a regular expression made of many `%` takes time without bound on a value that does not match.
 */

/** A matcher for one pattern; takes at most length of pattern × length of value steps. */
export function like(pattern: string): (value: string) => boolean {
  return (value) => matches(pattern, value);
}

/** Goes forward; on a mismatch the last `%` takes one character more. Earlier ones never have to. */
function matches(pattern: string, value: string): boolean {
  let at = 0;
  let next = 0;
  let afterPercent = -1;
  let taken = 0;
  while (at < value.length) {
    const expected = pattern.charAt(next);
    if (expected === '%') {
      afterPercent = ++next;
      taken = at;
    } else if (expected === '_') {
      at += width(value, at);
      next++;
    } else if (expected === value.charAt(at)) {
      at++;
      next++;
    } else {
      if (afterPercent < 0) return false;
      taken += width(value, taken);
      at = taken;
      next = afterPercent;
    }
  }
  while (pattern.charAt(next) === '%') next++;
  return next === pattern.length;
}

/** Code units of the character at a place. */
function width(value: string, at: number): number {
  return (value.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
