import type { StageResult } from '../../../engine/rehearsal/index.ts';
import { formatCount, formatDuration, formatPerBatch, formatSeconds } from '../../format/index.ts';
import { type Catalogue, stepText } from '../../texts/index.ts';

export interface TimingRow {
  /** `02 Cuestionarios iniciales`. */
  readonly label: string;
  readonly duration: string;
  /** `45s / 1000 registros`. */
  readonly perBatch: string;
  readonly documents: string;
  /** To the millisecond, so that the rows can be added up (I15). */
  readonly seconds: string;
}

export interface TimingSection {
  readonly rows: readonly TimingRow[];
  readonly duration: string;
  readonly seconds: string;
}

/** *Métricas de Tiempo* (R056). */
export function timingSection(result: StageResult, texts: Catalogue): TimingSection {
  return {
    rows: result.timing.map((row) => ({
      label: label(row.step, row.title ?? stepText(texts, row.step)),
      duration: formatDuration(row.seconds),
      perBatch:
        row.seconds_per_1000 === null
          ? texts.none
          : `${formatPerBatch(row.seconds_per_1000)} / 1000 ${texts.records}`,
      documents: formatCount(row.documents),
      seconds: formatSeconds(row.seconds),
    })),
    duration: formatDuration(result.total_seconds),
    seconds: formatSeconds(result.total_seconds),
  };
}

function label(step: string, title: string | null): string {
  return title === null ? step : `${step} ${title}`;
}
