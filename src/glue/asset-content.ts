/** The content of forms is JSON. Whether it conforms to the schema of its form type is not looked at. */
import { asset as faults } from '../faults/business-catalog.js';
import { DEEPEST_NESTING, isNestedWithin } from '../model/wire-values.js';

/** Throws InvalidInputException naming the form. */
export function requireJson(form: string, content: string): void {
  if (!isJson(content)) throw faults.content(form);
}

function isJson(content: string): boolean {
  try {
    return isNestedWithin(DEEPEST_NESTING, JSON.parse(content));
  } catch {
    return false;
  }
}
