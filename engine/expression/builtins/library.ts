import jsonata from 'jsonata';

/** A function of the jsonata package itself: synchronous, and with its own checks already passed. */
export type LibraryFunction = (this: unknown, ...args: unknown[]) => unknown;

interface Definition {
  readonly implementation: LibraryFunction;
}

async function implementationOf(name: string): Promise<LibraryFunction> {
  const definition = (await jsonata(`$${name}`).evaluate(undefined)) as Definition;
  return definition.implementation;
}

/** The number and date pictures of XPath, which the package implements without waiting. */
export const library = {
  formatNumber: await implementationOf('formatNumber'),
  formatInteger: await implementationOf('formatInteger'),
  parseInteger: await implementationOf('parseInteger'),
  fromMillis: await implementationOf('fromMillis'),
  toMillis: await implementationOf('toMillis'),
};
