import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { showProgress } from '../../cli/progress.ts';

/** A stream that remembers, as a terminal or not. */
function memory(isTTY: boolean): { readonly stream: Writable & { isTTY: boolean }; text(): string } {
  let text = '';
  const stream = new Writable({
    write(piece, _encoding, done) {
      text += String(piece);
      done();
    },
  });
  return { stream: Object.assign(stream, { isTTY }), text: () => text };
}

describe('progress without a terminal', () => {
  it('is a line every 100 documents and one at the end (R082)', () => {
    const { stream, text } = memory(false);
    const display = showProgress(stream);
    display.step('Migrating');
    for (let done = 1; done <= 250; done++) display.progress('write', done, 250);
    display.close();
    expect(text()).toBe('Migrating\n  write 100/250\n  write 200/250\n  write 250/250\n');
  });

  it('is one line where more than a hundred come at once, and begins anew with each step', () => {
    const { stream, text } = memory(false);
    const display = showProgress(stream);
    display.progress('a', 1000, undefined);
    display.progress('a', 1000, undefined);
    display.progress('b', 99, undefined);
    display.progress('b', 101, undefined);
    expect(text()).toBe('  a 1000\n  b 101\n');
  });

  it('begins anew where the next step counts the same thing', () => {
    const { stream, text } = memory(false);
    const display = showProgress(stream);
    for (const title of ['Reading', 'Writing']) {
      display.step(title);
      display.progress('a', 200, 300);
      display.progress('a', 300, 300);
    }
    expect(text()).toBe('Reading\n  a 200/300\n  a 300/300\nWriting\n  a 200/300\n  a 300/300\n');
  });

  it('counts 100000 documents in a thousand lines', () => {
    const { stream, text } = memory(false);
    const display = showProgress(stream);
    for (let done = 1; done <= 100_000; done++) display.progress('write', done, 100_000);
    expect(text().trimEnd().split('\n')).toHaveLength(1000);
  });
});

describe('progress on a terminal', () => {
  it('is a bar that ends with its step, and notices stand on lines of their own', () => {
    const { stream, text } = memory(true);
    const display = showProgress(stream);
    display.step('Migrating');
    display.progress('write', 50, 200);
    display.progress('write', 200, 200);
    display.notice('a stray file');
    display.progress('count', 7, undefined);
    display.close();
    expect(text()).toContain('Migrating\n');
    expect(text()).toContain('100% 200/200');
    expect(text()).toContain('a stray file\n');
    expect(text()).toContain('count 7');
  });
});
