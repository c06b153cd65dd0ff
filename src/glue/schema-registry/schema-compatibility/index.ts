/**
 * Whether a schema definition is valid, and whether a new one may follow those before it: the eight compatibility modes of the schema
 * registry (developer guide, "Schema versioning and compatibility"). What a mode asks for is asked of the data format: can one
 * definition read what was written with the other?
 */
import type { Compatibility, DataFormat } from '@aws-sdk/client-glue';
import { avro } from './avro.js';
import { canonicalText, type Json } from './json.js';
import { jsonPatch } from './json-patch.js';
import { jsonSchema } from './json-schema.js';
import { protobuf } from './protobuf.js';

export interface SchemaFormat {
  /** The definition as JSON, which says all that it means; throws an error whose message says what is wrong with it. */
  documentOf(definition: string): Json;
  /** Whether all that was written with one valid definition can be read with another. */
  reads(reader: string, writer: string): boolean;
}

const FORMATS: Readonly<Record<DataFormat, SchemaFormat>> = {
  AVRO: avro,
  JSON: jsonSchema,
  PROTOBUF: protobuf,
};

interface Check {
  newReadsOld?: true;
  oldReadsNew?: true;
  /** Every version before it, not the last alone. */
  all?: true;
}

const BACKWARD: Check = { newReadsOld: true };
const FORWARD: Check = { oldReadsNew: true };
const FULL: Check = { ...BACKWARD, ...FORWARD };

const CHECKS: Readonly<Record<Compatibility, Check | undefined>> = {
  NONE: undefined,
  /** Forbids any second version, compatible or not: nothing is left to check. */
  DISABLED: undefined,
  BACKWARD,
  BACKWARD_ALL: { ...BACKWARD, all: true },
  FORWARD,
  FORWARD_ALL: { ...FORWARD, all: true },
  FULL,
  FULL_ALL: { ...FULL, all: true },
};

/** The longest reason that the model has for a definition that is not valid. */
const LONGEST_REASON = 5_000;

/** What a definition means, in a text that is the same for all that mean the same; or the reason why it means nothing. */
export function understand(format: DataFormat, definition: string): { canonical: string } | { reason: string } {
  try {
    return { canonical: canonicalText(FORMATS[format].documentOf(definition)) };
  } catch (error) {
    return { reason: String(error instanceof Error ? error.message : error).slice(0, LONGEST_REASON) };
  }
}

/** The difference of two valid definitions as a JSON Patch. Of Protobuf ones it is that of their descriptors; AWS's is not known. */
export function definitionsDiff(format: DataFormat, before: string, after: string): string {
  const { documentOf } = FORMATS[format];
  return JSON.stringify(jsonPatch(documentOf(before), documentOf(after)));
}

/** Whether the mode looks at other versions at all. */
export function isChecked(compatibility: Compatibility): boolean {
  return CHECKS[compatibility] !== undefined;
}

/** @param earlier the definitions that it follows, newest first. */
export function isCompatible(
  compatibility: Compatibility,
  format: DataFormat,
  definition: string,
  earlier: Iterable<string>,
): boolean {
  const check = CHECKS[compatibility];
  if (!check) return true;
  const { reads } = FORMATS[format];
  for (const before of earlier) {
    if (check.newReadsOld && !reads(definition, before)) return false;
    if (check.oldReadsNew && !reads(before, definition)) return false;
    if (!check.all) return true;
  }
  return true;
}
