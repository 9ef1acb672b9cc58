import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPackageRoot } from './package-root.ts';

/** The text of a file below `reports/templates/`. */
export function readTemplate(path: string): string {
  const root = findPackageRoot(dirname(fileURLToPath(import.meta.url)));
  return readFileSync(join(root, 'reports', 'templates', path), 'utf8');
}
