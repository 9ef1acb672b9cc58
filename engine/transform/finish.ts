import type { DraftDocument } from '../bson/index.ts';
import type { ClientWork } from './client-work.ts';
import { DocumentEffects, newScope } from './evaluation.ts';
import { evaluateLeaves } from './leaves.ts';
import type { Part, Warning } from './outcome.ts';
import { setAt, valueAt } from './values.ts';

/** What `finish` gave: the parts it wrote into the drawer, and those that are written only on a change. */
export interface Finished {
  readonly parts: readonly Part[];
  readonly onChange: readonly Part[];
  readonly warnings: readonly Warning[];
}

const nothingBlank = (): boolean => false;

/**
 * Computes the contract's `finish` on the assembled drawer, in the order of the contract: each value sees those
 * before it. Writes into `drawer`. Throws a data fault.
 */
export function finishDrawer(work: ClientWork, drawer: DraftDocument): Finished {
  const { plan, context } = work;
  const effects = new DocumentEffects();
  const scope = newScope({
    client: work.client,
    run: context.run,
    sound: work.sound,
    landed: work.landed,
    legacy: work.legacy,
    drawer,
  });
  const parts: Part[] = [];
  const onChange: Part[] = [];
  for (const leaf of plan.finish) {
    const [result] = evaluateLeaves([leaf], nothingBlank, drawer, scope, context.run.now, effects);
    if (result === undefined) continue;
    const { value } = result;
    const part = {
      label: leaf.label,
      path: leaf.path,
      key: undefined,
      keyPath: undefined,
      value,
      kept: false,
    };
    if (!leaf.onChange) {
      setAt(drawer, leaf.path, value);
      parts.push(part);
    } else {
      onChange.push(part);
      if (valueAt(work.existing, leaf.path) === undefined) setAt(drawer, leaf.path, value);
    }
  }
  return { parts, onChange, warnings: effects.warnings };
}
