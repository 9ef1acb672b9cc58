/** A text as XML takes it between tags and in attributes; what XML 1.0 has no way to say is replaced. */
export function escapeXml(text: string): string {
  const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  const sayable = text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
  return sayable.replace(/[&<>"]/g, (char) => named[char] ?? char);
}
