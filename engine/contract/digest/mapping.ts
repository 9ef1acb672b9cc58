import type {
  AsideModel,
  Contract,
  FieldModel,
  IndexModel,
  MappingModel,
  OutputModel,
  Path,
  RuleModel,
  SourceModel,
  TakingModel,
} from '../model.ts';
import { meaningOfSchema } from './schema.ts';
import { type Plain, unordered } from './stable.ts';
import { meaningOf } from './syntax.ts';

/**
 * What a contract's mapping means: parameters, client, target, sources, mappings, functions, finish, schemas. Not
 * its name and version, nor anything for people; equal meanings of two versions are equal.
 */
export function mappingMeaning(contract: Contract): Plain {
  const { client, target } = contract;
  return {
    parameters: unordered(
      contract.parameters.map((each) => ({
        name: each.name,
        type: each.type,
        required: each.required,
        default: each.default ?? null,
      })),
    ),
    cutoff: contract.cutoff ?? null,
    client: { id: meaningOf(client.id), into: client.into },
    target: {
      collection: target.collection,
      schema: meaningOfSchema(target.schema.json),
      indexes: unordered(target.indexes.map(indexMeaning)),
      volatile: unordered(target.volatile),
      once: unordered(target.once.map(({ path, names }) => ({ path, names: unordered(names) }))),
    },
    sources: unordered(contract.sources.map(sourceMeaning)),
    mappings: unordered(contract.mappings.map(oneMapping)),
    functions: unordered(contract.functions.map(({ name, value }) => ({ name, value: meaningOf(value) }))),
    finish: fieldMeaning(contract.finish),
  };
}

function indexMeaning({ keys, unique, name }: IndexModel): Plain {
  return { keys: keys.map(({ path, direction }) => [path, direction]), unique, name: name ?? null };
}

function sourceMeaning(source: SourceModel): Plain {
  return {
    name: source.name,
    collection: source.collection,
    schema: meaningOfSchema(source.schema.json),
    client: meaningOf(source.client),
    date: datesMeaning(source.dates),
    cutoff: source.cutoff.apply,
    retire: source.retire.apply,
    ignore: unordered(source.ignore.map(({ path }) => path)),
    ...addedMeaning(source),
  };
}

/** One date is written as it was before there could be several. */
function datesMeaning(dates: SourceModel['dates']): Plain {
  const [first, ...others] = dates.map(meaningOf);
  if (first === undefined) return null;
  return others.length === 0 ? first : [first, ...others];
}

/** What a source need not say: one that does not say it means what it meant before it could. */
function addedMeaning({ database, at, when, resolve }: SourceModel): Readonly<Record<string, Plain>> {
  return {
    ...(database === undefined ? {} : { database }),
    ...(at === undefined ? {} : { at: takingMeaning(at) }),
    ...(when === undefined ? {} : { when: takingMeaning(when) }),
    ...(resolve === undefined
      ? {}
      : {
          resolve: {
            source: resolve.source,
            against: meaningOf(resolve.against),
            none: asideMeaning(resolve.none),
          },
        }),
  };
}

function takingMeaning(taking: TakingModel): Plain {
  return { value: meaningOf(taking.value), code: taking.code };
}

function asideMeaning({ disposition, code }: AsideModel): Plain {
  return { disposition, code };
}

function oneMapping(mapping: MappingModel): Plain {
  return {
    name: mapping.name,
    step: mapping.step,
    from: mapping.from,
    after: unordered(mapping.after),
    order: mapping.order.map(meaningOf),
    choose: mapping.choose ?? null,
    fill: mapping.fill,
    ...(mapping.fillers.length === 0 ? {} : { fillers: fillersMeaning(mapping.fillers) }),
    blank: unordered(mapping.blank as readonly Plain[]),
    withoutDrawer: mapping.withoutDrawer,
    let: mapping.let.map(({ name, value }) => [name, meaningOf(value)]),
    exclude: mapping.exclude.map(ruleMeaning),
    refuse: mapping.refuse.map(ruleMeaning),
    warn: unordered(mapping.warn.map(ruleMeaning)),
    linked: mapping.linked ?? null,
    outputs: mapping.outputs.map(outputMeaning),
    link: unordered(mapping.link.map(({ field, value }) => [field, meaningOf(value)])),
  };
}

function fillersMeaning(fillers: MappingModel['fillers']): Plain {
  return unordered(fillers.map(({ source, alone }) => [source, asideMeaning(alone)]));
}

function ruleMeaning({ when, code, items }: RuleModel): Plain {
  return { when: meaningOf(when), code, items: items ?? null };
}

function outputMeaning(output: OutputModel): Plain {
  const { name, into, many, key, order, fields } = output;
  return {
    name,
    into,
    many,
    key: key ?? null,
    order: order as readonly Path[],
    fields: fieldMeaning(fields),
  };
}

function fieldMeaning(field: FieldModel): Plain {
  if (field.kind === 'object') {
    return { object: unordered(field.children.map(({ name, field: child }) => [name, fieldMeaning(child)])) };
  }
  const { value, default: fallback, else: twin, fill, onChange } = field;
  return {
    value: meaningOf(value),
    default: fallback ? meaningOf(fallback) : null,
    else: twin ? { leaf: twin.leaf, value: meaningOf(twin.value), warn: twin.warn } : null,
    fill,
    onChange,
  };
}
