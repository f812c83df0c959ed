import { oneLine, stripForbiddenCharacters } from './text';

const ZERO_WIDTH_SPACE = '\u200b';

/**
 * Takes the meaning out of what forges act on even in plain text: mentions (`@kim`), references to issues and pull
 * requests (`#1`, `!1`, `GH-1`), links that close issues, and GitLab's labels, milestones and snippets.
 * A reader sees the same text: a zero-width space breaks the word.
 */
export function neutralise(text: string): string {
  return text
    .replace(/([@#!%~$])(?=[\p{L}\p{N}_"[(-])/gu, `$1${ZERO_WIDTH_SPACE}`)
    .replace(/\b(GH)-(?=\d)/giu, `$1-${ZERO_WIDTH_SPACE}`)
    .replace(/:\/\//gu, `:${ZERO_WIDTH_SPACE}//`)
    .replace(/\b(www)\./giu, `$1${ZERO_WIDTH_SPACE}.`);
}

/** Text that a person typed, inside a line of Markdown: no markup, HTML, comment, mention or link comes of it. */
export function escapeInline(text: string): string {
  return neutralise(oneLine(text))
    .replace(/[\\`*_[\]()#|~!$]/gu, '\\$&')
    .replace(/^[-+=]/u, '\\$&')
    .replace(/&/gu, '&amp;')
    .replace(/</gu, '&lt;')
    .replace(/>/gu, '&gt;')
    .replace(/^(\d+)([.)])/u, '$1\\$2');
}

/** Text that a person typed, as a quotation: paragraphs and line breaks are kept, everything else as in {@link escapeInline}. */
export function quoteBlock(text: string): string {
  const lines = stripForbiddenCharacters(text.replace(/\r\n?/gu, '\n'))
    .trim()
    .replace(/\n{3,}/gu, '\n\n')
    .split('\n');
  return lines
    .map((line, index) => {
      const escaped = escapeInline(line);
      if (!escaped) return '>';
      const broken = index + 1 < lines.length && lines[index + 1].trim();
      return `> ${escaped}${broken ? '\\' : ''}`;
    })
    .join('\n');
}

/** Text in a code span: whatever it holds, the span ends where it should. */
export function codeSpan(text: string): string {
  const content = oneLine(text)
    .replace(/<!/gu, `<${ZERO_WIDTH_SPACE}!`)
    .replace(/-->/gu, `--${ZERO_WIDTH_SPACE}>`);
  const longest = Math.max(
    0,
    ...[...content.matchAll(/`+/gu)].map(run => run[0].length),
  );
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 || content === '' ? ' ' : '';
  return `${fence}${pad}${content}${pad}${fence}`;
}
