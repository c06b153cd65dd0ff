/** Writes the XML of S3's answers. */

/** An element of a value's text. */
export function leaf(name: string, value: string | number | boolean): string {
  return element(name, escaped(String(value)));
}

/** @param content XML: elements, or text that is escaped */
export function element(name: string, ...content: string[]): string {
  return `<${name}>${content.join('')}</${name}>`;
}

/** A document in S3's namespace. */
export function s3Document(name: string, ...content: string[]): string {
  return `${HEAD}<${name} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${content.join('')}</${name}>`;
}

/** Errors have no namespace. */
export function errorDocument(...content: string[]): string {
  return HEAD + element('Error', ...content);
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** Control characters, which a key may have and XML 1.0 may not, go out as references, as S3 sends them. */
function escaped(text: string): string {
  return text.replaceAll(/[&<>"]|\p{Cc}/gu, (char) => ENTITIES[char] ?? `&#x${char.charCodeAt(0).toString(16)};`);
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
