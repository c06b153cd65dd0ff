/** What an input asks for as one text, by which a resource tells whether it is asked for again or something else is. */
export function fingerprint(input: object): string {
  return JSON.stringify(Object.entries(input).sort());
}
