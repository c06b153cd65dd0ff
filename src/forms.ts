/** The forms of the two words that become parts of paths: what does not have its form gets no further than the wire. */

/** An AWS account id. */
export const ACCOUNT = /^\d{12}$/;

/** us-east-1, us-gov-west-1, eusc-de-east-1. */
export const REGION = /^[a-z]{2,8}(-[a-z]{1,16}){1,3}-\d{1,2}$/;
