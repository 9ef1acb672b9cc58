import { createRequire } from 'node:module';

/** Name and version of the product, as its package says. */
export function product(): { readonly name: string; readonly version: string } {
  const { name, version } = createRequire(import.meta.url)('client-drawer/package.json') as {
    name: string;
    version: string;
  };
  return { name, version };
}
