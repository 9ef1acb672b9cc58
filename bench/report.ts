import type { Timing } from './measure.ts';

/** A figure with the mark it is held against. */
export interface Target {
  readonly name: string;
  readonly wanted: string;
  readonly found: number;
  readonly met: boolean;
}

/** What one comparison found. */
export interface Figures {
  readonly title: string;
  readonly timings?: readonly Timing[];
  readonly stages?: readonly StageFigures[];
  readonly facts: Readonly<Record<string, string | number>>;
  readonly targets: readonly Target[];
}

/** What one staging took. */
export interface StageFigures {
  /** Documents read. */
  readonly documents: number;
  readonly drawers: number;
  /** By the clock, from the first read to the result. */
  readonly seconds: number;
  /** Processor time, all threads. */
  readonly cpuSeconds: number;
  readonly documentsPerSecond: number;
  /** Largest resident memory of the process, MiB. */
  readonly peakMiB: number;
  /** Of that, most that was allocated at a time: without the pages of mapped files. Only where the system tells. */
  readonly ownPeakMiB?: number;
  readonly verdict: string;
}

/** The figures as aligned text. */
export function renderFigures(figures: Figures): string {
  const lines = [figures.title];
  if (figures.timings !== undefined) {
    lines.push(
      ...table([
        ['', 'processor', 'clock', 'times faster'],
        ...figures.timings.map(({ name, cpu, wall, speedup }) => [
          name,
          cpu.toFixed(1),
          wall.toFixed(1),
          speedup.toFixed(2),
        ]),
      ]),
    );
  }
  if (figures.stages !== undefined) {
    lines.push(
      ...table([
        ['documents', 'drawers', 'seconds', 'documents/s', 'processor s', 'peak MiB', 'own MiB', 'verdict'],
        ...figures.stages.map((stage) => [
          String(stage.documents),
          String(stage.drawers),
          stage.seconds.toFixed(1),
          stage.documentsPerSecond.toFixed(0),
          stage.cpuSeconds.toFixed(1),
          stage.peakMiB.toFixed(0),
          stage.ownPeakMiB?.toFixed(0) ?? '-',
          stage.verdict,
        ]),
      ]),
    );
  }
  for (const { name, wanted, found, met } of figures.targets) {
    lines.push(`  ${met ? 'met   ' : 'missed'}  ${name}: ${found.toFixed(2)} (wanted ${wanted})`);
  }
  return `${lines.join('\n')}\n`;
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows.map((row) =>
    `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')}`.trimEnd(),
  );
}
