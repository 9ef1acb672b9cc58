import { raise } from '../error.ts';
import { callFunction } from '../functions/apply.ts';
import type { FunctionCall } from '../functions/function-value.ts';
import { isFunction } from '../functions/function-value.ts';
import { burn, checkLength, limitText } from '../meter.ts';
import { sequence } from '../values/sequence.ts';
import { view } from '../values/view.ts';
import { builtin, builtinOf } from './define.ts';
import { type Found, search } from './patterns.ts';
import { fillTemplate } from './template.ts';

/** Whether one more match may be taken. */
const below = (count: number, limit: number | undefined): boolean => limit === undefined || count < limit;

function contains(text: unknown, token: unknown, call: FunctionCall): boolean | undefined {
  if (text === undefined || token === undefined) return undefined;
  if (typeof token === 'string') return (text as string).includes(token);
  return search(text as string, token, call).first !== undefined;
}

function match(text: string, pattern: unknown, limit: number | undefined, call: FunctionCall): unknown {
  if (limit !== undefined && limit < 0) raise('D3040', limit, { index: 3 });
  const matches = sequence();
  if (limit !== undefined && !(limit > 0)) return matches;
  const found = search(text, pattern, call);
  for (let each = found.first; each !== undefined && below(matches.length, limit); each = found.next()) {
    matches.push({ match: each.match, index: each.start, groups: each.groups });
    checkLength(matches.length);
  }
  return matches;
}

function split(text: string, separator: unknown, limit: number | undefined, call: FunctionCall): unknown {
  if (limit !== undefined && limit < 0) raise('D3020', limit, { index: 3 });
  if (limit !== undefined && !(limit > 0)) return [];
  if (typeof separator === 'string') {
    burn(text.length >> 4);
    const parts = text.split(separator, limit);
    checkLength(parts.length);
    return parts;
  }
  const found = search(text, separator, call);
  const parts: string[] = [];
  let start = 0;
  for (let each = found.first; each !== undefined && below(parts.length, limit); each = found.next()) {
    parts.push(text.substring(start, each.start));
    checkLength(parts.length);
    start = each.end;
  }
  if (below(parts.length, limit)) parts.push(text.substring(start));
  return parts;
}

function replace(
  text: string,
  pattern: unknown,
  replacement: unknown,
  limit: number | undefined,
  call: FunctionCall,
): string {
  if (pattern === '') raise('D3010', pattern, { index: 2 });
  if (limit !== undefined && limit < 0) raise('D3011', limit, { index: 4 });
  if (limit !== undefined && !(limit > 0)) return text;
  if (typeof pattern === 'string') return replaceText(text, pattern, replacement, limit);
  const found = search(text, pattern, call);
  let result = '';
  let position = 0;
  let count = 0;
  for (let each = found.first; each !== undefined && below(count, limit); each = found.next()) {
    const substitute = substituteFor(each, replacement, call);
    limitText(result.length + text.length + substitute.length);
    result += text.substring(position, each.start) + substitute;
    position = each.start + (each.match as string).length;
    count++;
  }
  return result + text.substring(position);
}

function replaceText(text: string, pattern: string, replacement: unknown, limit: number | undefined): string {
  const substitute = String(replacement);
  let result = '';
  let position = 0;
  let count = 0;
  for (
    let at = text.indexOf(pattern);
    at !== -1 && below(count, limit);
    at = text.indexOf(pattern, position)
  ) {
    burn(1);
    if (result.length + text.length + substitute.length > 1 << 20) {
      limitText(result.length + at - position + substitute.length);
    }
    result += text.substring(position, at) + substitute;
    position = at + pattern.length;
    count++;
  }
  return result + text.substring(position);
}

function substituteFor(found: Found, replacement: unknown, call: FunctionCall): string {
  if (typeof replacement === 'string') return fillTemplate(replacement, found);
  if (!isFunction(replacement)) raise('D3012', replacement);
  const shown = { match: found.match, start: found.start, end: found.end, groups: found.groups };
  const made = view(
    callFunction(replacement, [shown], call.run, { position: call.position, token: 'replace' }),
  );
  return typeof made === 'string' ? made : raise('D3012', made);
}

/** Built-ins that search a text: `$contains`, `$match`, `$replace`, `$split`. */
export const searching = [
  builtin('contains', '<s-(sf):b>', 'str token', ([text, token], call) => contains(text, token, call)),
  builtinOf<string>('match', '<s-f<s:o>n?:a<o>>', 'str regex limit', (text, [pattern, limit], call) =>
    match(text, pattern, limit as number | undefined, call),
  ),
  builtinOf<string>(
    'replace',
    '<s-(sf)(sf)n?:s>',
    'str pattern replacement limit',
    (text, [pattern, replacement, limit], call) =>
      replace(text, pattern, replacement, limit as number | undefined, call),
  ),
  builtinOf<string>('split', '<s-(sf)n?:a<s>>', 'str separator limit', (text, [separator, limit], call) =>
    split(text, separator, limit as number | undefined, call),
  ),
];
