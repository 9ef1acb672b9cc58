import { describe, expect, test } from 'vitest';
import {
  approveExclusion,
  findQuarantined,
  listQuarantine,
  proposeExclusion,
  type QuarantineEntry,
  records,
} from '../../engine/migration/index.ts';
import type { TargetStore } from '../../engine/stores/index.ts';
import { planOf, stageInto, withStaged } from '../rehearsal/staging.ts';

const parameters = { DUAL_WRITE_START_AT: '2025-02-01T00:00:00Z' };
const at = new Date('2025-06-02T00:00:00.000Z');
const plan = await planOf('contracts/edn360/1.0.0');
const approvers = plan.policy.approvals;

async function waiting(target: TargetStore): Promise<readonly QuarantineEntry[]> {
  const found: QuarantineEntry[] = [];
  for await (const entry of listQuarantine(plan, target)) if (entry.released === undefined) found.push(entry);
  return found;
}

async function recordOf(target: TargetStore, id: string) {
  const record = await findQuarantined(plan, target, id, () => '');
  if (record === undefined) throw new Error(`${id} is not set aside`);
  return record;
}

async function propose(target: TargetStore, id: string, by = 'Ana') {
  const record = await recordOf(target, id);
  await proposeExclusion(target, record, { reason: 'prueba interna', by, at });
  return record;
}

const approving = { by: 'Eva', at, environment: 'staging', approvers } as const;

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: { code?: string }) => error.code,
  );

describe('an approved exclusion', () => {
  test('leaves the document out of the run, of the rates and of the verification, and nothing else', () =>
    withStaged(plan, 'fixtures/dump', { parameters }, async (first, target, path) => {
      const before = await waiting(target);
      // A broken link is found once ranks are given: without that document the ranks after it move up.
      const codes = new Set(before.map(({ code }) => code).filter((code) => code !== 'link.broken'));
      // One of each cause: strays without a client and documents of a client alike.
      const chosen = [...codes].map((code) => before.find((entry) => entry.code === code) as QuarantineEntry);
      expect(codes).toContain('client.missing');
      for (const { id } of chosen) await approveExclusion(target, await propose(target, id), approving);
      const { result, accounts } = await stageInto(plan, 'fixtures/dump', target, path, {
        parameters,
        run: 'run-2',
      });
      const excluded = accounts.filter(({ disposition }) => disposition === 'excluded');
      expect(excluded.map(({ source, id }) => `${source} ${id}`).sort()).toEqual(
        chosen.map(({ source, document }) => `${source} ${document}`).sort(),
      );
      expect(accounts).toHaveLength(first.accounts.length);
      for (const entity of result.entities) {
        const was = first.result.entities.find((one) => one.entity === entity.entity);
        const ours = chosen.filter(({ source }) => Object.hasOwn(entity.collections, source)).length;
        expect(entity.excluded).toBe((was?.excluded ?? 0) + ours);
        expect(entity.quarantined).toBe((was?.quarantined ?? 0) - ours);
        expect(entity.match.of).toBe((was?.match.of ?? 0) - ours);
        expect(entity.match.landed).toBe(was?.match.landed);
      }
      expect(result.verification).toMatchObject({ different: 0, missing: 0 });
      expect(result.drawers).toMatchObject({ inserted: 0, changed: 0 });
      const left = new Set((await waiting(target)).map(({ id }) => id));
      expect(before.filter(({ id }) => !left.has(id))).toEqual(
        before.filter(({ id }) => chosen.some((one) => one.id === id)),
      );
    }));

  test('is for the content that was meant, and for one that was approved', () =>
    withStaged(plan, 'fixtures/dump', { parameters }, async (first, target, path) => {
      const [one, other] = await waiting(target);
      const record = await propose(target, one?.id ?? '');
      const changed = { entry: record.entry, bytes: (await recordOf(target, other?.id ?? '')).bytes };
      expect(await refusal(approveExclusion(target, changed, approving))).toBe('exclusion.unproposed');
      await proposeExclusion(target, changed, { reason: 'x', by: 'Ana', at });
      await approveExclusion(target, changed, approving);
      const { accounts } = await stageInto(plan, 'fixtures/dump', target, path, { parameters, run: 'run-2' });
      const fates = (all: typeof accounts) =>
        all.filter(({ disposition }) => disposition === 'quarantined' || disposition === 'excluded').length;
      expect(accounts.filter(({ disposition }) => disposition === 'excluded')).toHaveLength(
        first.accounts.filter(({ disposition }) => disposition === 'excluded').length,
      );
      expect(fates(accounts)).toBe(fates(first.accounts));
    }));

  test('needs in production somebody whom the policy names, and another one than who proposed it', () =>
    withStaged(plan, 'fixtures/dump', { parameters }, async (_, target) => {
      const [one, two] = await waiting(target);
      const named = approvers[0]?.approver ?? '';
      const record = await propose(target, one?.id ?? '');
      const asked = { at, environment: 'production', approvers } as const;
      expect(await refusal(approveExclusion(target, record, { ...asked, by: 'ana ' }))).toBe(
        'exclusion.own_approval',
      );
      expect(await refusal(approveExclusion(target, record, { ...asked, by: 'Eva' }))).toBe(
        'exclusion.approver',
      );
      expect(await target.count(records.approvals)).toBe(1);
      const approved = await approveExclusion(target, record, { ...asked, by: named.toUpperCase() });
      expect(approved).toMatchObject({ state: 'approved', approved: { by: named.toUpperCase(), at } });
      expect(await approveExclusion(target, record, { ...asked, by: 'Eva' })).toEqual(approved);
      const own = await propose(target, two?.id ?? '', named);
      expect(await refusal(approveExclusion(target, own, { ...asked, by: named }))).toBe(
        'exclusion.own_approval',
      );
    }));
});
