import type { Band } from '../model.ts';
import { defineRule } from './rule.ts';

export const policyBands = defineRule({
  code: 'policy.bands',
  severity: 'error',
  meaning: 'The bands of a metric overlap, leave a gap, or do not reach to both ends (I06).',
  remedy: 'Let each band begin where another ends: the first without `from`, the last without `below`.',
  check({ contract, at }, object) {
    const byMetric = new Map<string, Band[]>();
    for (const band of contract.policy.bands)
      byMetric.set(band.metric, [...(byMetric.get(band.metric) ?? []), band]);
    for (const [metric, bands] of byMetric) {
      const ordered = [...bands].sort(
        (a, b) => (a.from ?? Number.NEGATIVE_INFINITY) - (b.from ?? Number.NEGATIVE_INFINITY),
      );
      let reached: number | undefined;
      for (const [index, band] of ordered.entries()) {
        const { from, below } = band;
        if (from !== undefined && below !== undefined && below <= from)
          object(at(band, 'below'), `this band of ${metric} is empty`);
        if (index === 0) {
          if (from !== undefined && from > 0)
            object(at(band, 'from'), `no band of ${metric} covers what is below ${from}`);
        } else if (reached === undefined || from === undefined || from < reached) {
          object(band.place, `two bands of ${metric} cover ${from ?? 0}`);
        } else if (from > reached) {
          object(at(band, 'from'), `no band of ${metric} covers ${reached} to ${from}`);
        }
        reached = below;
      }
      const last = ordered.at(-1);
      if (last && reached !== undefined)
        object(at(last, 'below'), `no band of ${metric} covers ${reached} and more`);
    }
  },
});
