const OPENING = new Set(['(', '[', '{']);
const CLOSING = new Set([')', ']', '}']);
/** After one of these a slash opens a regular expression. */
const BEFORE_REGEX = new Set([...'([{,;:?=<>!~&|*+-%^@#.']);

/**
 * How many characters the parser will have handled once it has copied the left sides of `?:` and `??`, which doubles
 * them at each level of nesting. Counting stops above `most`.
 */
export function weightOf(text: string, most: number): number {
  if (!/\?[:?]/.test(text)) return text.length;
  const groups = [{ done: 0, current: 0 }];
  let before = '(';
  for (let at = 0; at < text.length; at++) {
    const group = groups.at(-1) as { done: number; current: number };
    const symbol = text.charAt(at);
    const end = skipped(text, at, before);
    group.current += end - at + 1;
    at = end;
    if (group.done + group.current > most) return most + 1;
    if (symbol.trim() !== '') before = symbol;
    if (OPENING.has(symbol)) {
      groups.push({ done: 0, current: 0 });
    } else if (CLOSING.has(symbol) && groups.length > 1) {
      groups.pop();
      (groups.at(-1) as { current: number }).current += group.done + group.current;
    } else if (symbol === '?' && /[:?]/.test(text.charAt(at + 1))) {
      group.done += 2 * group.current;
      group.current = 0;
      at++;
    } else if (symbol === ',' || symbol === ';') {
      group.done += group.current;
      group.current = 0;
    }
  }
  return groups.reduce((sum, group) => sum + group.done + group.current, 0);
}

/** Where a text, quoted name, comment or regular expression that starts here ends; here if none starts. */
function skipped(text: string, at: number, before: string): number {
  const symbol = text.charAt(at);
  if (symbol === '"' || symbol === "'" || symbol === '`') return closingQuote(text, at, symbol);
  if (symbol !== '/') return at;
  if (text.charAt(at + 1) === '*') {
    const end = text.indexOf('*/', at + 2);
    return end < 0 ? text.length - 1 : end + 1;
  }
  return BEFORE_REGEX.has(before) ? closingQuote(text, at, '/') : at;
}

function closingQuote(text: string, start: number, quote: string): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text.charAt(at) === '\\' && quote !== '`') at++;
    else if (text.charAt(at) === quote) return at;
  }
  return text.length - 1;
}
