import type { UseForge } from './describeForge';
import { opened, requestOf, SAM } from './harness';

export function describeChangeFiles(use: UseForge) {
  it('shows what is added, modified and deleted, each with its patch', async () => {
    const { forge, push } = await use({
      'x/edited.yaml': 'one\ntwo\nthree\n',
      'x/gone.yaml': 'gone\n',
    });
    const { id } = await opened(
      forge,
      requestOf({
        'x/edited.yaml': 'one\nTWO\nthree\nfour\n',
        'x/gone.yaml': null,
        'x/new.yaml': 'new\n\rdiff --git a/x b/x\n',
      }),
    );
    await push({ 'x/unrelated.yaml': 'later on main\n' });
    const files = await forge.getChangeFiles(id);
    expect(
      files.map(({ path, status, additions, deletions }) => ({
        path,
        status,
        additions,
        deletions,
      })),
    ).toEqual([
      { path: 'x/edited.yaml', status: 'modified', additions: 2, deletions: 1 },
      { path: 'x/gone.yaml', status: 'deleted', additions: 0, deletions: 1 },
      { path: 'x/new.yaml', status: 'added', additions: 2, deletions: 0 },
    ]);
    const [edited, gone, added] = files.map(file => file.patch!);
    expect(edited).toMatch(
      /^diff --git a\/x\/edited\.yaml b\/x\/edited\.yaml\n/,
    );
    expect(edited).toContain(
      '@@ -1,3 +1,4 @@\n one\n-two\n+TWO\n three\n+four\n',
    );
    expect(gone).toContain('--- a/x/gone.yaml\n+++ /dev/null\n');
    expect(gone).toContain('-gone\n');
    expect(added).toContain('--- /dev/null\n+++ b/x/new.yaml\n');
    expect(added).toContain('+new\n');
    expect(files.some(file => file.omitted)).toBe(false);
  });

  it('leaves out the patch of binary and of large files, and says why', async () => {
    const { forge } = await use();
    const line = `${'x'.repeat(79)}\n`;
    const { id } = await opened(
      forge,
      requestOf({
        'icon.png': Buffer.from([137, 80, 78, 71, 0, 0, 0, 1]),
        'large.txt': line.repeat(10_000),
        'small.txt': 'small\n',
      }),
    );
    const files = await forge.getChangeFiles(id);
    expect(
      files.map(({ path, omitted, patch }) => [path, omitted, Boolean(patch)]),
    ).toEqual([
      ['icon.png', 'binary', false],
      ['large.txt', 'too-large', false],
      ['small.txt', undefined, true],
    ]);
  });

  it('shows a merged and a closed change as they were', async () => {
    const { forge, push } = await use({ a: '1\n' });
    const merged = await opened(forge, requestOf({ a: '2\n' }));
    const closed = await opened(
      forge,
      requestOf({ b: '1\n' }, { key: 'onboard-tenant/other' }),
    );
    await forge.mergeChange(merged.id, { person: SAM });
    await forge.closeChange(closed.id, { person: SAM });
    await push({ a: '3\n', c: '1\n' });
    const [file] = await forge.getChangeFiles(merged.id);
    expect(file.patch).toContain('-1\n+2\n');
    const files = await forge.getChangeFiles(closed.id);
    expect(files.map(({ path }) => path)).toEqual(['b']);
  });
}
