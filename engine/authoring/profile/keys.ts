import { compareText } from '../../bson/index.ts';
import type { KeyProfile, LinkProfile } from './facts.ts';
import { isStrong } from './links.ts';
import type { Related } from './relations.ts';

/**
 * Paths outside of lists whose ids almost never come twice: at least nine of ten documents have one of their own, and
 * they are not ids of another collection.
 */
export function keysOf(related: readonly Related[], links: readonly LinkProfile[]): readonly KeyProfile[] {
  const borrowed = new Set(links.filter(isStrong).map(({ collection, path }) => `${collection}\n${path}`));
  return related.flatMap(({ name, census, ids }) =>
    [...ids]
      .filter(
        ([path]) =>
          path === '_id' || !(path.includes('[]') || path.includes('*') || borrowed.has(`${name}\n${path}`)),
      )
      .map(([path, sample]): KeyProfile => {
        const counts = sample.entries().map(({ facts }) => facts.count);
        const repeated = counts.filter((count) => count > 1);
        return {
          collection: name,
          path,
          documents: census.documents,
          distinct: sample.distinct(),
          repeated: repeated.length,
          repeated_documents: repeated.reduce((sum, count) => sum + count, 0),
        };
      })
      .filter(({ path, documents, distinct }) => path === '_id' || distinct.count * 10 >= documents * 9)
      .filter(({ documents }) => documents > 1)
      .sort((a, b) => Number(b.path === '_id') - Number(a.path === '_id') || compareText(a.path, b.path)),
  );
}
