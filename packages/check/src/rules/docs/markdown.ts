/** A line of a Markdown file outside of code blocks. */
export interface Line {
  number: number;
  text: string;
}

/** Each line of prose or code, code with the word that its fence begins with; fences and comments are left out. */
function linesOf(text: string): Array<Line & { code?: string }> {
  let fence: { mark: string; code: string } | undefined;
  let comment = false;
  return text.split('\n').flatMap((line, i) => {
    const [, mark, info] = /^\s*(?:>\s*)*(```+|~~~+)([^`]*)$/.exec(line) ?? [];
    if (mark && !fence) {
      fence = { mark, code: info.trim().split(/\s/)[0] };
      return [];
    }
    if (mark && fence && mark.startsWith(fence.mark) && !info.trim()) {
      fence = undefined;
      return [];
    }
    if (fence) return [{ number: i + 1, text: line, code: fence.code }];
    if (line.includes('<!--')) comment = true;
    const hidden = comment;
    if (line.includes('-->')) comment = false;
    return hidden ? [] : [{ number: i + 1, text: line }];
  });
}

/** The lines of a text without fenced code and comments, so that only prose is left. */
export function proseOf(text: string): Line[] {
  return linesOf(text).filter(({ code }) => code === undefined);
}

/** The lines that a reader copies into a terminal. */
export function commandsOf(text: string): Line[] {
  return linesOf(text).filter(({ code }) =>
    /^(sh|bash|shell|console)$/.test(code ?? ''),
  );
}

/** A run of prose, in which a code span or a link may go on over the end of a line. */
export interface Paragraph {
  /** Of its first line, from 1. */
  line: number;
  text: string;
}

/** The prose of a text, cut at empty lines, code blocks and comments. */
export function paragraphsOf(text: string): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let end = -1;
  for (const line of proseOf(text)) {
    if (!line.text.trim()) continue;
    if (line.number === end + 1) paragraphs.at(-1)!.text += `\n${line.text}`;
    else paragraphs.push({ line: line.number, text: line.text });
    end = line.number;
  }
  return paragraphs;
}

/** Where something stands in the file, by its offset in a paragraph. */
export function placeIn({ line, text }: Paragraph, offset: number) {
  const before = text.slice(0, offset).split('\n');
  return {
    line: line + before.length - 1,
    column: before.at(-1)!.length + 1,
  };
}

/** What stands in backticks; the offset is that of its first character. */
export function codeSpansOf({ text }: Paragraph) {
  return [...text.matchAll(/(?<!`)(`+)(?!`)([\s\S]*?[^`])\1(?!`)/g)].map(
    match => ({ offset: match.index + match[1].length, text: match[2] }),
  );
}

/** The targets of links and images, be they written beside the text, below it or as HTML. */
export function linksOf(paragraph: Paragraph) {
  let { text } = paragraph;
  for (const { offset, text: code } of codeSpansOf(paragraph)) {
    const blank = code.replace(/[^\n]/g, ' ');
    text = text.slice(0, offset) + blank + text.slice(offset + code.length);
  }
  const patterns = [
    /(?<=\]\(\s*<?)[^\s<>()]+(?=>?(?:\s+(?:"[^"]*"|'[^']*'))?\s*\))/g,
    /(?<=^ {0,3}\[[^\]\n]+\]:\s*<?)[^\s<>]+/gm,
    /(?<=<(?:a|img)\s[^>]*(?:href|src)=")[^"]+(?=")/g,
  ];
  return patterns.flatMap(pattern =>
    [...text.matchAll(pattern)].map(match => ({
      offset: match.index,
      target: match[0],
    })),
  );
}

/** The anchors of a page, as GitHub and MkDocs make them of its headings; and those that it sets itself. */
export function headingSlugs(text: string): Set<string> {
  const times = new Map<string, number>();
  const slugs = new Set<string>();
  for (const { text: line } of proseOf(text)) {
    const [, heading] = /^#{1,6}\s+(.+?)\s*#*$/.exec(line) ?? [];
    if (heading) {
      const explicit = /\{#([\w-]+)\}$/.exec(heading)?.[1];
      const slug = explicit ?? slugOf(heading);
      const before = times.get(slug) ?? 0;
      times.set(slug, before + 1);
      slugs.add(before ? `${slug}-${before}` : slug);
      // MkDocs makes one hyphen of several, and counts with an underscore.
      const joined = slug.replace(/-+/g, '-');
      slugs.add(before ? `${joined}_${before}` : joined);
    }
    for (const [, id] of line.matchAll(/<a\s+(?:id|name)="([^"]+)"/g))
      slugs.add(id);
  }
  return slugs;
}

/** What a heading says, without the marks of links, code and emphasis, as an anchor. */
function slugOf(heading: string) {
  return heading
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}
