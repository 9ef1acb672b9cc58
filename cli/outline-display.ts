import type { Outline } from '../engine/migration/index.ts';
import type { Output } from './output.ts';

/** An outline as lines: drawers, then each source with its dispositions, then why documents are set aside. */
export function tellOutline({ steps, drawers, quarantine, conflicts }: Outline, output: Output): void {
  const { inserted, changed, unchanged } = drawers;
  output.print(`drawers: ${inserted} inserted, ${changed} changed, ${unchanged} unchanged`);
  for (const { step, entity, collections } of steps) {
    output.print(`${step} ${entity}`);
    for (const [name, counts] of Object.entries(collections)) {
      const some = Object.entries(counts).filter(([, count]) => count > 0);
      const text = some.map(([disposition, count]) => `${count} ${disposition}`).join(', ');
      output.print(`  ${name}: ${text === '' ? 'nothing' : text}`);
    }
  }
  for (const { code, source: name, where, count } of quarantine)
    output.print(`${count} set aside: ${code}  ${name}${where === null ? '' : `  ${where}`}`);
  for (const { path, count } of conflicts) output.print(`${count} in conflict: ${path}`);
}
