/** Writes the XML of the answers that are no JSON: S3's and those of AWS Query. */

/** An element of a value's text. */
export function leaf(name: string, value: string | number | boolean): string {
  return element(name, escaped(String(value)));
}

/** @param content XML: elements, or text that is escaped */
export function element(name: string, ...content: string[]): string {
  return `<${name}>${content.join('')}</${name}>`;
}

/** The outermost element of a document, in a namespace. */
export function rootElement(name: string, namespace: string, ...content: string[]): string {
  return `<${name} xmlns="${namespace}">${content.join('')}</${name}>`;
}

/** Control characters, which a key may have and XML 1.0 may not, go out as references, as S3 sends them. */
function escaped(text: string): string {
  return text.replaceAll(/[&<>"]|\p{Cc}/gu, (char) => ENTITIES[char] ?? `&#x${char.charCodeAt(0).toString(16)};`);
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
