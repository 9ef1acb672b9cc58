import type { Path } from './model.ts';

/** A name that stands in a path without backticks. */
const plainName = /^[\p{L}\p{N}_][\p{L}\p{N}\p{M}_-]*$/u;

/**
 * Reads a path of names joined by dots; a name with a dot or odd characters stands in backticks.
 * Undefined when the text is no path.
 */
export function parsePath(text: string): Path | undefined {
  const names: string[] = [];
  let rest = text;
  for (;;) {
    const quoted = /^`([^`]+)`/.exec(rest);
    const name = quoted?.[1] ?? /^[^.`]*/.exec(rest)?.[0] ?? '';
    if (quoted === null && !plainName.test(name)) return undefined;
    names.push(name);
    rest = rest.slice(quoted === null ? name.length : quoted[0].length);
    if (rest === '') return names;
    if (!rest.startsWith('.')) return undefined;
    rest = rest.slice(1);
  }
}

/** A path as it is written, with backticks where they are needed. */
export function formatPath(path: Path): string {
  return path.map(formatName).join('.');
}

/** A name as it is written in a path. */
export function formatName(name: string): string {
  return plainName.test(name) ? name : `\`${name}\``;
}
