/**
 * Protobuf definitions: proto2 and proto3 without extensions and groups, which the schema registry does not take (developer guide).
 * Imports are not there to be looked into but for Google's own, which protobufjs brings along; types of others are known by name only.
 */
import { createRequire } from 'node:module';
import type { Field, NamespaceBase, ReflectionObject, Root, Service, Type } from 'protobufjs';
import type { SchemaFormat } from './index.js';
import { isObject, type Json, type JsonObject } from './json.js';
import { readsFile } from './protobuf-rules.js';

/** What one definition defines. */
export interface ProtobufFile {
  messages: Type[];
  services: Service[];
}

export const protobuf: SchemaFormat = {
  documentOf(definition) {
    const { root, imports } = parsed(definition);
    const document = plain(root.toJSON());
    check(document, root);
    resolve(root, imports);
    return document;
  },

  reads(reader, writer) {
    return readsFile(fileOf(reader), fileOf(writer));
  },
};

/** Loaded with the first schema: a start does not pay for it. */
const load = createRequire(import.meta.url);
const library = (): typeof import('protobufjs') => load('protobufjs');

/** What a file can begin with. */
const STATEMENTS = new Set([
  'syntax',
  'edition',
  'package',
  'import',
  'option',
  'message',
  'enum',
  'service',
  'extend',
]);

function parsed(definition: string): { root: Root; imports: string[] } {
  const [, space = '', word = 'syntax'] = /^(\s*)([A-Za-z_]\w*)/.exec(definition) ?? [];
  // As AWS says it of a file that begins with another word (observed); what it says of other mistakes is not known.
  if (!STATEMENTS.has(word)) {
    const lines = space.split('\n');
    throw new Error(`Syntax error in :${lines.length}:${(lines.at(-1) ?? '').length + 1}: unexpected label: ${word}`);
  }
  const { root, imports = [] } = library().parse(definition, { keepCase: true });
  return { root, imports };
}

function fileOf(definition: string): ProtobufFile {
  const { root, imports } = parsed(definition);
  const { Type, Service } = library();
  const all = everythingIn(root);
  resolve(root, imports);
  return {
    messages: all.filter((each) => each instanceof Type),
    services: all.filter((each) => each instanceof Service),
  };
}

/** Looks all types up, and throws for one that is not there; unless they may be in something imported that is not there. */
function resolve(root: Root, imports: readonly string[]): void {
  const { common } = library();
  const known = imports.map((path) => common.get(path));
  for (const file of known) if (file?.nested) root.addJSON(file.nested);
  if (known.every((file) => file !== null)) root.resolveAll();
}

function everythingIn(namespace: NamespaceBase): ReflectionObject[] {
  const { Namespace } = library();
  return namespace.nestedArray.flatMap((each) => [each, ...(each instanceof Namespace ? everythingIn(each) : [])]);
}

/** What the parser lets pass. */
function check(document: Json, root: Root): void {
  const { Type, Field } = library();
  for (const each of everythingIn(root)) {
    if (each instanceof Field) throw new Error(`Extensions are not supported: ${each.fullName}`);
    if (!(each instanceof Type)) continue;
    if ('group' in each && each.group) throw new Error(`Groups are not supported: ${each.fullName}`);
    if (each.extensions) throw new Error(`Extensions are not supported: ${each.fullName}`);
    for (const field of each.fieldsArray) checkNumber(field);
  }
  if (isObject(document) && isObject(document.nested))
    for (const each of Object.values(document.nested)) checkSyntax(each);
}

const LARGEST_NUMBER = 2 ** 29 - 1;

/** 19,000 to 19,999 are Protobuf's own. */
function checkNumber({ id, fullName }: Field): void {
  const isReserved = id >= 19_000 && id <= 19_999;
  if (id < 1 || id > LARGEST_NUMBER || isReserved) throw new Error(`${fullName} cannot have the number ${id}`);
}

function checkSyntax(each: Json): void {
  if (!isObject(each)) return;
  const { edition = 'proto3' } = each;
  if (edition !== 'proto2' && edition !== 'proto3') throw new Error('syntax has to be proto2 or proto3');
}

/** protobufjs tells it as an object of its own making: this is what its JSON text says. */
function plain(document: object): JsonObject {
  return JSON.parse(JSON.stringify(document));
}
