import type { Place } from './finding.ts';
import type { Contract } from './model.ts';
import type { YamlNode } from './yaml/index.ts';

/** A contract as far as it could be read: what the rules look at. */
export interface Draft {
  readonly contract: Contract;
  /** False when something was left out of the model, so that rules about what is missing would be wrong. */
  readonly complete: boolean;
  /** False when a mapping file could not be read: names of mappings may be unknown for that reason. */
  readonly allMappings: boolean;
  /** Whether the file has something at this place of a model, right or wrong. */
  has(model: object, ...keys: readonly (string | number)[]): boolean;
  /**
   * The place of a part of a model, by the keys and indexes that lead to it in the file; of the nearest thing
   * above it when the file does not have it.
   */
  at(model: object, ...keys: readonly (string | number)[]): Place;
  /** The same, but for a last key in a map the place of the key itself, not of its value. */
  keyAt(model: object, ...keys: readonly (string | number)[]): Place;
}

/** Remembers which YAML each model was read from. */
export class Origins {
  readonly #nodes = new WeakMap<object, YamlNode>();

  remember<Model extends object>(model: Model, node: YamlNode): Model {
    this.#nodes.set(model, node);
    return model;
  }

  has(model: object, keys: readonly (string | number)[]): boolean {
    let node = this.#nodes.get(model);
    for (const key of keys) node = node && step(node, key);
    return node !== undefined;
  }

  at(model: object, keys: readonly (string | number)[], fallback: Place): Place {
    let node = this.#nodes.get(model);
    if (node === undefined) return fallback;
    let place = node.place;
    for (const key of keys) {
      const next = step(node, key);
      if (next === undefined) return place;
      node = next;
      place = node.place;
    }
    return place;
  }

  keyAt(model: object, keys: readonly (string | number)[], fallback: Place): Place {
    let node = this.#nodes.get(model);
    for (const key of keys.slice(0, -1)) node = node && step(node, key);
    const last = keys.at(-1);
    const entry = node?.kind === 'map' ? node.entries.find(({ key }) => key === last) : undefined;
    return entry?.keyPlace ?? this.at(model, keys, fallback);
  }
}

function step(node: YamlNode, key: string | number): YamlNode | undefined {
  if (node.kind === 'map') return node.entries.find((entry) => entry.key === String(key))?.value;
  if (node.kind === 'list') return node.items[Number(key)];
  return undefined;
}
