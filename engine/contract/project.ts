import { expressionCodes } from './expressions/codes.ts';
import type { Finding, Place } from './finding.ts';
import type { ReadContext, StageCode } from './reading/context.ts';
import { readingCodes } from './reading/index.ts';
import { checkLanguage } from './reading/language.ts';
import { entriesOf, openMap, wrongKind } from './reading/map.ts';
import { readText, readTexts } from './reading/values.ts';
import { type CodeEntry, collectFindings } from './report.ts';
import { parseYaml, type YamlNode, yamlCodes } from './yaml/index.ts';

/** `drawer.yaml` at the root of a project: where things are, so that commands need fewer options. */
export interface ProjectModel {
  /** Folder of the contract version, relative to the project. */
  readonly contract: string | undefined;
  readonly environments: Readonly<Partial<Record<EnvironmentName, EnvironmentModel>>>;
  /** Deployments that are production whatever is said. */
  readonly production: readonly string[];
}

export type EnvironmentName = 'staging' | 'production';

/** What holds in one environment; options and environment variables override it. */
export interface EnvironmentModel {
  /** STORE texts, as the options of the same names take them. */
  readonly source: string | undefined;
  readonly target: string | undefined;
  readonly records: string | undefined;
  /** Values of the contract's parameters, as text. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Names of databases by alias. */
  readonly databases: Readonly<Record<string, string>>;
  readonly place: Place;
}

/** Codes that only `drawer.yaml` can have; it has those of YAML and of shapes too. */
export const projectCodes = {
  'project.credentials': {
    severity: 'error',
    meaning: 'A store is given with a user and password in it.',
    remedy:
      'Leave them out and give the whole URI in the environment (`MONGO_URL`): files like this are shared.',
  },
} as const satisfies Record<string, CodeEntry>;

export type ProjectCode = keyof typeof projectCodes;

/** Reads the text of a `drawer.yaml`; the project only when nothing in it is wrong. Pure, and never throws. */
export function readProject(
  text: string,
  file = 'drawer.yaml',
): { readonly project?: ProjectModel; readonly findings: readonly Finding[] } {
  const { report, findings } = collectFindings<StageCode | ProjectCode>({
    ...yamlCodes,
    ...readingCodes,
    ...expressionCodes,
    ...projectCodes,
  });
  const context = contextFor(report);
  const node = parseYaml(file, text, report);
  const map = openMap(node, ['drawer', 'contract', 'environments', 'production'], file, context);
  if (map) checkLanguage(map, 'drawer', context);
  const environments: Partial<Record<EnvironmentName, EnvironmentModel>> = {};
  const names = openMap(map?.get('environments'), environmentNames, 'environments', context);
  for (const name of environmentNames) {
    const environment = readEnvironment(names?.get(name), name, context, (place, message) =>
      report('project.credentials', place, message),
    );
    if (environment) environments[name] = environment;
  }
  const project: ProjectModel = {
    contract: readText(map?.get('contract'), 'contract', context),
    environments,
    production: readTexts(map?.get('production'), 'production', context),
  };
  const found = findings();
  const sound = map !== undefined && !found.some(({ severity }) => severity === 'error');
  return { ...(sound ? { project: Object.freeze(project) } : {}), findings: found };
}

const environmentNames: readonly EnvironmentName[] = ['staging', 'production'];

/** Nothing in a project is an expression; only reporting is needed. */
function contextFor(report: ReadContext['report']): ReadContext {
  const context: ReadContext = {
    report,
    compile: () => undefined,
    declaring: () => context,
    placeholder: () => {
      throw new Error('a project has no expressions');
    },
    leaveOut: () => {},
    remember: (model) => model,
  };
  return context;
}

function readEnvironment(
  node: YamlNode | undefined,
  name: string,
  context: ReadContext,
  objection: (place: Place, message: string) => void,
): EnvironmentModel | undefined {
  const keys = ['source', 'target', 'records', 'parameters', 'databases'];
  const map = openMap(node, keys, name, context);
  if (map === undefined) return undefined;
  const store = (key: string): string | undefined => {
    const value = map.get(key);
    const text = readText(value, key, context);
    if (value && text !== undefined && /^[a-z+]+:\/\/[^/]*@/i.test(text)) {
      objection(value.place, `${key} of ${name} holds a user or password`);
    }
    return text;
  };
  return {
    source: store('source'),
    target: store('target'),
    records: store('records'),
    parameters: readValues(map.get('parameters'), 'parameters', context),
    databases: readValues(map.get('databases'), 'databases', context),
    place: map.place,
  };
}

/** A map of free names to texts; numbers and booleans are taken as they are written. */
function readValues(
  node: YamlNode | undefined,
  what: string,
  context: ReadContext,
): Readonly<Record<string, string>> {
  const values: Record<string, string> = Object.create(null);
  for (const { key, value } of entriesOf(node, what, context)) {
    if (value.kind === 'scalar' && value.value !== null) values[key] = String(value.value);
    else wrongKind(value, key, 'a text, number or boolean', context);
  }
  return values;
}
