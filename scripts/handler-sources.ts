/**
 * Where each operation of Glue is handled, and in what it does less than AWS's: read off the nouns' sources. The latter is the tag `@limit` of a
 * handler's comment, one line, so that it stands, changes and goes with the code that it is about.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import ts from 'typescript';

export interface HandlerSource {
  noun: string;
  /** Its path from the root of the project. */
  file: string;
  limit?: string;
}

/** By operation. Throws when what is read is not what is served, or a limit stands on anything but an operation's handler. */
export function handlerSources(folder: string, served: ReadonlySet<string>): Map<string, HandlerSource> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  const sources = new Map(files.flatMap((path) => [...handlersIn(join(folder, path), served)]));
  const missed = [...served].filter((operation) => !sources.has(operation));
  if (missed.length > 0) throw new Error(`Served, and found in no source: ${missed.join(', ')}`);
  return sources;
}

const LIMIT = 'limit';

function handlersIn(file: string, served: ReadonlySet<string>): Map<string, HandlerSource> {
  const text = readFileSync(file, 'utf8');
  const found = new Map<string, HandlerSource>();
  for (const handler of handlersOf(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true))) {
    const operation = handler.name?.getText() ?? '';
    const limit = limitOf(handler);
    if (served.has(operation)) found.set(operation, { noun: basename(file, '.ts'), file, ...(limit && { limit }) });
  }
  const told = [...found.values()].filter(({ limit }) => limit !== undefined);
  if (told.length !== text.split(`@${LIMIT} `).length - 1) throw new Error(`${file}: a @${LIMIT} is on no operation`);
  return found;
}

/** The members of the object literals of the file that are declared as handlers. */
function handlersOf(source: ts.SourceFile): ts.ObjectLiteralElementLike[] {
  return source.statements.filter(ts.isVariableStatement).flatMap(({ declarationList }) =>
    declarationList.declarations.flatMap(({ name, initializer }) => {
      const isNoun = name.getText().endsWith('Handlers') && initializer && ts.isObjectLiteralExpression(initializer);
      return isNoun ? [...initializer.properties] : [];
    }),
  );
}

function limitOf(handler: ts.Node): string | undefined {
  const tag = ts.getJSDocTags(handler).find(({ tagName }) => tagName.text === LIMIT);
  return tag && ts.getTextOfJSDocComment(tag.comment)?.replace(/\s+/g, ' ');
}
