import {
  type Destination,
  type DocumentStory,
  type LegacyValue,
  valueJson,
} from '../engine/authoring/index.ts';
import { placeText, type Showing } from './explanation-display.ts';

/** What became of a legacy document, for people. */
export function storyLines(story: DocumentStory, showing: Showing): readonly string[] {
  const { document, drawer, disposition, role, run, fault, warnings, values } = story;
  const { directory } = showing;
  const lines = [`${document.collection}  ${showing.id(document.source, document.id)}`];
  lines.push(`  ${disposition}${role === undefined ? '' : `, ${role}`}, drawer ${showing.id('', drawer)}`);
  if (run !== undefined) lines.push(`  landed by the run ${run}`);
  if (fault !== undefined) {
    const where = fault.where === undefined ? '' : `   ${placeText(directory, fault.where)}`;
    lines.push(`  set aside: ${fault.code}${fault.detail === undefined ? '' : ` (${fault.detail})`}${where}`);
    if (fault.note !== undefined) lines.push(`    ${fault.note}`);
    if (fault.fix !== undefined) lines.push(`    ${fault.fix}`);
  }
  for (const { code, where } of warnings)
    lines.push(`  warning ${code}${where === undefined ? '' : `   ${placeText(directory, where)}`}`);
  for (const value of values) lines.push(...valueLines(value, showing));
  return lines;
}

function valueLines({ path, value, state, reason, destinations }: LegacyValue, showing: Showing): string[] {
  const said = state === 'used' ? '' : `   ${state}${reason === undefined ? '' : `: ${reason}`}`;
  return [
    `${path} = ${showing.value(value)}${said}`,
    ...destinations.map((each) => `    ${destinationText(each, showing)}`),
  ];
}

function destinationText(destination: Destination, showing: Showing): string {
  const { role, name, place, through, outcome, value } = destination;
  const via = through === undefined ? '' : ` (${through})`;
  const where = placeText(showing.directory, place);
  if (outcome === 'looked at') return `${role} ${name}${via}   ${where}`;
  const has = value === undefined ? '' : ` ${showing.value(value)}`;
  if (outcome === 'written') return `→ ${name} =${has}${via}   ${where}`;
  return `✗ ${name}: ${outcome}${outcome === 'conflict' ? has : ''}${via}   ${where}`;
}

/** The same for `--json`. */
export function storyJson(story: DocumentStory, showing: Showing, masked: boolean): object {
  const plain = (of: Parameters<typeof valueJson>[0]): unknown =>
    masked ? showing.value(of) : valueJson(of);
  const { document, client, drawer, fault, role, run, values, ...rest } = story;
  return {
    ...rest,
    document: { ...document, id: showing.id(document.source, document.id) },
    client: showing.id('', client),
    drawer: showing.id('', drawer),
    role: role ?? null,
    run: run ?? null,
    fault:
      fault === undefined
        ? null
        : { code: fault.code, where: fault.where ?? null, detail: fault.detail ?? null },
    values: values.map(({ path, value, state, reason, destinations }) => ({
      path,
      value: plain(value),
      state,
      reason: reason ?? null,
      destinations: destinations.map((each) => ({
        ...each,
        through: each.through ?? null,
        value: plain(each.value),
      })),
    })),
  };
}
