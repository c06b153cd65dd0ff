/**
 * The syntax of a resource policy of the data catalog: that of an IAM policy, except that each statement names whom it is for, without
 * wildcards in their ARNs, and that its resources are the catalog's own (developer guide, "Resource-based policy examples").
 */

import type { Scope } from '../../context.js';
import { isObject, jsonOf } from '../json.js';

/** What is wrong with the policy, in words; undefined if nothing is. */
export function policyDefect(text: string, scope: Scope): string | undefined {
  const policy = jsonOf(text);
  if (!isObject(policy)) return 'it is not a JSON object.';
  if (policy.Version !== undefined && !VERSIONS.includes(policy.Version)) return 'its Version is unknown.';
  const statements = listed(policy.Statement);
  if (statements.length === 0) return 'it has no Statement.';
  return statements.map((statement) => statementDefect(statement, scope)).find((defect) => defect !== undefined);
}

const VERSIONS: readonly unknown[] = ['2012-10-17', '2008-10-17'];

function statementDefect(statement: unknown, { account, region }: Scope): string | undefined {
  if (!isObject(statement)) return 'a statement is not an object.';
  if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny') return 'the Effect of a statement is Allow or Deny.';
  const principals = oneOf(statement, 'Principal');
  if (!principals) return 'a statement needs a Principal or a NotPrincipal.';
  if (principals.some((principal) => /^arn:.*\*/.test(principal))) return 'a principal has a wildcard in its ARN.';
  const actions = oneOf(statement, 'Action');
  if (!actions) return 'a statement needs an Action or a NotAction.';
  if (actions.some((action) => action !== '*' && !/^glue:/i.test(action))) return 'an action is not of glue.';
  const resources = oneOf(statement, 'Resource');
  if (!resources) return 'a statement needs a Resource or a NotResource.';
  const own = new RegExp(`^arn:aws(-[a-z-]+)?:glue:${region}:${account}:(\\*|[a-zA-Z*]+/?.*)$`);
  const foreign = resources.find((resource) => !own.test(resource));
  return foreign === undefined ? undefined : `${foreign} is no resource of this catalog.`;
}

/** The texts of an element or of its negation, whichever the statement has; undefined for neither, both, or none in it. */
function oneOf(statement: Record<string, unknown>, element: string): string[] | undefined {
  const given = [statement[element], statement[`Not${element}`]].filter((value) => value !== undefined);
  const texts = given.flatMap((value) => (isObject(value) ? Object.values(value).flatMap(listed) : listed(value)));
  if (given.length !== 1 || texts.length === 0) return undefined;
  return texts.every((text) => typeof text === 'string') ? texts : undefined;
}

function listed(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
