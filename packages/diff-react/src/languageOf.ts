const LANGUAGES: Record<string, string> = {
  yaml: 'yaml',
  yml: 'yaml',
  md: 'markdown',
  markdown: 'markdown',
  json: 'json',
  ts: 'typescript',
  tsx: 'typescript',
  js: 'typescript',
  mjs: 'typescript',
  cjs: 'typescript',
  sh: 'bash',
  bash: 'bash',
};

/**
 * The language that a file's diff is coloured in; undefined for plain text.
 *
 * @public
 */
export function languageOf(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLocaleLowerCase('en-US');
  return LANGUAGES[name.slice(name.lastIndexOf('.') + 1)];
}
