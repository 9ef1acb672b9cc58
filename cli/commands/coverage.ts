import { InvalidArgumentError } from 'commander';
import {
  type ContractCoverage,
  isEnough,
  measureCoverage,
  respectsOf,
  type UncoveredPath,
} from '../../engine/authoring/index.ts';
import { idMask, type ShowId } from '../../engine/rehearsal/index.ts';
import type { CommandFile } from '../command.ts';
import { atDesk } from '../desk.ts';
import { placeText } from '../explanation-display.ts';
import { contract, json, parameters, reportsFolder, showIds, source, takes } from '../options.ts';

/** `drawer coverage`: what of the drawer nothing fills, what of the legacy documents nothing reads, what no case reaches. */
export const coverage: CommandFile = {
  name: 'coverage',
  summary:
    'measure what a contract covers: fields of the drawer, paths of real documents, its own lines by cases',
  shape: (command) => {
    command.option('--min <percent>', 'end with 1 if any of the three is below it (0 to 100)', percentOf);
    takes(command, contract, source, parameters, reportsFolder, showIds, json);
  },
  run: ({ values, output }) =>
    atDesk(values, async ({ directory, traced, legacy }) => {
      const measured = await measureCoverage(traced, legacy);
      const respects = respectsOf(measured);
      const { min } = values;
      const below = min === undefined ? [] : respects.filter((respect) => !isEnough(respect, min));
      const show = idMask(legacy.scanned.digest, values.showIds ?? false);
      if (output.json)
        output.document({ command: 'coverage', respects, min: min ?? null, ...shownIds(measured, show) });
      else for (const line of linesOf(directory, measured, show)) output.print(line);
      for (const { name, covered, of, percent } of respects)
        output.print(`${name}: ${covered} of ${of}${percent === null ? '' : `, ${percent} %`}`);
      for (const { name } of below) output.print(`${name} is below ${min} %`);
      return below.length === 0 ? 'done' : 'found';
    }),
};

function linesOf(
  directory: string,
  { target, source: found, cases }: ContractCoverage,
  show: ShowId,
): readonly string[] {
  return [
    ...target.missing.map(({ path, place }) => `${placeText(directory, place)}: nothing fills ${path}`),
    ...found.missing.map((path) => `${path.source}: nothing reads ${countsOf(path, show)}`),
    ...found.undeclared.map((path) => `${path.source}: no schema has ${countsOf(path, show)}`),
    ...cases.unreached.map(
      ({ place, kind, what }) => `${placeText(directory, place)}: no case reaches this ${kind}: ${what}`,
    ),
    `${found.documents} documents; ${found.undeclared.length} paths that no schema declares, not judged`,
  ];
}

function countsOf({ source: name, path, documents, clients, examples }: UncoveredPath, show: ShowId): string {
  const of = examples.map((id) => show(name, id)).join(', ');
  return `${path}: ${documents} documents, ${clients} clients, such as ${of}`;
}

function shownIds(measured: ContractCoverage, show: ShowId): ContractCoverage {
  const masked = (paths: readonly UncoveredPath[]): readonly UncoveredPath[] =>
    paths.map((path) => ({ ...path, examples: path.examples.map((id) => show(path.source, id)) }));
  const { missing, undeclared, ...rest } = measured.source;
  return { ...measured, source: { ...rest, missing: masked(missing), undeclared: masked(undeclared) } };
}

function percentOf(text: string): number {
  if (!/^(?:100|\d{1,2})$/.test(text)) throw new InvalidArgumentError('It is a whole number from 0 to 100.');
  return Number(text);
}
