import type { LeafPlan, MappingPlan, Place } from '../../contract/index.ts';
import { expressionsOf, type Placed } from '../expressions.ts';
import type { ClientTrace } from '../tracing/client-trace.ts';
import type { TracedContract } from '../tracing/traced-contract.ts';
import { waysOf } from './branches.ts';

/** A part of the contract that no case reaches. */
export interface Unreached {
  readonly place: Place;
  readonly kind: 'expression' | 'branch';
  /** What it is: a field, a rule, a branch. */
  readonly what: string;
}

/** How many there are, and how many of them cases reach. */
export interface Covered {
  readonly reached: number;
  readonly of: number;
}

/** What the cases of a contract reach of it. */
export interface CaseCoverage {
  readonly expressions: Covered;
  readonly branches: Covered;
  /** In the order of file and line. */
  readonly unreached: readonly Unreached[];
}

/** What happened in the cases beside evaluations. */
export class Events {
  readonly given = new Set<LeafPlan>();
  readonly chosen = new Set<MappingPlan>();
  readonly filled = new Set<MappingPlan>();
  readonly conflicting = new Set<MappingPlan>();

  /** Takes note of what became of one client. */
  note(trace: ClientTrace): void {
    for (const { leaf, result } of trace.facts) if (result !== undefined) this.given.add(leaf);
    const { documents } = trace.outcome;
    for (const { mapping, role, warnings } of documents) {
      if (role === 'superseded' || role === 'filler') this.chosen.add(mapping);
      if (warnings.some(({ code }) => code === 'merge.conflict')) this.conflicting.add(mapping);
    }
    for (const [leaf, document] of trace.fills) {
      const mapping = documents.find(({ source }) => source === document.source)?.mapping;
      if (mapping?.outputs.some(({ leaves }) => leaves.includes(leaf)) === true) this.filled.add(mapping);
    }
  }
}

/** Judges what was counted. */
export function coverageOf(traced: TracedContract, events: Events): CaseCoverage {
  const { contract, plan, journal } = traced;
  const { reach } = journal;
  const items: (Unreached & { readonly reached: boolean })[] = [];
  const say = (kind: Unreached['kind'], place: Place, what: string, reached: boolean): void => {
    items.push({ kind, place, what, reached });
  };
  const givenAt = new Set([...events.given].map(({ value }) => value.place));
  for (const placed of expressionsOf(contract)) {
    const { expression, role } = placed;
    const counts = reach.of(expression.place);
    const reached =
      role === 'function'
        ? isCalled(placed, traced)
        : role === 'field' || role === 'finish'
          ? givenAt.has(expression.place)
          : counts.evaluated > 0;
    say('expression', expression.place, describe(placed), reached);
    if (role === 'exclude' || role === 'refuse' || role === 'warn') {
      say('branch', expression.place, `${describe(placed)}: when it holds`, counts.held > 0);
      say('branch', expression.place, `${describe(placed)}: when not`, counts.evaluated > counts.held);
    }
    for (const { offset, text, way, taken } of waysOf(placed, reach))
      say('branch', expression.placeOf(offset), `${shortened(text)}: ${way}`, taken);
  }
  for (const mapping of plan.mappings) {
    if (mapping.elements) continue;
    say(
      'branch',
      mapping.placeOf('choose'),
      `choose: ${mapping.choose}, of several`,
      events.chosen.has(mapping),
    );
    if (mapping.fill === 'none') continue;
    say('branch', mapping.placeOf('fill'), `fill: ${mapping.fill}`, events.filled.has(mapping));
    say('branch', mapping.placeOf('fill'), 'fill: another value', events.conflicting.has(mapping));
  }
  const count = (kind: Unreached['kind']): Covered => {
    const all = items.filter((item) => item.kind === kind);
    return { reached: all.filter(({ reached }) => reached).length, of: all.length };
  };
  return {
    expressions: count('expression'),
    branches: count('branch'),
    unreached: items.filter(({ reached }) => !reached).sort(byPlace),
  };
}

/** What an expression is, in one line. */
export function describe({ role, name, of }: Placed): string {
  switch (role) {
    case 'field':
    case 'finish':
      return name;
    case 'else':
    case 'default':
      return `${name}, $${role}`;
    case 'client':
    case 'date':
      return `${role} of ${of}`;
    case 'drawer id':
      return name;
    case 'function':
      return `function $${name}`;
    default:
      return `${role} ${name} of ${of}`;
  }
}

/** A function is reached when its body is: its text as a whole only makes it. */
function isCalled({ expression }: Placed, { journal }: TracedContract): boolean {
  return journal.reach.anyInside(expression.place);
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

function byPlace(a: Unreached, b: Unreached): number {
  if (a.place.file !== b.place.file) return a.place.file < b.place.file ? -1 : 1;
  return a.place.line - b.place.line || a.place.column - b.place.column;
}
