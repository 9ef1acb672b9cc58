/**
 * Characters that nobody sees but that change what is seen or run: controls (terminal escapes among them), bidi
 * marks and overrides, zero-width spaces, lone surrogates.
 */
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what this looks for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\p{Cs}]/gu;

/** One line of text in which every invisible character is spelled out: `⟨U+202E⟩`. White space becomes one space. */
export function showInvisible(text: string): string {
  return text
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029 ]+/g, ' ')
    .replace(INVISIBLE, spell)
    .trim();
}

function spell(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
