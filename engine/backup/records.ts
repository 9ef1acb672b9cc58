/** What the names of the product's own record collections begin with (design §8). */
const prefix = 'migration_';

/** Whether a collection holds records of the product itself rather than data of the business. */
export function isRecord(collection: string): boolean {
  return collection.startsWith(prefix);
}

/** Where a restore notes that it is under way; gone once it has ended. */
export const restoresCollection = `${prefix}restores`;
