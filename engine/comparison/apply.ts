import { type Contract, type Plain, stableText } from '../contract/index.ts';
import type { Change, ChangedPart } from './change.ts';
import { elementsOf, keyText } from './elements/index.ts';
import { withNewName } from './pairing/index.ts';

/** All that a version means, part by part: `kind key` → meaning. */
export type CanonicalForm = ReadonlyMap<string, Plain>;

/** A version in its canonical form. */
export function canonicalForm(contract: Contract): CanonicalForm {
  return new Map(elementsOf(contract).map(({ kind, key, meaning }) => [`${kind} ${keyText(key)}`, meaning]));
}

/**
 * Takes what each change took out of a form, and puts in what it put in. All changes from one version to another,
 * applied to the one, give the other. Throws where a part is not as the change knows it.
 */
export function applyChanges(form: CanonicalForm, changes: readonly Change[]): CanonicalForm {
  const next = new Map(form);
  const renames = changes.filter(isRename);
  for (const rename of renames) applyRename(next, rename);
  const others = changes.filter((change) => !isRename(change));
  for (const { id, from } of others) {
    for (const part of from?.parts ?? []) {
      const name = nameOf(part);
      const known = next.get(name);
      if (known === undefined || stableText(known) !== stableText(part.meaning))
        throw new Error(`change ${id} does not fit: ${name}`);
      next.delete(name);
    }
  }
  for (const { to } of others) for (const part of to?.parts ?? []) next.set(nameOf(part), part.meaning);
  return next;
}

/** A new name: what lies below it comes along, and lists that name it name it anew. */
function applyRename(form: Map<string, Plain>, { from, to }: Change): void {
  const [old, now] = [from?.parts[0], to?.parts[0]];
  if (old === undefined || now === undefined) return;
  for (const part of from?.parts ?? []) form.delete(nameOf(part));
  for (const part of to?.parts ?? []) form.set(nameOf(part), part.meaning);
  const names = { from: lastOf(old), to: lastOf(now) };
  for (const [name, meaning] of form) {
    const [list = ''] = name.split(' ');
    form.set(name, withNewName(list, meaning, old.kind, names));
  }
}

function isRename({ rule }: Change): boolean {
  return rule.endsWith('-renamed');
}

function lastOf({ key }: ChangedPart): string {
  return (key.split('/').at(-1) ?? '').replaceAll('~1', '/').replaceAll('~0', '~');
}

/** A form as one text: equal forms have equal texts. */
export function formText(form: CanonicalForm): string {
  return [...form]
    .map(([name, meaning]) => `${name} ${stableText(meaning)}`)
    .sort()
    .join('\n');
}

function nameOf({ kind, key }: ChangedPart): string {
  return `${kind} ${key}`;
}
