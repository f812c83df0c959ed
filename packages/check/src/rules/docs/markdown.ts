/** A line of a Markdown file outside of code blocks. */
export interface Line {
  number: number;
  text: string;
}

/** The lines of a text without fenced code and comments, so that only prose is left. */
export function proseOf(text: string): Line[] {
  let fence: string | undefined;
  let comment = false;
  return text.split('\n').flatMap((line, i) => {
    const [, mark] = /^\s*(?:>\s*)*(```+|~~~+)/.exec(line) ?? [];
    if (mark) {
      if (!fence) fence = mark;
      else if (mark.startsWith(fence)) fence = undefined;
      return [];
    }
    if (fence) return [];
    if (line.includes('<!--')) comment = true;
    const hidden = comment;
    if (line.includes('-->')) comment = false;
    return hidden ? [] : [{ number: i + 1, text: line }];
  });
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
