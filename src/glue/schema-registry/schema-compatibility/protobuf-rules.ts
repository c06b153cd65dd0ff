/**
 * Which Protobuf definition reads what was written with another: Protobuf's rules for updating a message type ("Language guide"), which
 * the developer guide refers to, and its own for services.
 *
 * - Messages, services and methods that were written with must be there, by their full names; others may be.
 * - A field is known by its number: its name may change, its type only to one with the same encoding. It may come and go unless it is
 *   required by the reader: then it must have been required of the writer.
 * - Strings, bytes and messages may become repeated or single again; numbers may not. A map stays a map.
 * - Fields may move into a oneof one by one, not several that were apart.
 * - Enums are numbers: values may come and go. Reserved numbers and options, default values among them, are not looked at.
 */
import type { Field, MapField, Method, OneOf, Service, Type } from 'protobufjs';
import type { ProtobufFile } from './protobuf.js';

export function readsFile(reader: ProtobufFile, writer: ProtobufFile): boolean {
  return (
    readsEach(reader.messages, writer.messages, readsMessage) &&
    readsEach(reader.services, writer.services, readsService)
  );
}

function readsEach<Named extends { fullName: string }>(
  readers: readonly Named[],
  writers: readonly Named[],
  reads: (reader: Named, writer: Named) => boolean,
): boolean {
  const byName = new Map(readers.map((reader) => [reader.fullName, reader]));
  return writers.every((writer) => {
    const reader = byName.get(writer.fullName);
    return reader !== undefined && reads(reader, writer);
  });
}

function readsMessage(reader: Type, writer: Type): boolean {
  return (
    reader.fieldsArray.every((field) => readsField(field, writer.fieldsById[field.id])) &&
    reader.oneofsArray.every((oneof) => wereTogether(oneof, writer))
  );
}

function readsField(reader: Field, writer: Field | undefined): boolean {
  if (reader.required && !writer?.required) return false;
  if (!writer) return true;
  if (isMap(reader) || isMap(writer))
    return (
      isMap(reader) &&
      isMap(writer) &&
      encodingOf(reader.keyType) === encodingOf(writer.keyType) &&
      isAlike(reader, writer)
    );
  if (reader.repeated !== writer.repeated && isNumeric(reader)) return false;
  return isAlike(reader, writer);
}

/** Types of the same encoding on the wire; what is not among them is encoded like nothing else. */
const ENCODINGS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['int32', 'uint32', 'int64', 'uint64', 'bool', 'enum'].map((type) => [type, 'varint'])),
  sint32: 'zigzag',
  sint64: 'zigzag',
  fixed32: '32 bits',
  sfixed32: '32 bits',
  fixed64: '64 bits',
  sfixed64: '64 bits',
  string: 'bytes',
  bytes: 'bytes',
};

function isAlike(reader: Field, writer: Field): boolean {
  return encodingOf(typeOf(reader)) === encodingOf(typeOf(writer));
}

function isNumeric(field: Field): boolean {
  const type = typeOf(field);
  const isMessage = field.resolvedType !== null && type !== 'enum';
  return !isMessage && encodingOf(type) !== 'bytes';
}

function encodingOf(type: string): string {
  return ENCODINGS[type] ?? type;
}

/** A message's full name, or as it is written where it was imported from elsewhere. */
function typeOf({ resolvedType, type }: Field): string {
  if (!resolvedType) return type;
  return 'values' in resolvedType ? 'enum' : resolvedType.fullName;
}

function isMap(field: Field): field is Field & MapField {
  return field.map;
}

function wereTogether({ fieldsArray }: OneOf, writer: Type): boolean {
  const [first, ...others] = fieldsArray.flatMap(({ id }) => writer.fieldsById[id] ?? []);
  return others.every(({ partOf }) => partOf !== null && partOf === first?.partOf);
}

function readsService(reader: Service, writer: Service): boolean {
  return readsEach(reader.methodsArray, writer.methodsArray, (now, then) => signature(now) === signature(then));
}

function signature(method: Method): string {
  const { requestType, requestStream, responseType, responseStream, resolvedRequestType, resolvedResponseType } =
    method;
  const types = [resolvedRequestType?.fullName ?? requestType, resolvedResponseType?.fullName ?? responseType];
  return JSON.stringify([...types, Boolean(requestStream), Boolean(responseStream)]);
}
