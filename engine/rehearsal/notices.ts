import type { MigrationResult } from '../migration/index.ts';
import type { StoreNotice } from '../stores/index.ts';

/** What the documents have shown that is worth telling and belongs to no single one of them. */
export function migrationNotices(migration: MigrationResult): readonly StoreNotice[] {
  const spellings = [...migration.mixedSpellings].map(([ways, clients]) => ({
    code: 'client.spelling',
    message: `${clients} × (${ways})`,
    place: '',
  }));
  const repeated = [...migration.repeated]
    .filter(([, times]) => times > 0)
    .map(([source, times]) => ({ code: 'source.read_twice', message: `${times} ×`, place: source }));
  return [...spellings, ...repeated];
}
