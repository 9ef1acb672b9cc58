/** Plain data as it stands in a contract file. */
export type Yaml = string | number | boolean | null | readonly Yaml[] | YamlMap;

/** A map in the order in which it is written. */
export interface YamlMap {
  readonly [key: string]: Yaml;
}

/** A map that is written on one line. */
const inline = Symbol('inline');

/** Marks a map that is written on one line, `{ a: 1 }`. */
export function onOneLine<T extends YamlMap>(map: T): T {
  Object.defineProperty(map, inline, { value: true });
  return map;
}

/** A map without a prototype, so that `__proto__` is a key like any other. */
export function mapOf(entries: Iterable<readonly [string, Yaml]>): YamlMap {
  const map: Record<string, Yaml> = Object.create(null);
  for (const [key, value] of entries) map[key] = value;
  return map;
}

/** The text of a contract file; its comments are the `#` lines of `head`. */
export function yamlText(head: readonly string[], map: YamlMap): string {
  return `${head.map((line) => `# ${line}\n`).join('')}${entries(map, '')}`;
}

function entries(map: YamlMap, indent: string): string {
  return Object.entries(map)
    .map(([key, value]) => `${indent}${scalarText(key)}:${valueText(value, indent)}`)
    .join('');
}

function valueText(value: Yaml, indent: string): string {
  if (isList(value)) {
    if (value.every((item) => !isMap(item) && !isList(item))) return ` ${flowText(value)}\n`;
    return `\n${value.map((item) => itemText(item, indent)).join('')}`;
  }
  if (!isMap(value)) return ` ${scalarText(value)}\n`;
  if (inline in value || Object.keys(value).length === 0) return ` ${flowText(value)}\n`;
  return `\n${entries(value, `${indent}  `)}`;
}

/** An item of a list: on its own line, or a map over several. */
function itemText(item: Yaml, indent: string): string {
  if (!isMap(item) || inline in item) return `${indent}  - ${flowText(item)}\n`;
  return `${indent}  - ${entries(item, `${indent}    `).trimStart()}`;
}

function flowText(value: Yaml): string {
  if (isList(value)) return value.length === 0 ? '[ ]' : `[ ${value.map(flowText).join(', ')} ]`;
  if (!isMap(value)) return scalarText(value);
  const pairs = Object.entries(value).map(([key, inner]) => `${scalarText(key)}: ${flowText(inner)}`);
  return pairs.length === 0 ? '{ }' : `{ ${pairs.join(', ')} }`;
}

/** Words that other readers of YAML take for something else than text. */
const reserved = /^(?:null|true|false|yes|no|on|off|y|n|~|nan|inf)$/i;

function scalarText(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return String(value);
  if (/^[\p{L}_$][\p{L}\p{M}\p{N}_$./-]*$/u.test(value) && !reserved.test(value)) return value;
  // A double-quoted text may hold everything as an escape; single quotes are easier to read.
  return /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]*$/u.test(value)
    ? `'${value.replaceAll("'", "''")}'`
    : JSON.stringify(value);
}

function isList(value: Yaml): value is readonly Yaml[] {
  return Array.isArray(value);
}

function isMap(value: Yaml): value is YamlMap {
  return typeof value === 'object' && value !== null && !isList(value);
}
