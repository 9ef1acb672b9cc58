import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatDrawerPath, parseDrawerPath } from '../../engine/authoring/index.ts';
import { drawer } from '../cli/drawer.ts';
import { edn360 } from './contracts.ts';
import { golden } from './golden.ts';

const root = resolve('.');
const set = ['--set', 'DUAL_WRITE_START_AT=2025-02-01T00:00:00Z', '--out', 'out'];
const source = ['--contract', edn360, '--source', join(root, 'fixtures/dump')];

let bench: string;
beforeAll(async () => {
  bench = await mkdtemp(join(tmpdir(), 'drawer-explain-'));
});
afterAll(() => rm(bench, { recursive: true, force: true }));

const explain = (...words: readonly string[]) =>
  drawer(['explain', ...words, ...source, ...set], { cwd: bench });

const client = '169636351012139';

describe('paths of a drawer', () => {
  it.each([
    ['a.b', ['a', 'b']],
    ['a[0].b', ['a', 0, 'b']],
    ['a[t1].b', ['a', { key: 't1' }, 'b']],
    ['a.`b.c`', ['a', 'b.c']],
  ])('%s', (text, path) => {
    expect(parseDrawerPath(text)).toEqual(path);
  });

  it.each(['', '.a', 'a..b', 'a.', 'a[', 'a]'])('%j is none', (text) => {
    expect(text === '' ? [] : parseDrawerPath(text)).toEqual(text === '' ? [] : undefined);
  });

  it('are written as they are read', () => {
    const path = ['a', 'x y', 3, 'b'];
    expect(parseDrawerPath(formatDrawerPath(path))).toEqual(path);
  });
});

describe('drawer explain', () => {
  it('tells of a value that is the document, the rule, the expression and what its parts gave', async () => {
    golden('explain-status', await explain(client, 'services.training.plans[0].status'), [root]);
  });

  it('tells of values below a path, and of one that is not there', async () => {
    golden(
      'explain-measurements',
      await explain(
        `client_${client}`,
        'services.shared.questionnaires.inicial.training_section.measurements',
      ),
      [root],
    );
    golden('explain-absent', await explain(client, 'profile.direccion'), [root]);
  });

  it('tells of a computed value which functions gave it', async () => {
    golden('explain-finish', await explain(client, 'services.training.enrolled_at'), [root]);
  });

  it('shows types instead of values, and hashed ids, with --mask', async () => {
    const ended = await explain(client, 'profile', '--mask');
    golden('explain-masked', ended, [root]);
    expect(ended.stdout).not.toContain(client);
    const hashed = /drawer (#\w+)/.exec(ended.stdout)?.[1] ?? '';
    expect((await explain(hashed, 'profile', '--mask')).stdout).toBe(ended.stdout);
  });

  it('tells what became of a document', async () => {
    golden('explain-from', await explain('1696630574121390', '--from', 'training_plans'), [root]);
  });

  it('tells the target’s run, and gives its values, once there is one', async () => {
    const target = ['--target', `embedded:${join(bench, 'target')}`];
    const staged = await drawer(
      ['stage', join(root, 'fixtures/dump'), '--contract', edn360, ...set, ...target],
      { cwd: bench },
    );
    expect(staged.code).toBeLessThan(2);
    const ended = await explain(client, 'meta.updated_at', ...target);
    const [, run, now] = /written by the run (\S+) of (\S+)/.exec(ended.stdout) ?? [];
    expect(run).toBeDefined();
    expect(ended.stdout).toContain(`meta.updated_at = ${now}`);
    const json = JSON.parse((await explain(client, 'profile.email', ...target, '--json')).stdout) as {
      run: { id: string };
      values: { value: string; reads: { path: string }[] }[];
    };
    expect(json.run.id).toBe(run);
    expect(json.values[0]?.reads[0]?.path).toBe('responses.email');
    const story = await explain('1696630574121390', '--from', 'training_plans', ...target);
    expect(story.stdout).toContain(`landed by the run ${run}`);
  });

  it.each([
    [[client, 'profile.no'], 'call.wrong'],
    [[client, 'services.training.plans[nope]'], 'element.unknown'],
    [['x', '--from', 'training_plans'], 'document.unknown'],
  ])('ends with 2 for %j', async (words, code) => {
    const ended = await explain(...words, '--json');
    expect(ended.code).toBe(2);
    expect(JSON.parse(ended.stdout)).toMatchObject({ error: { code } });
  });
});
