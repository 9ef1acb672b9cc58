import { BsonDocument, type BsonValue, idText, sameValue } from '../bson/index.ts';
import type { Operation, TargetStore } from '../stores/index.ts';
import { nextAttempt } from './contended.ts';
import type { LinkPatch } from './ledger.ts';
import type { Left } from './rollback-progress.ts';

/**
 * Gives the legacy documents back what they held in the fields that a bulk wrote onto them: each field for itself,
 * and only where it still is as it was written. Done again it finds nothing to do.
 */
export async function undoLinks(
  legacy: TargetStore,
  links: readonly LinkPatch[],
): Promise<{ readonly undone: number; readonly left: readonly Left[] }> {
  let undone = 0;
  const left: Left[] = [];
  let open = links;
  for (let attempt = 0; open.length > 0; attempt++) {
    await nextAttempt(attempt, legacy);
    const stored = await readAll(legacy, open);
    const decided = open.map((link) => ({ link, ...decide(link, stored.get(link)) }));
    const sent = decided.flatMap(({ link, patch, left }) =>
      patch === undefined ? [] : [{ link, patch, left }],
    );
    const results = await legacy.write(sent.map(({ patch }) => patch));
    const lost = new Set(sent.filter((_, at) => results[at] === 'conflict').map(({ link }) => link));
    for (const { link, left: names } of decided) {
      if (lost.has(link)) continue;
      if (names.length === 0) undone++;
      const { drawer } = link.beside;
      left.push(
        ...names.map((name) => ({ drawer, path: `${link.collection}.${name}`, key: idText(link.id) })),
      );
    }
    open = [...lost];
  }
  return { undone, left };
}

function decide(
  { collection, id, fields: written, before }: LinkPatch,
  bytes: Uint8Array | undefined,
): { readonly patch: Operation | undefined; readonly left: readonly string[] } {
  // A document that somebody has removed stays removed.
  if (bytes === undefined) return { patch: undefined, left: [] };
  const document = new BsonDocument(bytes);
  const fields: Record<string, BsonValue | undefined> = {};
  const expect: Record<string, BsonValue | undefined> = {};
  const left: string[] = [];
  for (const [name, value] of Object.entries(written)) {
    const held = document.get(name);
    if (isSame(held, before[name])) continue;
    if (isSame(held, value)) {
      fields[name] = before[name];
      expect[name] = value;
    } else left.push(name);
  }
  const patch: Operation = { kind: 'patch', collection, id, fields, expect };
  return { patch: Object.keys(fields).length === 0 ? undefined : patch, left };
}

function isSame(a: BsonValue | undefined, b: BsonValue | undefined): boolean {
  return a === undefined || b === undefined ? a === b : sameValue(a, b);
}

async function readAll(
  legacy: TargetStore,
  links: readonly LinkPatch[],
): Promise<ReadonlyMap<LinkPatch, Uint8Array>> {
  const found = new Map<LinkPatch, Uint8Array>();
  for (const collection of new Set(links.map((link) => link.collection))) {
    const some = links.filter((link) => link.collection === collection);
    const stored = await legacy.read(
      collection,
      some.map(({ id }) => id),
    );
    for (const [at, link] of some.entries()) {
      const bytes = stored[at];
      if (bytes !== undefined) found.set(link, bytes);
    }
  }
  return found;
}
