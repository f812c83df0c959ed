import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gitEnvironment } from '../local/gitCommand';
import { parseDiff } from './parseDiff';
import { LARGEST_PATCH } from './patches';

const folder = mkdtempSync(join(tmpdir(), 'idp-diff-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What git says of the difference between two sets of files. */
function diffOf(
  before: Record<string, string | Buffer>,
  after: Record<string, string | Buffer>,
): string {
  const work = mkdtempSync(join(folder, 'work-'));
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: work,
      env: { ...gitEnvironment() },
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 64 * 1024 * 1024,
    }).toString();
  const write = (files: Record<string, string | Buffer>) => {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(work, path)), { recursive: true });
      writeFileSync(join(work, path), content);
    }
    git('add', '-A');
    return git('write-tree').trim();
  };
  git('init', '-q');
  const from = write(before);
  git('read-tree', '--empty');
  for (const path of Object.keys(before)) rmSync(join(work, path));
  const to = write(after);
  return git('diff', from, to);
}

describe('parseDiff', () => {
  it('takes every kind of difference apart, and each patch is what git wrote', () => {
    const long = Array.from({ length: 40 }, (_, index) => `line ${index}\n`);
    const text = diffOf(
      {
        'a.txt': 'one\ntwo\nthree\n',
        'b b.txt': 'blank\n',
        gone: 'gone\n',
        'moved/from': long.join(''),
        'bin.dat': Buffer.from([0, 1]),
      },
      {
        'a.txt': 'one\nTWO\nthree\n',
        'b b.txt': 'blank\nmore',
        'moved/to': `${long.join('')}end\n`,
        'bin.dat': Buffer.from([0, 2]),
        empty: '',
        'caf\u00e9 "x"\t': 'new\n',
      },
    );
    const files = parseDiff(text);
    expect(
      files.map(({ patch, ...file }) => ({ ...file, lines: Boolean(patch) })),
    ).toEqual([
      {
        path: 'a.txt',
        status: 'modified',
        additions: 1,
        deletions: 1,
        lines: true,
      },
      {
        path: 'b b.txt',
        status: 'modified',
        additions: 1,
        deletions: 0,
        lines: true,
      },
      {
        path: 'bin.dat',
        status: 'modified',
        additions: 0,
        deletions: 0,
        omitted: 'binary',
        lines: false,
      },
      {
        path: 'caf\u00e9 "x"\t',
        status: 'added',
        additions: 1,
        deletions: 0,
        lines: true,
      },
      {
        path: 'empty',
        status: 'added',
        additions: 0,
        deletions: 0,
        lines: true,
      },
      {
        path: 'gone',
        status: 'deleted',
        additions: 0,
        deletions: 1,
        lines: true,
      },
      {
        path: 'moved/to',
        previous: 'moved/from',
        status: 'added',
        additions: 1,
        deletions: 0,
        lines: true,
      },
    ]);
    const patches = files.map(({ patch }) => patch ?? '');
    expect(patches.filter(patch => !text.includes(patch))).toEqual([]);
  });

  it('lets no content pass for another file', () => {
    const hostile = [
      'diff --git a/x b/x',
      'deleted file mode 100644',
      '--- a/x',
      '+++ /dev/null',
      '@@ -1 +0,0 @@',
      '-x',
      '\\ No newline at end of file',
      '',
    ].join('\n');
    const files = parseDiff(
      diffOf({ a: 'a\n' }, { a: hostile, b: `\r${hostile}` }),
    );
    expect(files.map(({ path, additions }) => [path, additions])).toEqual([
      ['a', 7],
      ['b', 7],
    ]);
  });

  it('leaves out a patch that is too large', () => {
    const content = 'x'.repeat(LARGEST_PATCH + 1);
    expect(parseDiff(diffOf({}, { a: `${content}\n` }))).toEqual([
      {
        path: 'a',
        status: 'added',
        additions: 1,
        deletions: 0,
        omitted: 'too-large',
      },
    ]);
  });

  it('is nothing where nothing differs', () => {
    expect(parseDiff('')).toEqual([]);
  });
});
