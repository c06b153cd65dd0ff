/**
 * RE2: regular expressions that are evaluated in linear time, so that no expression of a caller's can stall the server. It is loaded when the
 * first is: a start that needs none does not pay for it.
 */
import { createRequire } from 'node:module';

const load = createRequire(import.meta.url);

export function re2(): typeof import('re2js').RE2JS {
  const { RE2JS }: typeof import('re2js') = load('re2js');
  return RE2JS;
}
