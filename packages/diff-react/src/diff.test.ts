import { languageOf } from './languageOf';
import { lineCountsOf } from './lineCountsOf';
import { BIG_FILE_LINES, openAtFirst, OPEN_LINES } from './openAtFirst';
import { parsePatch } from './parsePatch';
import { tokensOf } from './tokensOf';

const file = (path: string, additions: number) => ({
  path,
  additions,
  deletions: 0,
});

const modified = [
  'diff --git a/kustomization.yaml b/kustomization.yaml',
  'index 1111111..2222222 100644',
  '--- a/kustomization.yaml',
  '+++ b/kustomization.yaml',
  '@@ -1,3 +1,3 @@',
  ' kind: Kustomization',
  '-namespace: tenant-old',
  '+namespace: tenant-payments',
  ' resources: []',
  '',
].join('\n');

describe('languageOf', () => {
  it.each([
    ['gitops/a.yaml', 'yaml'],
    ['a.YML', 'yaml'],
    ['README.md', 'markdown'],
    ['src/index.ts', 'typescript'],
    ['package.json', 'json'],
    ['run.sh', 'bash'],
    ['Dockerfile', undefined],
    ['yaml', 'yaml'],
    ['.hidden/', undefined],
  ])('of %s is %s', (path, language) => {
    expect(languageOf(path)).toBe(language);
  });
});

describe('openAtFirst', () => {
  it('leaves big files shut, wherever they stand', () => {
    expect([
      ...openAtFirst([
        file('big', BIG_FILE_LINES + 1),
        file('limit', BIG_FILE_LINES),
        file('small', 3),
      ]),
    ]).toEqual(['limit', 'small']);
  });

  it('opens no more than a browser draws at once', () => {
    const files = Array.from({ length: 1000 }, (_, n) => file(`${n}`, 10));
    expect(openAtFirst(files).size).toBe(OPEN_LINES / 10);
  });
});

describe('parsePatch', () => {
  it('reads a diff', () => {
    expect(parsePatch(modified)!.hunks[0].changes).toHaveLength(4);
  });

  it.each([
    ['nothing', ''],
    ['no diff', 'hello'],
    [
      'a file that only changed its mode',
      'diff --git a/x b/x\nold mode 100644\nnew mode 100755\n',
    ],
  ])('finds no line in %s', (_, patch) => {
    expect(parsePatch(patch)).toBeUndefined();
  });
});

describe('tokensOf', () => {
  const { hunks } = parsePatch(modified)!;

  it('colours the languages of the repository', () => {
    expect(JSON.stringify(tokensOf(hunks, 'yaml'))).toContain('"key"');
  });

  it('leaves other files plain', () => {
    expect(tokensOf(hunks, undefined)).toBeUndefined();
  });
});

describe('lineCountsOf', () => {
  it('counts lines, and not the names of the file', () => {
    expect(lineCountsOf(modified)).toEqual({ additions: 1, deletions: 1 });
    expect(lineCountsOf('')).toEqual({ additions: 0, deletions: 0 });
  });
});
