import type { Diff } from '../diff.ts';
import type { Level } from '../rules/index.ts';
import type { Impact, Touched } from './impact.ts';

/** A change whose rule and whose effect on the data say different things. */
export interface Disagreement {
  readonly change: string;
  readonly rule: string;
  readonly level: Level;
  /** Clients for whom a place that the change decides is another. */
  readonly clients: number;
  /** `touches`: declared harmless, and touches clients. `untouched`: declared breaking, and touches none of them. */
  readonly kind: 'touches' | 'untouched';
}

/** What the data says of a change of version, beside what the rules say. */
export interface DataVerdict {
  /** The level that the data speaks for; undefined where nothing differs. */
  readonly level: Level | undefined;
  readonly disagreements: readonly Disagreement[];
}

/**
 * The verdict of the data: values or keys lost, or documents set aside, break; changed values are to be looked at;
 * values gained add. Where rules and data disagree is what to read first.
 */
export function dataVerdict(impact: Impact, diff: Diff): DataVerdict {
  return { level: levelOf(impact), disagreements: disagreementsOf(impact, diff) };
}

function levelOf({ paths, keys, quarantined, clients }: Impact): Level | undefined {
  const some = (of: (touched: Touched) => number): boolean => paths.some((path) => of(path) > 0);
  const lost =
    some(({ lost: count }) => count) || clients.lost > 0 || keys.lost + keys.merged + keys.split > 0;
  if (lost || quarantined.length > 0) return 'breaking';
  if (some(({ changed }) => changed)) return 'review';
  return some(({ gained }) => gained) || clients.gained > 0 ? 'compatible' : undefined;
}

function disagreementsOf({ paths }: Impact, { changes }: Diff): readonly Disagreement[] {
  const found = changes.flatMap(({ id, rule, level, drawer }): readonly Disagreement[] => {
    if (drawer.length === 0) return [];
    const touched = paths.filter(({ name }) => drawer.some((place) => lies(name, place)));
    const clients = Math.max(0, ...touched.map(({ changed, lost }) => changed + lost));
    const harmless = level === 'compatible' || level === 'cosmetic';
    if (harmless && clients > 0) return [{ change: id, rule, level, clients, kind: 'touches' }];
    if (level === 'breaking' && touched.length === 0)
      return [{ change: id, rule, level, clients: 0, kind: 'untouched' }];
    return [];
  });
  return found.sort((a, b) => b.clients - a.clients);
}

/** Whether a path of a drawer lies at or below a place that the contract names, which has no `[]`. */
function lies(path: string, place: string): boolean {
  const plain = path.replaceAll('[]', '');
  return plain === place || plain.startsWith(`${place}.`);
}
