import type { Addition, Attempt, Destination, LegacyValue } from '../engine/authoring/index.ts';
import { formatPlace } from '../engine/contract/index.ts';
import { placeText, type Showing } from './explanation-display.ts';

/** How a legacy value is marked: it went into the drawer, was looked at, lost or came to nothing, is not read. */
const marks = { written: '●', looked: '○', none: '·', ignored: '-', unread: '?' } as const;

/** What the marks mean, for the end of the page. */
export const legend =
  '● in the drawer  ○ looked at by a rule  · read, and nothing of it in the drawer  - ignored  ? read by nothing';

/** One document through its mapping: the source on the left, the drawer with its contract lines on the right. */
export function attemptLines(
  { story, additions }: Attempt,
  showing: Showing,
  width: number,
): readonly string[] {
  const left = Math.max(30, Math.floor((width - 3) * 0.4));
  const { document, disposition, role, fault, warnings } = story;
  const head = `${document.collection}  ${showing.id(document.source, document.id)}`;
  const fate = `${disposition}${role === undefined ? '' : `, ${role}`} in ${showing.id('', story.drawer)}`;
  const rows: [string, string][] = [
    [head, fate],
    ['', ''],
  ];
  for (const value of story.values) rows.push(...valueRows(value, showing));
  for (const addition of additions) rows.push(['', additionText(addition, showing)]);
  const lines = rows.map(([a, b]) => `${cut(a, left).padEnd(left)} │ ${b}`.trimEnd());
  if (fault !== undefined) {
    const where = fault.where === undefined ? '' : `   ${placeText(showing.directory, fault.where)}`;
    lines.push(`set aside: ${fault.code}${fault.detail === undefined ? '' : ` (${fault.detail})`}${where}`);
    if (fault.note !== undefined) lines.push(`  ${fault.note}`);
  }
  for (const { code, where } of warnings)
    lines.push(`warning ${code}${where === undefined ? '' : `   ${placeText(showing.directory, where)}`}`);
  return lines;
}

function valueRows(value: LegacyValue, showing: Showing): [string, string][] {
  const own = `${markOf(value)} ${value.path} = ${showing.value(value.value)}`;
  const right = value.destinations.filter(({ outcome }) => outcome !== 'looked at');
  const texts =
    right.length === 0 ? [besideText(value)] : right.map((each) => destinationText(each, showing));
  return texts.map((text, at): [string, string] => [at === 0 ? own : '', text]);
}

function markOf({ state, destinations }: LegacyValue): string {
  if (state === 'ignored') return marks.ignored;
  if (state !== 'used') return marks.unread;
  if (destinations.some(({ outcome }) => outcome === 'written')) return marks.written;
  return destinations.every(({ outcome }) => outcome === 'looked at') ? marks.looked : marks.none;
}

function besideText({ state, reason, destinations }: LegacyValue): string {
  if (state === 'ignored') return `(${reason ?? 'ignored'})`;
  if (state !== 'used') return `(${state})`;
  return destinations
    .map(({ role, name, place }) => `(${role} ${name} ${formatPlace(place)})`)
    .slice(0, 2)
    .join(' ');
}

function destinationText({ name, outcome, value, place }: Destination, showing: Showing): string {
  const where = formatPlace(place);
  if (outcome === 'written') return `${name} = ${showing.value(value)}   ${where}`;
  const has = outcome === 'conflict' ? `, which holds another value` : '';
  return `✗ ${name}: ${outcome}${has}   ${where}`;
}

function additionText({ path, value, place }: Addition, showing: Showing): string {
  return `${path} = ${showing.value(value)}${place === undefined ? '' : `   ${formatPlace(place)}`}`;
}

function cut(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}
