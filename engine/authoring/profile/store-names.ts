import type { SourceStore } from '../../stores/index.ts';
import type { ProfiledStore } from './census.ts';

/**
 * Short names for stores: the database of a URI, the folder of a dump or an embedded store; where two would be the
 * same, with their place.
 */
export function nameStores(stores: readonly SourceStore[]): readonly ProfiledStore[] {
  const short = stores.map(({ label }) => lastPart(label));
  return stores.map((store, at) => {
    const name = short[at]!;
    const twice = short.filter((other) => other === name).length > 1;
    return { name: twice ? `${name}#${at + 1}` : name, store };
  });
}

function lastPart(label: string): string {
  const path = label.replace(/[?#].*$/, '').replace(/[/\\]+$/, '');
  return /[^/\\:]+$/.exec(path)?.[0] ?? label;
}
