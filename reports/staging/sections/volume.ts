import type { StageResult } from '../../../engine/rehearsal/index.ts';
import { formatCount, formatPercent } from '../../format/index.ts';
import type { Catalogue } from '../../texts/index.ts';

export interface VolumeRow {
  readonly entity: string;
  readonly title: string;
  readonly total: string;
  readonly migrated: string;
  readonly quarantined: string;
  readonly landed: string;
  readonly of: string;
  readonly percent: string;
}

/** *Volumen de Datos Migrados*: one row per entity (R057), rates as the facts cut them (I14). */
export function volumeRows(result: StageResult, texts: Catalogue): readonly VolumeRow[] {
  return result.entities.map((entity) => ({
    entity: entity.entity,
    title: entity.title ?? entity.entity,
    total: formatCount(entity.total),
    migrated: formatCount(entity.migrated),
    quarantined: formatCount(entity.quarantined),
    landed: formatCount(entity.match.landed),
    of: formatCount(entity.match.of),
    percent: formatPercent(entity.match.percent) ?? texts.notApplicable,
  }));
}
