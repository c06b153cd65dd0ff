/** What CloudTrail never says: a sensitive member is simply absent from a record, as in the sample of Glue's developer guide. */
import { isSensitive } from '../model/sensitive.js';
import type { Member, Shape } from '../model/shapes.js';

export function isHidden(member: Member): boolean {
  return isSensitive(member) || isOfSensitiveElements(member.shape);
}

/** Lists and maps whose elements are sensitive themselves; structures hide their own members. */
function isOfSensitiveElements(shape: Shape): boolean {
  if (shape.kind === 'list') return shape.element.sensitive || isOfSensitiveElements(shape.element);
  if (shape.kind === 'map') return shape.key.sensitive || shape.value.sensitive || isOfSensitiveElements(shape.value);
  return false;
}
