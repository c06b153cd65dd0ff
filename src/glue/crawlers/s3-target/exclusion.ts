/**
 * Exclude patterns of a target: globs over the part of an object's path behind the include path. In them `*` and `?` stop at a slash, `**`
 * does not; `[…]` and `{a,b}` are as usual, `\` takes the meaning away (developer guide, "Include and exclude patterns").
 */
import type { RE2JS } from 're2js';
import { re2 } from '../../re2.js';

/** Whether one of the patterns takes in the path; what cannot be a pattern takes in nothing. */
export function excluder(patterns: readonly string[]): (path: string) => boolean {
  const expressions = patterns.map(expressionOf).filter((expression) => expression !== undefined);
  return (path) => expressions.some((expression) => expression.matches(path));
}

/** Parts of a pattern: escaped characters, stars, brackets, and whatever else. */
const PARTS = /\\.|\*+|\?|\[!?[^\]]+\]|./gsu;

/** RE2 takes time in proportion to the path, whatever the pattern is. */
function expressionOf(pattern: string): RE2JS | undefined {
  let depth = 0;
  const translate = (part: string): string => {
    if (part === '{') depth += 1;
    if (part === '}') depth -= 1;
    return part === ',' && depth > 0 ? '|' : translated(part);
  };
  const source = Array.from(pattern.replace(/^\//, '').matchAll(PARTS), ([part]) => translate(part)).join('');
  try {
    return re2().compile(source, re2().DOTALL);
  } catch {
    return undefined;
  }
}

function translated(part: string): string {
  if (part === '*') return '[^/]*';
  if (part.startsWith('**')) return '.*';
  if (part === '?') return '[^/]';
  if (part === '{') return '(?:';
  if (part === '}') return ')';
  if (part.startsWith('[') && part.length > 1) return part.replace(/^\[!/, '[^/');
  return re2().quote(part.length > 1 && part.startsWith('\\') ? part.slice(1) : part);
}
