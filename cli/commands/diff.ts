import { isAbsolute, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Option } from 'commander';
import {
  diff as compare,
  type Diff,
  diffJunit,
  diffSarif,
  levels,
  objectionsTo,
  reaches,
} from '../../engine/comparison/index.ts';
import { renderDiffHtml, renderDiffMarkdown, renderDiffText } from '../../reports/index.ts';
import type { CommandFile } from '../command.ts';
import { contractFolder } from '../contract.ts';
import { wrongCall } from '../failure.ts';
import { contract, json, language, takes, type Values } from '../options.ts';
import type { Output } from '../output.ts';
import { product } from '../product.ts';
import { type OpenedVersion, openRevision, openVersion } from '../versions.ts';

const formats = ['text', 'md', 'html', 'json', 'sarif', 'junit'] as const;

/** `drawer diff`: what changed between two versions of a contract, and what kind of change it is. */
export const diff: CommandFile = {
  name: 'diff',
  summary: 'compare two versions of a contract: what changed in meaning, of what kind, and where',
  shape: (command) => {
    command
      .argument('[from]', 'a version number, or a folder; with --git the folder that is compared')
      .argument('[to]', 'the later version')
      .addOption(new Option('--format <format>', 'how it is shown (default: text)').choices([...formats]))
      .addOption(
        new Option('--fail-on <level>', 'end with 1 for changes of this level or a worse one').choices([
          ...levels,
        ]),
      )
      .option('--git <revision>', 'compare a folder with what it was at a revision of its git repository');
    takes(command, contract, language, json);
  },
  run: async ({ words, values, output }) => {
    const { from, to } = await openBoth(words, values);
    if (from.contract.name !== to.contract.name)
      throw wrongCall(
        `${from.folder} is a version of ${from.contract.name}, ${to.folder} one of ${to.contract.name}`,
        'compare two versions of one contract',
      );
    const found = compare(from.contract, to.contract);
    show(found, { from, to }, values, output);
    for (const { folder, errors } of [from, to])
      if (errors.length > 0)
        output.tell(
          `${folder} has ${errors.length} errors (drawer check): only what could be read is compared`,
        );
    const { failing, bump } = objectionsTo(found, values.failOn);
    const objected = failing.length > 0 || (bump && values.git === undefined);
    return objected || from.errors.length + to.errors.length > 0 ? 'found' : 'done';
  },
};

interface Both {
  readonly from: OpenedVersion;
  readonly to: OpenedVersion;
}

async function openBoth([first, second]: readonly string[], values: Values): Promise<Both> {
  if (values.git !== undefined) {
    if (second !== undefined) throw wrongCall('--git takes one folder');
    const to = await openVersion(first ?? (await contractFolder(values.contract)), values.contract);
    return { from: await openRevision(to.folder, values.git), to };
  }
  if (first === undefined || second === undefined) throw wrongCall('two versions are needed: FROM and TO');
  return { from: await openVersion(first, values.contract), to: await openVersion(second, values.contract) };
}

function show(found: Diff, { from, to }: Both, values: Values, output: Output): void {
  const lang = values.lang ?? 'es';
  const folders = { from: from.folder, to: to.folder };
  const format = output.json ? 'json' : (values.format ?? 'text');
  const uriOf = (side: 'from' | 'to', file: string): string => uri(join(folders[side], file));
  const failOn = values.failOn ?? 'breaking';
  const tool = { name: 'drawer', version: product().version };
  if (format === 'json') output.document({ command: 'diff', ...found });
  else if (format === 'sarif') output.document(diffSarif(found, { tool, uriOf, lang }));
  else {
    const texts = {
      text: () => renderDiffText(found, lang),
      md: () => renderDiffMarkdown(found, folders, lang),
      html: () => renderDiffHtml(found, folders, lang),
      junit: () => diffJunit(found, (change) => reaches(change, failOn), lang),
    };
    output.print(texts[format]().trimEnd());
  }
}

function uri(path: string): string {
  if (isAbsolute(path)) return pathToFileURL(path).href;
  return path.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}
