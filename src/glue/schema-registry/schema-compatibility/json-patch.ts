/**
 * The difference of two JSON documents as a JSON Patch (RFC 6902): what GetSchemaVersionsDiff answers. Observed on AWS for a field that
 * was added: `[{"op":"add","path":"/fields/1","value":{…}}]`.
 */
import { canonicalText, isObject, type Json, type JsonObject } from './json.js';

export type PatchOperation =
  | { op: 'add' | 'replace'; path: string; value: Json }
  | {
      op: 'remove';
      path: string;
    };

/** Carried out in order on `before`, it makes `after`. */
export function jsonPatch(before: Json, after: Json, path = ''): PatchOperation[] {
  if (isObject(before) && isObject(after)) return objectPatch(before, after, path);
  if (Array.isArray(before) && Array.isArray(after)) return arrayPatch(before, after, path);
  return isSame(before, after) ? [] : [{ op: 'replace', path, value: after }];
}

function objectPatch(before: JsonObject, after: JsonObject, path: string): PatchOperation[] {
  const patch: PatchOperation[] = [];
  for (const [name, value] of Object.entries(before)) {
    const there = pointer(path, name);
    const now = own(after, name);
    if (now === undefined) patch.push({ op: 'remove', path: there });
    else patch.push(...jsonPatch(value, now, there));
  }
  for (const [name, value] of Object.entries(after)) {
    if (!Object.hasOwn(before, name)) patch.push({ op: 'add', path: pointer(path, name), value });
  }
  return patch;
}

/** What is the same at both ends stays; between, elements are changed in their places and the rest is removed or added. */
function arrayPatch(before: Json[], after: Json[], path: string): PatchOperation[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && isSame(before[start], after[start])) start += 1;
  let end = 0;
  while (end < shorter - start && isSame(before.at(-1 - end), after.at(-1 - end))) end += 1;
  const patch: PatchOperation[] = [];
  for (let at = start; at < shorter - end; at += 1) {
    patch.push(...jsonPatch(before[at] ?? null, after[at] ?? null, pointer(path, at)));
  }
  for (let at = before.length - end - 1; at >= shorter - end; at -= 1) {
    patch.push({ op: 'remove', path: pointer(path, at) });
  }
  for (let at = shorter - end; at < after.length - end; at += 1) {
    patch.push({ op: 'add', path: pointer(path, at), value: after[at] ?? null });
  }
  return patch;
}

function pointer(path: string, name: string | number): string {
  return `${path}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function own(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function isSame(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  return a !== undefined && b !== undefined && canonicalText(a) === canonicalText(b);
}
