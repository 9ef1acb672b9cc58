import type { ComparedVersion, DataVerdict, Impact, Level, Touched } from '../../engine/comparison/index.ts';
import { formatCount } from '../format/index.ts';
import type { Language } from '../texts/index.ts';

/** What `impact` found: the document of its `--json`. */
export interface ImpactFacts {
  readonly command: string;
  readonly from: ComparedVersion;
  readonly to: ComparedVersion;
  readonly impact: Impact;
  readonly rules: { readonly worst: Level | null; readonly counts: Readonly<Record<Level, number>> };
  readonly verdict: DataVerdict;
}

/** A part of the report: a title and rows of cells, the first row being heads. */
export interface ImpactTable {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What the report says before its tables, and the tables. */
export interface ImpactLines {
  readonly title: string;
  readonly sentences: readonly string[];
  readonly tables: readonly ImpactTable[];
}

const TEXTS = {
  es: {
    title: 'Impacto del cambio de contrato',
    levels: { breaking: 'rompe', review: 'a revisar', compatible: 'compatible', cosmetic: 'solo de forma' },
    nothing: 'nada cambia',
    clients:
      '{total} clientes: {equal} iguales, {changed} cambian, {gained} ganan drawer, {lost} lo pierden.',
    verdict: 'Las reglas dicen: {rules}. Los datos dicen: {data}.',
    touches: 'La regla {rule} ({change}) lo declara {level}, y cambia a {clients} clientes.',
    untouched: 'La regla {rule} ({change}) lo declara {level}, y no toca a ningún cliente de estos datos.',
    keys: 'Claves de idempotencia: {same} iguales, {fresh} nuevas, {lost} perdidas, {merged} fundidas, {split} partidas.',
    paths: ['Por lugar del drawer', 'Lugar', 'Cambian', 'Ganan', 'Pierden', 'Iguales', 'Ejemplo'],
    mappings: ['Por mapeo', 'Mapeo', 'Cambian', 'Ganan', 'Pierden', 'Iguales'],
    dispositions: ['Qué es de cada documento', 'Fuente', 'Antes', 'Después', 'Documentos'],
    quarantined: ['Documentos que ahora se apartan', 'Código', 'Documentos'],
    released: ['Documentos que ya no se apartan', 'Código', 'Documentos'],
    reports: 'Informes',
  },
  en: {
    title: 'Impact of the change of contract',
    levels: { breaking: 'breaking', review: 'to review', compatible: 'compatible', cosmetic: 'cosmetic' },
    nothing: 'nothing changes',
    clients: '{total} clients: {equal} equal, {changed} change, {gained} gain a drawer, {lost} lose it.',
    verdict: 'The rules say: {rules}. The data says: {data}.',
    touches: 'The rule {rule} ({change}) declares it {level}, and it changes {clients} clients.',
    untouched: 'The rule {rule} ({change}) declares it {level}, and it touches no client of this data.',
    keys: 'Idempotency keys: {same} equal, {fresh} new, {lost} lost, {merged} merged, {split} split.',
    paths: ['By place of the drawer', 'Place', 'Change', 'Gain', 'Lose', 'Equal', 'Sample'],
    mappings: ['By mapping', 'Mapping', 'Change', 'Gain', 'Lose', 'Equal'],
    dispositions: ['What became of each document', 'Source', 'Before', 'After', 'Documents'],
    quarantined: ['Documents that are set aside now', 'Code', 'Documents'],
    released: ['Documents that are no longer set aside', 'Code', 'Documents'],
    reports: 'Reports',
  },
} as const satisfies Record<Language, unknown>;

/** The report in one language, as lines and tables of texts. */
export function impactLines(facts: ImpactFacts, lang: Language): ImpactLines & { readonly reports: string } {
  const texts = TEXTS[lang];
  const { impact, from, to, rules, verdict } = facts;
  const level = (one: Level | null | undefined): string =>
    one === null || one === undefined ? texts.nothing : texts.levels[one];
  return {
    title: `${texts.title} ${to.name}: ${from.version} → ${to.version}`,
    reports: texts.reports,
    sentences: [
      ...verdict.disagreements.map((one) =>
        filled(texts[one.kind], { ...one, level: level(one.level), clients: formatCount(one.clients) }),
      ),
      filled(texts.verdict, { rules: level(rules.worst), data: level(verdict.level) }),
      filled(texts.clients, counts(impact.clients)),
      filled(texts.keys, counts(impact.keys)),
    ],
    tables: [
      table(
        texts.paths,
        impact.paths.map((path) => [...touchedRow(path), sampleOf(path)]),
      ),
      table(texts.mappings, impact.mappings.map(touchedRow)),
      table(
        texts.dispositions,
        impact.dispositions.map((row) => [row.source, row.from, row.to, formatCount(row.documents)]),
      ),
      table(
        texts.quarantined,
        impact.quarantined.map((row) => [row.code, formatCount(row.documents)]),
      ),
      table(
        texts.released,
        impact.released.map((row) => [row.code, formatCount(row.documents)]),
      ),
    ].filter(({ rows }) => rows.length > 0),
  };
}

function table([title = '', ...heads]: readonly string[], rows: ImpactTable['rows']): ImpactTable {
  return { title, heads, rows };
}

function touchedRow({ name, changed, gained, lost, equal }: Touched): readonly string[] {
  return [name, ...[changed, gained, lost, equal].map((count) => formatCount(count))];
}

function sampleOf({ samples: [first] }: Touched): string {
  return first === undefined ? '' : `${first.client}: ${first.before ?? '—'} → ${first.after ?? '—'}`;
}

function counts(figures: object): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(figures).map(([name, count]) => [name, formatCount(Number(count))]),
  );
}

function filled(text: string, values: object): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(Reflect.get(values, name)) : whole,
  );
}
