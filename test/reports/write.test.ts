import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { renderStagingReport, stagingReportPaths, writeStagingReport } from '../../reports/index.ts';
import { accepted } from './results/accepted.ts';
import { empty } from './results/empty.ts';

const FILES = ['informe-staging.html', 'informe-staging.json', 'informe-staging.md'];

describe('writing a report', () => {
  const root = mkdtempSync(join(tmpdir(), 'reports-'));
  afterAll(() => rmSync(root, { recursive: true }));

  it('makes the folder and writes the three formats for the owner only', async () => {
    const folder = join(root, 'a', 'b');
    const paths = await writeStagingReport(accepted, folder, 'es');
    expect(paths).toEqual(stagingReportPaths(folder));
    expect(readdirSync(folder).sort()).toEqual(FILES);
    const report = renderStagingReport(accepted, { lang: 'es' });
    expect(readFileSync(paths.markdown, 'utf8')).toBe(report.markdown);
    expect(readFileSync(paths.html, 'utf8')).toBe(report.html);
    expect(readFileSync(paths.json, 'utf8')).toBe(report.json);
    for (const path of Object.values(paths)) expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('replaces earlier files, whatever their mode and whoever still reads them', async () => {
    const folder = join(root, 'again');
    const paths = await writeStagingReport(accepted, folder, 'es');
    chmodSync(paths.markdown, 0o644);
    const before = statSync(paths.markdown).ino;
    await writeStagingReport(empty, folder, 'en');
    expect(readdirSync(folder).sort()).toEqual(FILES);
    expect(statSync(paths.markdown).mode & 0o777).toBe(0o600);
    expect(statSync(paths.markdown).ino).not.toBe(before);
    expect(JSON.parse(readFileSync(paths.json, 'utf8'))).toEqual(empty);
  });

  it('is not hindered by what a killed run left', async () => {
    const folder = join(root, 'killed');
    mkdirSync(folder);
    writeFileSync(join(folder, `informe-staging.md.${process.pid}.tmp`), 'half', { mode: 0o644 });
    await writeStagingReport(accepted, folder, 'es');
    expect(readdirSync(folder).sort()).toEqual(FILES);
    expect(statSync(join(folder, 'informe-staging.md')).mode & 0o777).toBe(0o600);
  });

  it('leaves nothing unfinished when a file cannot be replaced', async () => {
    const folder = join(root, 'blocked');
    mkdirSync(join(folder, 'informe-staging.md', 'full'), { recursive: true });
    await expect(writeStagingReport(accepted, folder, 'es')).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(['informe-staging.md']);
    expect(existsSync(join(folder, 'informe-staging.html'))).toBe(false);
  });
});
