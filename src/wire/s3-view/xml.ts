/** The documents that S3 answers. */
import { element, rootElement } from '../xml.js';

/** A document in S3's namespace. */
export function s3Document(name: string, ...content: string[]): string {
  return HEAD + rootElement(name, 'http://s3.amazonaws.com/doc/2006-03-01/', ...content);
}

/** Errors have no namespace. */
export function errorDocument(...content: string[]): string {
  return HEAD + element('Error', ...content);
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
