import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  attempt,
  chooseDocuments,
  loadTraced,
  readLegacy,
  sampleDocuments,
} from '../../engine/authoring/index.ts';
import { Gathering } from '../../engine/migration/index.ts';
import { currentHolder, openSource } from '../../engine/stores/index.ts';
import { drawer, entry } from '../cli/drawer.ts';
import { context, dump } from './clients.ts';
import { editedContract, edn360 } from './contracts.ts';
import { golden } from './golden.ts';

const root = resolve('.');
const set = ['--set', 'DUAL_WRITE_START_AT=2025-02-01T00:00:00Z', '--out', 'out'];
const source = ['--source', join(root, 'fixtures/dump')];

let bench: string;
beforeAll(async () => {
  bench = await mkdtemp(join(tmpdir(), 'drawer-try-'));
});
afterAll(() => rm(bench, { recursive: true, force: true }));

describe('documents to try', () => {
  it('are drawn by the seed: the same again, more with a larger count, others with another seed', async () => {
    const { traced } = await loadTraced(edn360);
    if (traced === undefined) throw new Error('the contract does not load');
    const { plan } = traced;
    const store = await openSource(dump);
    const legacy = await readLegacy(
      plan,
      store,
      new Gathering('/nonexistent', currentHolder('t')),
      context.run.now,
      () => {},
    );
    await store.close();
    const drawn = async (count: number, seed: number) =>
      (await sampleDocuments(plan, legacy, 'training-plans', count, seed)).map(
        ({ documents }) => documents[0]?.id,
      );
    const three = await drawn(3, 1);
    expect(new Set(three).size).toBe(3);
    expect(await drawn(3, 1)).toEqual(three);
    expect((await drawn(5, 1)).slice(0, 3)).toEqual(three);
    expect(await drawn(3, 2)).not.toEqual(three);
    const [chosen] = await chooseDocuments(plan, legacy, 'training-plans', (_, __, id) => id === three[0]);
    expect(chosen?.documents.map(({ id }) => id)).toEqual([three[0]]);
    const [tried] = attempt(traced, chosen as never, context);
    expect(tried?.story.document.id).toBe(three[0]);
    expect(tried?.additions.map(({ path }) => path)).toContain('services.training.snapshots[0].trigger');
  });
});

describe('drawer try', () => {
  it('shows a document and what the mapping makes of it side by side', async () => {
    const words = ['try', 'training-plans', '--doc', '1696630574121390', '--contract', edn360];
    golden('try-document', await drawer([...words, ...source, ...set], { cwd: bench }), [root]);
  });

  it('shows no id and no value with --mask', async () => {
    const words = ['try', 'followups', '--sample', '2', '--seed', '7', '--mask', '--contract', edn360];
    const ended = await drawer([...words, ...source, ...set], { cwd: bench });
    golden('try-masked', ended, [root]);
    expect(ended.stdout).not.toMatch(/client_\d|= "/);
  });

  it('draws again when a file of the contract is saved', async () => {
    const { path, done } = await editedContract(edn360, {});
    const words = ['try', 'training-plans', '--doc', '1696630574121390', '--watch', '--contract', path];
    const child = spawn(process.execPath, [entry, ...words, ...source, ...set], {
      cwd: bench,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const pages: string[] = [];
    let text = '';
    const page = (until: RegExp): Promise<void> =>
      new Promise((seen) => {
        const look = (piece: string): void => {
          text += piece;
          if (!until.test(text)) return;
          pages.push(text);
          text = '';
          child.stdout.off('data', look);
          seen();
        };
        child.stdout.on('data', look);
      });
    child.stdout.setEncoding('utf8');
    try {
      await page(/watching/);
      const file = join(path, 'mappings/04-training-plans.yaml');
      const again = page(/another_trigger[\s\S]*watching/);
      await writeFile(
        file,
        (await readFile(file, 'utf8')).replace('"migrated_from_legacy"', '"another_trigger"'),
      );
      await again;
      expect(pages[0]).toContain('trigger = "migrated_from_legacy"');
      expect(pages[1]).toContain('trigger = "another_trigger"');
    } finally {
      const ended = new Promise((end) => child.once('close', end));
      child.kill('SIGINT');
      expect(await ended).toBe(0);
      await done();
    }
  });
});
