/**
 * The candidate that was probably meant by `name`, for "did you mean": equal but for normalisation or case,
 * else the nearest by edit distance within a third of its length. Undefined when none is near.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  const normal = normalise(name);
  const limit = Math.max(1, Math.floor(normal.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  let asked = 0;
  for (const candidate of candidates) {
    if (++asked > mostCandidates) break;
    const other = normalise(candidate);
    if (other === normal) return candidate;
    const distance = editDistance(normal, other, bestDistance - 1);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** `did you mean "x"?`, or undefined when nothing is near. */
export function didYouMean(name: string, candidates: Iterable<string>): string | undefined {
  const near = nearest(name, candidates);
  return near === undefined ? undefined : `did you mean ${JSON.stringify(near)}?`;
}

const mostCandidates = 2000;
const longestName = 200;

function normalise(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[-_\s]/g, '');
}

/** Edits (insert, drop, replace, swap of neighbours) from `a` to `b`; anything over `limit` may come as `limit + 1`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit || a.length > longestName || b.length > longestName)
    return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(at(previous, j) + 1, at(row, j - 1) + 1, at(previous, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, at(before, j - 2) + 1);
      row.push(cost);
    }
    before = previous;
    previous = row;
  }
  return at(previous, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
