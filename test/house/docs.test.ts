import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exits } from '../../cli/exit.ts';

const run = (...words: string[]) =>
  execFileSync(process.execPath, ['dist/cli/main.js', ...words], { encoding: 'utf8' }).trimEnd();

/** Names of the commands, as the program lists them. */
function commandNames(): readonly string[] {
  const list = /Commands:\n([\s\S]*?)\n\n/.exec(run('--help'))?.[1] ?? '';
  return [...list.matchAll(/^ {2}(\w+)/gm)].map((match) => match[1] ?? '').filter((name) => name !== 'help');
}

describe('docs/exit-codes.md', () => {
  it('says of each code what the program says', () => {
    const rows = [...readFileSync('docs/exit-codes.md', 'utf8').matchAll(/^\| (\d+) \| ([^|]+) \|/gm)];
    expect(rows.map(([, code, meaning]) => ({ code: Number(code), meaning: meaning?.trim() }))).toEqual(
      Object.values(exits),
    );
  });
});

describe('docs/commands.md', () => {
  const path = 'docs/commands.md';
  const block = (name: string) => new RegExp(`(\`\`\`text ${name}\n)([\\s\\S]*?)\n?(\`\`\`)`);

  it('shows the help text of every command as it is (UPDATE_DOCS=1 writes it)', () => {
    let page = readFileSync(path, 'utf8');
    if (process.env.UPDATE_DOCS === '1') {
      for (const name of commandNames()) page = page.replace(block(name), `$1${run(name, '--help')}\n$3`);
      writeFileSync(path, page);
    }
    for (const name of commandNames()) {
      expect(block(name).exec(page)?.[2], `the help text of ${name}`).toBe(run(name, '--help'));
    }
  });

  it('has no command that the program does not have', () => {
    const shown = [...readFileSync(path, 'utf8').matchAll(/^```text (\S+)$/gm)].map((match) => match[1]);
    expect(shown).toEqual(commandNames());
    expect(shown).toContain('stage');
  });

  it('has a section with words of its own for every command', () => {
    const page = readFileSync(path, 'utf8');
    for (const name of commandNames()) {
      const section = page.split(`\n## drawer ${name}\n`)[1]?.split(/\n## |\n```text /)[0] ?? '';
      expect(section.trim().length, name).toBeGreaterThan(50);
    }
  });
});

describe('the links of the pages', () => {
  const pages = [
    'README.md',
    'CONTRIBUTING.md',
    ...readdirSync('docs')
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/${name}`),
  ];

  it.each(pages)('%s leads to files that are there', (page) => {
    const text = readFileSync(page, 'utf8').replace(/```[\s\S]*?```|`[^`\n]*`/g, '');
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !existsSync(join(dirname(page), link)))).toEqual([]);
  });
});
