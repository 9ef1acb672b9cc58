/** Lines of a sample that are told. */
const mostLines = 3;

/** Canonical texts told without what they say: kinds and lengths alone. */
export function masked(text: string): string {
  const lines = text.split('\n');
  const shown = lines.slice(0, mostLines).map(kindOf).join(', ');
  return lines.length > mostLines ? `${shown}, … (${lines.length})` : shown;
}

function kindOf(line: string): string {
  if (line.startsWith('#')) return `${line.slice(1)} elements`;
  if (line.startsWith('"')) return `text of ${line.length - 2}`;
  const wrapped = /^\{"\$(\w+)"/.exec(line);
  if (wrapped !== null) return wrapped[1] ?? 'value';
  if (/^-?[0-9]/.test(line)) return 'number';
  return ['true', 'false'].includes(line) ? 'boolean' : line === 'null' ? 'null' : 'value';
}
