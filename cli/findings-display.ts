import { isAbsolute, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { styleText } from 'node:util';
import {
  contractCodes,
  describeFinding,
  type LoadedContract,
  type Paint,
  sarifLog,
} from '../engine/contract/index.ts';
import type { Output } from './output.ts';
import { product } from './product.ts';
import { counted } from './size.ts';

const styles = { error: 'red', warning: 'yellow', strong: 'bold', faint: 'dim' } as const;
const colours: Paint = (text, emphasis) => styleText(styles[emphasis], text);

/** Prints what a check has found: each finding with its line, and how many there are. */
export function showCheck(directory: string, { contract, ...loaded }: LoadedContract, output: Output): void {
  const paint = output.colour ? colours : undefined;
  for (const finding of loaded.findings) {
    const { file } = finding.place;
    const view = { source: loaded.texts.get(file), file: join(directory, file), ...(paint && { paint }) };
    output.print(`${describeFinding(finding, view)}\n`);
  }
  if (contract !== undefined)
    output.print(`${contract.name} ${contract.version}, mapping ${contract.digests.mapping}`);
  const { errors, warnings } = tally(loaded);
  const waived = loaded.waived.length === 0 ? '' : `, ${loaded.waived.length} waived`;
  output.print(`${directory}: ${counted(errors, 'error')}, ${counted(warnings, 'warning')}${waived}`);
}

/** The document of `check --json`. */
export function checkDocument(directory: string, loaded: LoadedContract): object {
  const { contract, findings, waived } = loaded;
  return {
    command: 'check',
    directory,
    contract:
      contract === undefined ? null : { name: contract.name, version: contract.version, ...contract.digests },
    ...tally(loaded),
    findings,
    waived: waived.map(({ finding, waiver: { reason, until } }) => ({ ...finding, reason, until })),
  };
}

/** The log of `check --sarif`; its files are named from the folder where the command runs. */
export function checkLog(directory: string, { findings, waived }: LoadedContract): object {
  const uriOf = (file: string): string => {
    const path = join(directory, file);
    if (isAbsolute(path)) return pathToFileURL(path).href;
    return path.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  };
  const { version } = product();
  return sarifLog({ findings, waived, codes: contractCodes, tool: { name: 'drawer', version }, uriOf });
}

function tally({ findings }: LoadedContract): { readonly errors: number; readonly warnings: number } {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return { errors, warnings: findings.length - errors };
}
