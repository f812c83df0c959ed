import { blobOid } from '../request';
import type { UseForge } from './describeForge';
import { readTexts, refusal } from './harness';

export function describeReading(use: UseForge) {
  it('answers with the base branch and its tip', async () => {
    const { forge, push } = await use();
    const commit = await push({ 'a.txt': 'a\n' });
    await expect(forge.getHead()).resolves.toEqual({ branch: 'main', commit });
  });

  it('lists the files of a folder with their object ids', async () => {
    const { forge } = await use({
      'README.md': '# Platform\n',
      'gitops/tenants/demo/boundary/tenant.yaml': 'kind: Tenant\n',
      'gitops/tenants/demo/boundary/kustomization.yaml': 'resources: []\n',
      'gitops/tenants-of-old.txt': 'none\n',
    });
    const { commit } = await forge.getHead();
    const files = await forge.listFiles({ commit, folder: 'gitops/tenants' });
    expect(files.sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
      {
        path: 'gitops/tenants/demo/boundary/kustomization.yaml',
        oid: blobOid(Buffer.from('resources: []\n')),
        executable: false,
      },
      {
        path: 'gitops/tenants/demo/boundary/tenant.yaml',
        oid: blobOid(Buffer.from('kind: Tenant\n')),
        executable: false,
      },
    ]);
    await expect(
      forge.listFiles({ commit, folder: 'no/such' }),
    ).resolves.toEqual([]);
    await expect(forge.listFiles({ commit })).resolves.toHaveLength(4);
  });

  it('reads what is there and leaves out what is not', async () => {
    const binary = Buffer.from([0, 1, 2, 255, 10, 0]);
    const { forge } = await use({ 'a/b.bin': binary, 'empty.txt': '' });
    const { commit } = await forge.getHead();
    const files = await forge.readFiles({
      commit,
      paths: ['a/b.bin', 'empty.txt', 'a', 'a/c', '../etc/passwd'],
    });
    expect([...files.keys()].sort()).toEqual(['a/b.bin', 'empty.txt']);
    expect(files.get('a/b.bin')!.content.equals(binary)).toBe(true);
    expect(files.get('a/b.bin')!.oid).toBe(blobOid(binary));
    expect(files.get('empty.txt')!.content).toHaveLength(0);
  });

  it('refuses a commit that is not there', async () => {
    const { forge } = await use();
    const commit = 'ab'.repeat(20);
    await refusal(forge.listFiles({ commit }), 'not-found');
    await refusal(forge.readFiles({ commit, paths: ['a'] }), 'not-found');
  });

  it('reads at once what is wanted of everything', async () => {
    const binary = Buffer.from([0, 1, 2, 255, 10, 0]);
    const long = `${'folder/'.repeat(20)}${'name'.repeat(20)}.yaml`;
    const { forge, push } = await use({
      'gitops/tenants/demo/boundary/tenant.yaml': 'kind: Tenant\n',
      'gitops/tenants/demo/x.bin': binary,
      [`gitops/${long}`]: 'long\n',
      'gitops/Zoë 李.yaml': 'name: ë\n',
      'gitops/empty.yaml': '',
      'README.md': '# Platform\n',
    });
    const { commit } = await forge.getHead();
    await push({ 'gitops/later.yaml': 'later\n' });
    const files = await forge.readSnapshot({
      commit,
      isWanted: path => path.startsWith('gitops/'),
    });
    expect([...files.keys()].sort()).toEqual(
      [
        'gitops/Zoë 李.yaml',
        'gitops/empty.yaml',
        `gitops/${long}`,
        'gitops/tenants/demo/boundary/tenant.yaml',
        'gitops/tenants/demo/x.bin',
      ].sort(),
    );
    const found = files.get('gitops/tenants/demo/x.bin')!;
    expect(found.content.equals(binary)).toBe(true);
    expect(found.oid).toBe(blobOid(binary));
    await refusal(
      forge.readSnapshot({ commit: 'ab'.repeat(20), isWanted: () => true }),
      'not-found',
    );
  });

  it('reads what is in Git where an archive would be something else', async () => {
    const { forge } = await use({
      '.gitattributes':
        'left-out export-ignore\n.gitattributes export-ignore\n',
      'below/.gitattributes': '*.txt export-subst\n',
      'left-out': 'here\n',
      'below/a.txt': '$Format:%H$\n',
    });
    const { commit } = await forge.getHead();
    const files = await forge.readSnapshot({ commit, isWanted: () => true });
    expect(files.get('left-out')?.content.toString()).toBe('here\n');
    expect(files.get('below/a.txt')?.content.toString()).toBe('$Format:%H$\n');
    expect(files.size).toBe(4);
  });

  it('says what differs between two commits', async () => {
    const { forge, push } = await use({ 'keep/a': 'a\n', b: 'b\n', c: 'c\n' });
    const from = (await forge.getHead()).commit;
    const to = await push({ 'keep/new': 'n\n', b: 'changed\n', c: null });
    const changes = await forge.compareCommits({ from, to });
    expect(changes?.sort((x, y) => (x.path < y.path ? -1 : 1))).toEqual([
      { path: 'b', status: 'modified' },
      { path: 'c', status: 'deleted' },
      { path: 'keep/new', status: 'added' },
    ]);
    await expect(forge.compareCommits({ from: to, to })).resolves.toEqual([]);
    await expect(
      forge.compareCommits({ from: 'ab'.repeat(20), to }),
    ).resolves.toBeUndefined();
  });

  it('addresses files below one root', async () => {
    const { forge } = await use();
    const url = forge.fileUrl('gitops/tenants/demo/a b.yaml');
    expect(url.startsWith(forge.fileUrl(''))).toBe(true);
    expect(new URL(url).href).toBe(url);
  });

  it('follows a default branch that was renamed', async () => {
    const { forge, renameDefaultBranch } = await use({ a: 'a\n' });
    await forge.getHead();
    await renameDefaultBranch('trunk');
    await expect(forge.getHead()).resolves.toMatchObject({ branch: 'trunk' });
    await expect(readTexts(forge, ['a'])).resolves.toEqual({ a: 'a\n' });
  });
}
