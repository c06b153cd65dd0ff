/**
 * Checks the input of a call against the model the way AWS's front end does: types first (SerializationException), then every constraint
 * together (ValidationException, which no operation's error list names).
 *
 * It runs on every request, so what is right must cost little: a compiled check answers yes or no, and only a no is worked out by walking
 * the shapes.
 */
import { accepts } from './check-schema.js';
import { LIST_NOT_EXPECTED, normalise, TypeMismatch } from './normalise.js';
import type { Operation } from './operations.js';
import type { StructureShape } from './shapes.js';
import { type Violation, validationMessage, violationsOf } from './violations.js';

/** The input cleaned of nulls and unknown members (the caller's own object if there was nothing to clean), or why it was refused. */
export type Checked = { input: Record<string, unknown>; refusal?: undefined } | Refused;

export interface Refused {
  refusal: Refusal;
  /** There if its types are right. */
  input?: Record<string, unknown>;
  /** Of which the refusal tells, if types are right. */
  violations?: readonly Violation[];
}

export interface Refusal {
  code: 'SerializationException' | 'ValidationException';
  /** Undefined where AWS sends none. */
  message: string | undefined;
}

/** @param input any JSON value */
export function checkInput(operation: Operation, input: unknown): Checked {
  const shape = operation.input;
  return accepts(shape, input) ? { input } : explain(shape, input);
}

function explain(shape: StructureShape, input: unknown): Checked {
  // AWS answers a string, a number or null with the bare code, like text that is no JSON at all.
  if (typeof input !== 'object' || input === null) return refuse('SerializationException', undefined);
  if (Array.isArray(input)) return refuse('SerializationException', LIST_NOT_EXPECTED);
  try {
    const cleaned = normalise(shape, input);
    const violations = accepts(shape, cleaned) ? [] : violationsOf(shape, cleaned);
    if (violations.length === 0) return { input: cleaned };
    return { ...refuse('ValidationException', validationMessage(violations)), input: cleaned, violations };
  } catch (error) {
    if (error instanceof TypeMismatch) return refuse('SerializationException', error.message);
    throw error;
  }
}

function refuse(code: Refusal['code'], message: string | undefined): { refusal: Refusal } {
  return { refusal: { code, message } };
}
