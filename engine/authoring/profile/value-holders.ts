import type { BsonValue } from '../../bson/index.ts';
import { typeName } from '../../bson/index.ts';
import { scalarOf } from './scalar.ts';

/**
 * For values that may be shown when enough clients have them: how many do, counted no further than needed. What one
 * client alone says is nobody else's business.
 */
export class ValueHolders {
  readonly #enough: number;
  readonly #paths: ReadonlyMap<string, Map<string, Set<number>>>;

  constructor(paths: readonly string[], enough: number) {
    this.#enough = enough;
    this.#paths = new Map(paths.map((path) => [path, new Map()]));
  }

  /** Notes that the client with this hash has the value. */
  add(path: string, value: BsonValue, client: number): void {
    const values = this.#paths.get(path);
    if (values === undefined) return;
    const type = typeName(value);
    if (type === 'null' || type === 'object' || type === 'array') return;
    const { key } = scalarOf(value, type);
    let holders = values.get(key);
    if (holders === undefined) {
      holders = new Set();
      values.set(key, holders);
    }
    if (holders.size < this.#enough) holders.add(client);
  }

  /** Whether enough clients have the value with this key. */
  common(path: string, key: string): boolean {
    return (this.#paths.get(path)?.get(key)?.size ?? 0) >= this.#enough;
  }
}
