/** Pieces of program text, as arguments of nodes hold them: what is inside quotes or brackets belongs together. */

/** The text in pieces: each string literal is one (the rest of the text, if it is not closed), everything else is single characters. */
export function pieces(text: string): string[] {
  const found: string[] = [];
  for (let start = 0; start < text.length; ) {
    const first = text.charAt(start);
    const end = first === '"' || first === "'" ? literalEnd(text, start) : start + 1;
    found.push(text.slice(start, end));
    start = end;
  }
  return found;
}

function literalEnd(text: string, start: number): number {
  const quote = text.charAt(start);
  for (let at = start + 1; at < text.length; at += 1) {
    if (text.charAt(at) === '\\') at += 1;
    else if (text.charAt(at) === quote) return at + 1;
  }
  return text.length;
}

export function isStringLiteral(piece: string): boolean {
  return piece.length > 1;
}

/** Parts between commas that stand in no bracket; undefined when brackets do not match. */
export function commaParts(text: string): string[] | undefined {
  const parts = [''];
  let depth = 0;
  for (const piece of pieces(text)) {
    if ('([{'.includes(piece)) depth += 1;
    if (')]}'.includes(piece)) depth -= 1;
    if (depth < 0) return undefined;
    if (piece === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += piece;
  }
  return depth === 0 ? parts.map((part) => part.trim()).filter((part) => part !== '') : undefined;
}
