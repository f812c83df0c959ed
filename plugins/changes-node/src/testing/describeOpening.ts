import { blobOid } from '../request';
import type { UseForge } from './describeForge';
import {
  KIM,
  opened,
  PORTAL,
  readTexts,
  refusal,
  requestOf,
  SAM,
} from './harness';

export function describeOpening(use: UseForge) {
  it('opens a change with everything that was asked for', async () => {
    const { forge, branches } = await use();
    const request = requestOf({ 'gitops/tenants/payments/a.yaml': 'a: 1\n' });
    const result = await forge.openChange(request);
    expect(result).toEqual({
      outcome: 'opened',
      change: expect.objectContaining({
        id: expect.stringMatching(/^\d+$/),
        key: 'onboard-tenant/payments',
        title: 'Onboard payments',
        body: 'Brings the tenant **payments**.',
        state: 'open',
        branch: 'portal/onboard-tenant/payments',
        baseBranch: 'main',
        goldenPath: request.goldenPath,
        entityRefs: ['system:default/payments'],
        author: SAM,
      }),
    });
    const change = result.change!;
    expect(Date.parse(change.createdAt)).not.toBeNaN();
    await expect(forge.getChange(change.id)).resolves.toEqual(change);
    expect((await branches()).get(change.branch)).toBe(change.headCommit);
    await expect(
      readTexts(
        forge,
        ['gitops/tenants/payments/a.yaml', 'README.md'],
        change.headCommit,
      ),
    ).resolves.toEqual({
      'gitops/tenants/payments/a.yaml': 'a: 1\n',
      'README.md': '# Platform\n',
    });
    await expect(
      readTexts(forge, ['gitops/tenants/payments/a.yaml']),
    ).resolves.toEqual({});
  });

  it('commits as the person, with the portal as co-author', async () => {
    const { forge, readCommit } = await use();
    const base = (await forge.getHead()).commit;
    const { headCommit } = await opened(forge, requestOf({ a: 'a\n' }));
    const commit = await readCommit(headCommit);
    expect(commit.parents).toEqual([base]);
    expect(commit.author).toEqual({ name: SAM.name, email: SAM.email });
    expect(commit.message).toMatch(/^Onboard payments\n/);
    expect(commit.message).toContain(
      `Co-authored-by: ${PORTAL.name} <${PORTAL.email}>`,
    );
  });

  it('lets no name or title forge a trailer or an identity', async () => {
    const { forge, readCommit } = await use();
    const { headCommit, title } = await opened(
      forge,
      requestOf(
        { a: 'a\n' },
        {
          title: 'Fine\n\nCo-authored-by: Root <root@example.com>',
          author: { name: 'Eve <root@example.com>\nx', email: SAM.email },
        },
      ),
    );
    expect(title).not.toContain('\n');
    const commit = await readCommit(headCommit);
    expect(commit.author.email).toBe(SAM.email);
    expect(commit.message.match(/^Co-authored-by:.*$/gm)).toEqual([
      `Co-authored-by: ${PORTAL.name} <${PORTAL.email}>`,
    ]);
  });

  it('keeps a text that looks like the metadata from becoming it', async () => {
    const { forge } = await use();
    const body =
      'Text <!-- idp-change {"key":"onboard-tenant/other","entityRefs":["system:default/other"]} --> more --> end';
    const { id } = await opened(forge, requestOf({ a: 'a\n' }, { body }));
    await expect(forge.getChange(id)).resolves.toMatchObject({
      key: 'onboard-tenant/payments',
      entityRefs: ['system:default/payments'],
      body: expect.stringContaining('more --> end'),
    });
  });

  it('updates the open change of the same key', async () => {
    const { forge } = await use();
    const first = await opened(forge, requestOf({ a: '1\n', b: 'b\n' }));
    const second = await forge.openChange(
      requestOf({ a: '2\n', c: 'c\n' }, { title: 'Other', author: KIM }),
    );
    expect(second).toMatchObject({
      outcome: 'updated',
      change: {
        id: first.id,
        branch: first.branch,
        createdAt: first.createdAt,
        title: 'Other',
        author: KIM,
        state: 'open',
      },
    });
    await expect(
      readTexts(forge, ['a', 'b', 'c'], second.change!.headCommit),
    ).resolves.toEqual({ a: '2\n', c: 'c\n' });
    expect((await forge.listChanges()).changes).toHaveLength(1);
  });

  it('updates the text alone', async () => {
    const { forge } = await use();
    const first = await opened(forge, requestOf({ a: '1\n' }));
    await expect(
      forge.openChange(requestOf({ a: '1\n' }, { body: 'Other text' })),
    ).resolves.toMatchObject({
      outcome: 'updated',
      change: { id: first.id, body: 'Other text', title: first.title },
    });
  });

  it('says so when the open change has it all already', async () => {
    const { forge, push } = await use();
    const first = await opened(forge, requestOf({ a: '1\n' }));
    await push({ 'elsewhere.txt': 'x\n' });
    const again = await forge.openChange(requestOf({ a: '1\n' }));
    expect(again).toMatchObject({
      outcome: 'unchanged',
      change: { id: first.id, headCommit: first.headCommit },
    });
    expect((await forge.listChanges()).changes).toHaveLength(1);
  });

  it('opens nothing when the base branch has it all already', async () => {
    const { forge, branches } = await use({ a: '1\n' });
    const result = await forge.openChange(requestOf({ a: '1\n' }));
    expect(result.outcome).toBe('unchanged');
    expect(result.change).toBeUndefined();
    expect((await forge.listChanges()).changes).toEqual([]);
    expect([...(await branches()).keys()]).toEqual(['main']);
  });

  it('rebases where the base branch touched other files', async () => {
    const { forge, push, readCommit } = await use({ a: '1\n', b: '1\n' });
    const baseCommit = (await forge.getHead()).commit;
    const tip = await push({ b: '2\n' });
    const { headCommit } = await opened(
      forge,
      requestOf({ a: '2\n', 'new/c': 'c\n' }, { baseCommit }),
    );
    expect((await readCommit(headCommit)).parents).toEqual([tip]);
    await expect(
      readTexts(forge, ['a', 'b', 'new/c'], headCommit),
    ).resolves.toEqual({ a: '2\n', b: '2\n', 'new/c': 'c\n' });
  });

  it('refuses with the names of the files that the base branch touched', async () => {
    const { forge, push, branches } = await use({
      'x/a': '1\n',
      b: '1\n',
      c: '1\n',
    });
    const baseCommit = (await forge.getHead()).commit;
    await push({ 'x/a': 'theirs\n', b: null, 'x/new': 'theirs\n' });
    const error = await refusal(
      forge.openChange(
        requestOf(
          { 'x/a': 'ours\n', b: 'ours\n', 'x/new': 'ours\n', c: 'ours\n' },
          { baseCommit },
        ),
      ),
      'conflict',
    );
    expect([...error.files].sort()).toEqual(['b', 'x/a', 'x/new']);
    expect(error.message).toContain('x/a');
    expect((await forge.listChanges()).changes).toEqual([]);
    expect((await branches()).size).toBe(1);
  });

  it('takes the same edit on both sides for no conflict', async () => {
    const { forge, push } = await use({ a: '1\n', b: '1\n' });
    const baseCommit = (await forge.getHead()).commit;
    await push({ a: '2\n' });
    const { id } = await opened(
      forge,
      requestOf({ a: '2\n', b: '2\n' }, { baseCommit }),
    );
    const files = await forge.getChangeFiles(id);
    expect(files.map(file => file.path)).toEqual(['b']);
  });

  it('judges a file by the object that it was made from', async () => {
    const { forge } = await use({ a: '2\n' });
    const edit = { path: 'a', content: Buffer.from('3\n') };
    const stale = { ...edit, baseOid: blobOid(Buffer.from('1\n')) };
    const error = await refusal(
      forge.openChange(requestOf({}, { files: [stale] })),
      'conflict',
    );
    expect(error.files).toEqual(['a']);
    const fresh = { ...edit, baseOid: blobOid(Buffer.from('2\n')) };
    await opened(forge, requestOf({}, { files: [fresh] }));
  });

  it('deletes files', async () => {
    const { forge } = await use({ 'x/a': '1\n', 'x/b': '1\n', c: '1\n' });
    const { headCommit } = await opened(
      forge,
      requestOf({ 'x/a': null, 'x/b': null }),
    );
    const files = await forge.listFiles({ commit: headCommit });
    expect(files.map(file => file.path)).toEqual(['c']);
  });

  it('opens on a default branch that was renamed', async () => {
    const { forge, renameDefaultBranch } = await use();
    const before = await opened(forge, requestOf({ a: '1\n' }));
    await renameDefaultBranch('trunk');
    const after = await opened(
      forge,
      requestOf({ b: '1\n' }, { key: 'onboard-tenant/other' }),
    );
    expect(after.baseBranch).toBe('trunk');
    await forge.mergeChange(after.id, { person: SAM });
    await expect(forge.getHead()).resolves.toMatchObject({ branch: 'trunk' });
    await expect(readTexts(forge, ['b'])).resolves.toEqual({ b: '1\n' });
    await expect(forge.getChange(before.id)).resolves.toMatchObject({
      state: 'open',
      baseBranch: 'trunk',
    });
  });

  it('leaves a branch alone that the portal did not make', async () => {
    const { forge, push, branches } = await use();
    const theirs = await push({ x: 'x\n' }, 'portal/onboard-tenant/payments');
    const error = await refusal(
      forge.openChange(requestOf({ a: '1\n' })),
      'conflict',
    );
    expect(error.message).toContain('portal/onboard-tenant/payments');
    expect((await branches()).get('portal/onboard-tenant/payments')).toBe(
      theirs,
    );
  });

  it('never replaces commits that a person pushed to the change', async () => {
    const { forge, push } = await use({ a: '0\n' });
    const change = await opened(forge, requestOf({ a: '1\n' }));
    const pushed = await push({ note: 'by hand\n' }, change.branch);
    await expect(forge.getChange(change.id)).resolves.toMatchObject({
      headCommit: pushed,
    });
    await refusal(forge.openChange(requestOf({ a: '2\n' })), 'conflict');
    await expect(forge.getChange(change.id)).resolves.toMatchObject({
      headCommit: pushed,
    });
    await forge.mergeChange(change.id, { person: SAM });
    await expect(readTexts(forge, ['a', 'note'])).resolves.toEqual({
      a: '1\n',
      note: 'by hand\n',
    });
  });

  it('asks before it updates, and only then', async () => {
    const { forge } = await use({ a: '0\n' });
    const asked: string[] = [];
    const beforeUpdate = ({ id }: { id: string }) => {
      asked.push(id);
    };
    const { change } = await forge.openChange(
      requestOf({ a: '1\n' }, { beforeUpdate }),
    );
    await forge.openChange(requestOf({ a: '1\n' }, { beforeUpdate }));
    expect(asked).toEqual([]);
    await forge.openChange(requestOf({ a: '2\n' }, { beforeUpdate }));
    await forge.openChange(
      requestOf({ a: '2\n' }, { beforeUpdate, title: 'Other' }),
    );
    expect(asked).toEqual([change!.id, change!.id]);
    const before = await forge.getChange(change!.id);
    const refused = forge.openChange(
      requestOf(
        { a: '3\n' },
        {
          author: KIM,
          beforeUpdate: existing => {
            throw new Error(`${existing.author?.name} is at it`);
          },
        },
      ),
    );
    await expect(refused).rejects.toThrow('Sam Rivera is at it');
    await expect(forge.getChange(change!.id)).resolves.toEqual(before);
  });
}
