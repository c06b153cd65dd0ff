/** The streams into which records fall: each has its own log files. */
import { ACCOUNT, REGION } from '../forms.js';

/** Account and region: records of one stream go into the same files. */
export interface Stream {
  account: string;
  region: string;
}

/** Throws unless account and region have their form, and so may become part of a path. */
export function checkStream({ account, region }: Stream): void {
  checkForm('account', account, ACCOUNT);
  checkForm('region', region, REGION);
}

function checkForm(what: string, value: string, form: RegExp): void {
  if (!form.test(value))
    throw new Error(`no log file for ${what} ${JSON.stringify(value)}: it does not have the form ${form}`);
}
