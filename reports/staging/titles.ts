import type { StageResult } from '../../engine/rehearsal/index.ts';
import { formatCount } from '../format/index.ts';
import { type Catalogue, fillIn } from '../texts/index.ts';

/** The contract's title of an entity, else its name. */
export function entityTitle(result: StageResult, entity: string): string {
  return result.entities.find((candidate) => candidate.entity === entity)?.title ?? entity;
}

/** `match.<entity>` → its title with the name of the rate, for a metric that the policy doesn't title. */
export function metricTitle(result: StageResult, texts: Catalogue, metric: string): string {
  const [family = '', ...rest] = metric.split('.');
  const entity = entityTitle(result, rest.join('.'));
  if (family === 'match' && rest.length > 0) return `${texts.metrics.match} ${entity}`;
  if (family === 'unlinked' && rest.length > 0) return `${texts.metrics.unlinked} ${entity}`;
  if (metric === 'critical_errors') return texts.metrics.critical_errors;
  if (metric === 'duplicates') return texts.metrics.duplicates;
  return metric;
}

/** `1 documento`, `54 documentos`. */
export function documentsPhrase(texts: Catalogue, count: number): string {
  return count === 1 ? texts.documents.one : fillIn(texts.documents.many, formatCount(count));
}
