import type { ContractExpression, DatabaseModel, FieldModel, ParameterModel, Path } from '../model.ts';
import type { YamlNode } from '../yaml/index.ts';
import type { ReadContext } from './context.ts';
import { readDatabases } from './databases.ts';
import { readExpression } from './expression.ts';
import { readFieldTree } from './fields.ts';
import { checkLanguage } from './language.ts';
import { itemsOf, type OpenMap, openMap } from './map.ts';
import { readParameters } from './parameters.ts';
import { readSources, type SourceReading } from './sources.ts';
import { readTarget, type TargetReading } from './target.ts';
import { readName, readPath, readProse, readText } from './values.ts';

/** contract.yaml as it stands: files are still names. */
export interface ContractReading {
  readonly name: string;
  readonly version: string;
  readonly title: string | undefined;
  readonly parameters: readonly ParameterModel[];
  readonly cutoff: string | undefined;
  readonly client: { readonly id: ContractExpression; readonly into: Path };
  readonly target: TargetReading;
  readonly databases: readonly DatabaseModel[];
  readonly sources: readonly SourceReading[];
  readonly mappings: readonly { readonly file: string; readonly node: YamlNode }[];
  readonly finish: FieldModel & { kind: 'object' };
  readonly node: YamlNode;
}

const keys = [
  'drawer',
  'name',
  'version',
  'title',
  'note',
  'parameters',
  'cutoff',
  'client',
  'target',
  'databases',
  'sources',
  'mappings',
  'finish',
];

export function readContractFile(node: YamlNode, context: ReadContext): ContractReading | undefined {
  const map = openMap(node, keys, 'contract.yaml', context);
  if (map === undefined) return undefined;
  checkLanguage(map, 'drawer', context);
  readProse(map.get('note'), 'note', context);
  const finish = map.get('finish');
  const client = openMap(map.need('client'), ['id', 'into'], 'client', context);
  return {
    name: readName(map.need('name'), 'name', context) ?? '',
    version: readVersion(map.need('version'), context) ?? '',
    title: readProse(map.get('title'), 'title', context),
    parameters: readParameters(map.get('parameters'), context),
    cutoff: readText(map.get('cutoff'), 'cutoff', context),
    client: {
      id: readExpression(client?.need('id'), 'client.id', context) ?? context.placeholder(map.place),
      into: readPath(client?.need('into'), 'client.into', context) ?? [],
    },
    target: readTarget(map.need('target'), map.place, context),
    databases: readDatabases(map.get('databases'), context),
    sources: readSources(map.need('sources'), context),
    mappings: itemsOf(map.need('mappings'), 'mappings', context).flatMap((item) => {
      const file = readText(item, 'a mapping file', context);
      return file === undefined ? [] : [{ file, node: item }];
    }),
    finish: finish ? readFieldTree(finish, 'finish', 'finish', context) : emptyFinish(map),
    node: map.node,
  };
}

function emptyFinish(map: OpenMap): FieldModel & { kind: 'object' } {
  return { kind: 'object', children: [], place: map.place };
}

const semver = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$/;

function readVersion(node: YamlNode | undefined, context: ReadContext): string | undefined {
  if (node === undefined || node.kind === 'broken') return undefined;
  const source = node.kind === 'scalar' ? node.source : '';
  if (node.kind !== 'scalar' || typeof node.value !== 'string' || node.style === 'plain') {
    const hint = source === '' ? 'write it as "1.0.0"' : `quote it: "${source}"`;
    context.report('contract.version', node.place, 'the version must be a quoted text', { hint });
    return undefined;
  }
  if (!semver.test(node.value)) {
    context.report('contract.version', node.place, `${JSON.stringify(node.value)} is no semver version`, {
      hint: 'three numbers joined by dots: "1.0.0"',
    });
  }
  return node.value;
}
