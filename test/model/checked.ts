/** Input of Glue's operations, checked: what the tests of this folder share. */
import { type Checked, checkInput } from '../../src/model/check.js';
import { GLUE } from '../../src/model/service.js';

export const GLUE_ARN = 'arn:aws:glue:us-east-1:123456789012:database/a';

export function check(name: string, input: unknown): Checked {
  const operation = GLUE.operations.get(name);
  if (!operation) throw new Error(`Glue has no ${name}`);
  return checkInput(operation, input);
}

/** The message of a ValidationException, or nothing. */
export function violationsOf(checked: Checked): string {
  const { refusal } = checked;
  return (refusal?.code === 'ValidationException' && refusal.message) || '';
}

/** Input of CreateTable with a storage descriptor. */
export function tableInput(StorageDescriptor: object): object {
  return { DatabaseName: 'a', TableInput: { Name: 't', StorageDescriptor } };
}
