import type { CaseModel } from './cases-model.ts';
import type { ContractCode } from './codes.ts';
import { type Draft, Origins } from './draft.ts';
import { bindFunctions, compilerFor, type Instrument, placeholderAt } from './expressions/index.ts';
import { fileNames, namedFile, type ParsedFiles } from './files.ts';
import type { Place } from './finding.ts';
import type {
  Contract,
  FunctionModel,
  MappingModel,
  PolicyModel,
  SchemaModel,
  SourceModel,
} from './model.ts';
import {
  type ContractReading,
  emptyPolicy,
  type ReadContext,
  readCases,
  readContractFile,
  readFunctions,
  readMapping,
  readPolicy,
  readSchema,
} from './reading/index.ts';
import type { Report } from './report.ts';
import { readAccepted, readSeal } from './sealing/index.ts';
import { workOrder } from './work-order.ts';
import type { YamlNode } from './yaml/index.ts';

export interface Assembly {
  /** Undefined when `contract.yaml` itself could not be read. */
  readonly draft: Draft | undefined;
  readonly policy: PolicyModel;
  readonly cases: readonly CaseModel[];
}

/** Puts the model together from a contract's parsed files, reporting what can't be read. */
export function assemble(
  files: ParsedFiles,
  directory: string,
  report: Report<ContractCode>,
  instrument?: Instrument,
): Assembly {
  const origins = new Origins();
  let complete = true;
  const contextOf = (
    names: readonly string[],
    functions: Readonly<Record<string, unknown>>,
  ): ReadContext => ({
    report,
    compile: compilerFor(functions, names, report, instrument),
    declaring: (more) => contextOf([...names, ...more], functions),
    placeholder: placeholderAt,
    leaveOut: () => {
      complete = false;
    },
    remember: (model, node) => origins.remember(model, node),
  });
  const plain = contextOf([], {});
  const functionFile = fileAt(files, fileNames.functions, plain);
  const readings = functionFile ? readFunctions(functionFile, plain) : [];
  const functions = bindFunctions(readings, plain, instrument);
  const context = contextOf([], functions.table);
  const cases = readCaseFiles(files, context);
  const contractFile = neededFile(files, fileNames.contract, context);
  const reading = contractFile && readContractFile(contractFile, context);
  const mappings = readMappings(files, reading, context);
  const schemas = readSchemas(files, context);
  const policyFile = neededFile(files, fileNames.policy, context);
  const policy = policyFile ? readPolicy(policyFile, context) : emptyPolicy;
  if (reading === undefined) return { draft: undefined, policy, cases };
  const sealed = fileAt(files, fileNames.seal, context);
  const accepting = fileAt(files, fileNames.accepted, context);
  const seal = sealed && readSeal(sealed, context);
  const accepted = accepting ? readAccepted(accepting, context) : [];
  const parts = { mappings, policy, functions: functions.models, seal, accepted };
  const contract = contractOf(reading, parts, directory, (name, node) =>
    schemaNamed(name, node, files, schemas, context),
  );
  origins.remember(contract, reading.node);
  for (const [index, source] of contract.sources.entries()) {
    const node = reading.sources[index]?.node;
    if (node) origins.remember(source, node);
  }
  reportUnused(files, reading, context);
  const root: Place = { file: fileNames.contract, line: 1, column: 1 };
  return {
    draft: {
      contract,
      complete,
      allMappings: mappings.length === new Set(reading.mappings.map(({ file }) => file)).size,
      has: (model, ...keys) => origins.has(model, keys),
      at: (model, ...keys) => origins.at(model, keys, root),
      keyAt: (model, ...keys) => origins.keyAt(model, keys, root),
    },
    policy,
    cases,
  };
}

interface Parts {
  readonly mappings: readonly MappingModel[];
  readonly policy: PolicyModel;
  readonly functions: readonly FunctionModel[];
  readonly seal: Contract['seal'];
  readonly accepted: Contract['accepted'];
}

function contractOf(
  reading: ContractReading,
  parts: Parts,
  directory: string,
  schemaOf: (file: string | undefined, node: YamlNode | undefined) => SchemaModel,
): Contract {
  const { name, version, title, parameters, cutoff, client, databases, finish, target } = reading;
  return {
    directory,
    name,
    version,
    title,
    parameters,
    cutoff,
    client,
    target: { ...target, schema: schemaOf(target.schema?.file, target.schema?.node) },
    databases,
    sources: reading.sources.map(({ node: _, schema, ...source }): SourceModel => {
      return { ...source, schema: schemaOf(schema?.file, schema?.node) };
    }),
    ...parts,
    workOrder: workOrder(parts.mappings),
    finish,
    digests: { mapping: '', policy: '' },
  };
}

function fileAt(files: ParsedFiles, path: string, context: ReadContext): YamlNode | undefined {
  if (!files.has(path)) return undefined;
  const node = files.get(path);
  if (node === undefined) context.leaveOut();
  return node;
}

function neededFile(files: ParsedFiles, path: string, context: ReadContext): YamlNode | undefined {
  if (!files.has(path)) {
    context.report('file.missing', { file: path, line: 1, column: 1 }, `the file ${path} is not there`);
    context.leaveOut();
  }
  return fileAt(files, path, context);
}

/** The mapping files that the contract lists; all there are when it can't be read. */
function readMappings(
  files: ParsedFiles,
  reading: ContractReading | undefined,
  context: ReadContext,
): readonly MappingModel[] {
  if (reading === undefined) {
    for (const [path, node] of files)
      if (path.startsWith('mappings/') && node) readMapping(path, node, context);
    return [];
  }
  const seen = new Set<string>();
  return reading.mappings.flatMap(({ file, node }) => {
    if (seen.has(file)) {
      context.report('file.duplicate', node.place, `${file} is listed already`);
      return [];
    }
    seen.add(file);
    const parsed = namedFile(files, file, node, context);
    const mapping = parsed && readMapping(file, parsed, context);
    if (mapping === undefined) context.leaveOut();
    return mapping === undefined ? [] : [mapping];
  });
}

function readSchemas(files: ParsedFiles, context: ReadContext): ReadonlyMap<string, SchemaModel> {
  const schemas = new Map<string, SchemaModel>();
  for (const [path, node] of files) {
    const schema = path.startsWith('schemas/') && node ? readSchema(path, node, context) : undefined;
    if (schema) schemas.set(path, schema);
  }
  return schemas;
}

/** The schema of a file; one that says nothing when the file is not there or can't be read. */
function schemaNamed(
  file: string | undefined,
  node: YamlNode | undefined,
  files: ParsedFiles,
  schemas: ReadonlyMap<string, SchemaModel>,
  context: ReadContext,
): SchemaModel {
  const place: Place = node?.place ?? { file: fileNames.contract, line: 1, column: 1 };
  const open: SchemaModel = { file: file ?? '', json: {}, placeOf: () => place };
  if (file === undefined || node === undefined) return open;
  const known = schemas.get(file);
  if (known) return known;
  const parsed = namedFile(files, file, node, context);
  return (parsed && readSchema(file, parsed, context)) ?? open;
}

function readCaseFiles(files: ParsedFiles, context: ReadContext): readonly CaseModel[] {
  return [...files].flatMap(([path, node]) => {
    const own: ReadContext = { ...context, leaveOut: () => {} };
    return path.startsWith('cases/') && node ? readCases(path, node, own) : [];
  });
}

/** Warns of mapping and schema files that the contract does not name. */
function reportUnused(files: ParsedFiles, reading: ContractReading, context: ReadContext): void {
  const named = new Set([
    reading.target.schema?.file,
    ...reading.sources.map(({ schema }) => schema?.file),
    ...reading.mappings.map(({ file }) => file),
  ]);
  for (const path of files.keys()) {
    if (named.has(path) || !/^(mappings|schemas)\//.test(path)) continue;
    context.report('file.unused', { file: path, line: 1, column: 1 }, `nothing names ${path}`);
  }
}
