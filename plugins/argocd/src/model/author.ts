/** The name of a commit's author, without the address that Git writes behind it. */
export function authorName(author: string): string {
  return author.replace(/\s*<[^<>]*@[^<>]*>\s*$/, '').trim() || author;
}
