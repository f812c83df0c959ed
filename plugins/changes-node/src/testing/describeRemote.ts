import { encodeChangeBody } from '../metadata';
import { KIM, opened, readTexts, refusal, requestOf, SAM } from './harness';
import type { Files } from './harness';
import type { RemoteHarness } from './remoteHarness';

type CreateRemoteHarness = (files: Files) => Promise<RemoteHarness>;

/** Requests that a change takes at most, whatever the size of the repository. */
export interface RequestCounts {
  /** A new one, by a portal that has just started. */
  first: number;
  /** A new one, where the portal has read the base branch before. */
  next: number;
  /** The open one gets other content. */
  update: number;
  /** Nothing has changed. */
  unchanged: number;
}

/** What a forge over HTTP does beside what every forge does. */
export function describeRemote(
  name: string,
  createHarness: CreateRemoteHarness,
  counts: RequestCounts,
) {
  describe(`${name} over HTTP`, () => {
    const open: RemoteHarness[] = [];
    const use: UseRemote = async (
      files: Files = { 'README.md': '# Platform\n' },
    ) => {
      const harness = await createHarness(files);
      open.push(harness);
      return harness;
    };
    afterEach(async () => {
      for (const harness of open.splice(0)) await harness.close();
    });

    describe('requests', () => {
      describeCounts(use, counts);
    });
    describe('content', () => {
      describeContent(use);
    });
    describe("other people's pull requests", () => {
      describeOthers(use);
    });
    describe('lists', () => {
      describePages(use);
    });
    describe('rules of the repository', () => {
      describeRules(use);
    });
  });
}

type UseRemote = (files?: Files) => Promise<RemoteHarness>;

function describeCounts(use: UseRemote, counts: RequestCounts) {
  const count = async (
    harness: RemoteHarness,
    task: () => Promise<unknown>,
  ) => {
    harness.server.requests.length = 0;
    await task();
    return harness.server.requests.length;
  };
  const requestFor = (tenant: string, content = 'kind: Tenant\n') =>
    requestOf(
      {
        [`gitops/tenants/${tenant}/boundary/tenant.yaml`]: content,
        [`gitops/tenants/${tenant}/boundary/kustomization.yaml`]: content,
        [`gitops/tenants/${tenant}/workloads/a/base/b.yaml`]: content,
      },
      { key: `onboard-tenant/${tenant}` },
    );

  it.each([2, 500])('are as few with %d tenants', async tenants => {
    const files = Object.fromEntries(
      Array.from({ length: tenants }, (_, index) => [
        `gitops/tenants/t${index}/boundary/tenant.yaml`,
        'kind: Tenant\n',
      ]),
    );
    const harness = await use({ ...files, 'README.md': '#\n' });
    const { forge } = harness;
    const seen: RequestCounts = {
      first: await count(harness, () => forge.openChange(requestFor('new'))),
      next: await count(harness, () => forge.openChange(requestFor('next'))),
      unchanged: await count(harness, () =>
        forge.openChange(requestFor('next')),
      ),
      update: await count(harness, () =>
        forge.openChange(requestFor('next', 'kind: Other\n')),
      ),
    };
    expect(seen).toEqual(counts);
  });
}

function describeContent(use: UseRemote) {
  it('comes back byte for byte', async () => {
    const contents: Record<string, Buffer> = {
      'empty.txt': Buffer.alloc(0),
      'crlf.txt': Buffer.from('one\r\ntwo\r\n'),
      'no-end.txt': Buffer.from('no line break at the end'),
      'utf8.txt': Buffer.from('Zoë 李 😀 \u2028\n'),
      'bom.txt': Buffer.from('\ufeffbegins with a mark\n'),
      'latin1.txt': Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x0a]),
      'zero.bin': Buffer.from([0, 1, 2, 0, 255, 254]),
      'large.txt': Buffer.alloc(900_000, 'long line\n'),
    };
    const { forge } = await use();
    const { headCommit } = await opened(
      forge,
      requestOf(contents as Record<string, Buffer>),
    );
    const files = await forge.readFiles({
      commit: headCommit,
      paths: Object.keys(contents),
    });
    for (const [path, content] of Object.entries(contents)) {
      expect([path, files.get(path)?.content.equals(content)]).toEqual([
        path,
        true,
      ]);
    }
  });

  it('keeps what Git knows of a file that is executable', async () => {
    const { forge, pushMode } = await use();
    await pushMode('run.sh', '100755', 'echo 1\n');
    const { headCommit } = await opened(
      forge,
      requestOf({ 'run.sh': 'echo 2\n' }),
    );
    const files = await forge.listFiles({ commit: headCommit });
    expect(files.find(file => file.path === 'run.sh')).toMatchObject({
      executable: true,
    });
  });

  it('shows a link neither as a file nor lets one be written', async () => {
    const { forge, pushMode } = await use();
    const commit = await pushMode('link', '120000', '/etc/passwd');
    const files = await forge.readFiles({ commit, paths: ['link'] });
    expect(files.size).toBe(0);
    const paths = (await forge.listFiles({ commit })).map(file => file.path);
    expect(paths).toEqual(['README.md']);
    await refusal(forge.openChange(requestOf({ link: 'x\n' })), 'invalid');
  });

  it('shows a file that moved at both places', async () => {
    const lines = Array.from({ length: 50 }, (_, index) => `line ${index}`);
    const text = `${lines.join('\n')}\n`;
    const { forge } = await use({ 'x/old.txt': text });
    const { id } = await opened(
      forge,
      requestOf({ 'x/old.txt': null, 'x/new.txt': `${text}more\n` }),
    );
    const files = await forge.getChangeFiles(id);
    expect(
      files.map(({ path, status, additions, deletions }) => ({
        path,
        status,
        additions,
        deletions,
      })),
    ).toEqual([
      { path: 'x/new.txt', status: 'added', additions: 51, deletions: 0 },
      { path: 'x/old.txt', status: 'deleted', additions: 0, deletions: 50 },
    ]);
    expect(files[0].patch).toContain('+line 7\n');
    expect(files[1].patch).toContain('-line 7\n');
    const [from, to] = [
      (await forge.getHead()).commit,
      (await forge.getChange(id)).headCommit,
    ];
    const changes = await forge.compareCommits({ from, to });
    expect(
      changes?.map(({ path, status }) => `${status} ${path}`).sort(),
    ).toEqual(['added x/new.txt', 'deleted x/old.txt']);
  });

  it('reads hundreds of files', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 170 }, (_, index) => [`f/${index}`, `${index}\n`]),
    );
    const { forge } = await use(files);
    await expect(readTexts(forge, Object.keys(files))).resolves.toEqual(files);
  });

  it('can be written again where the base branch was brought in by a person', async () => {
    const { forge, push } = await use({ a: '1\n', b: '1\n' });
    const { id } = await opened(forge, requestOf({ a: '2\n' }));
    await push({ b: '2\n' });
    const { change } = await forge.openChange(
      requestOf({ a: '3\n', b: '3\n' }),
    );
    expect(change).toMatchObject({ id });
    const again = await forge.openChange(requestOf({ a: '3\n', b: '3\n' }));
    expect(again.outcome).toBe('unchanged');
    const shown = await forge.getChangeFiles(id);
    expect(
      shown.map(({ path, patch }) => [path, patch!.split('\n').at(-2)]),
    ).toEqual([
      ['a', '+3'],
      ['b', '+3'],
    ]);
  });
}

function describeOthers(use: UseRemote) {
  it('are no changes of the portal, whatever they call themselves', async () => {
    const { forge, fake, push, branches } = await use();
    await push({ x: 'x\n' }, 'feature');
    const tips = await branches();
    const head = tips.get('feature')!;
    const text = encodeChangeBody('Mine', requestOf({ a: 'a\n' }));
    const branch = 'portal/onboard-tenant/payments';
    const add = (parts: { branch: string; isFork?: boolean }) =>
      fake.pulls.add({ title: 'T', body: text, base: 'main', head, ...parts });
    const fork = add({ branch, isFork: true });
    const feature = add({ branch: 'feature' });
    await expect(forge.listChanges()).resolves.toEqual({ changes: [] });
    for (const { number } of [fork, feature]) {
      await refusal(forge.getChange(`${number}`), 'not-found');
      await refusal(
        forge.mergeChange(`${number}`, { person: SAM }),
        'not-found',
      );
      await refusal(
        forge.closeChange(`${number}`, { person: SAM }),
        'not-found',
      );
    }
    const change = await opened(forge, requestOf({ a: 'a\n' }));
    expect(change).toMatchObject({ id: '3', branch });
  });

  it('can give a change no metadata of another', async () => {
    const { forge, fake } = await use();
    const { id } = await opened(forge, requestOf({ a: 'a\n' }));
    const pull = fake.pulls.get(Number(id))!;
    pull.body = encodeChangeBody('Edited\r\nby hand', {
      ...requestOf({}),
      key: 'onboard-tenant/other',
      entityRefs: ['system:default/other'],
    });
    await expect(forge.getChange(id)).resolves.toMatchObject({
      key: 'onboard-tenant/payments',
      entityRefs: [],
      body: 'Edited\nby hand',
    });
    pull.body = '';
    await expect(forge.getChange(id)).resolves.toMatchObject({
      key: 'onboard-tenant/payments',
      entityRefs: [],
    });
  });

  it('keep a change where a person has closed it and left its branch', async () => {
    const { forge, fake, branches } = await use();
    const first = await opened(forge, requestOf({ a: '1\n' }));
    await fake.pulls.end(fake.pulls.get(Number(first.id))!);
    expect((await branches()).has(first.branch)).toBe(true);
    const second = await opened(
      forge,
      requestOf({ a: '2\n' }, { author: KIM }),
    );
    expect(second.id).not.toBe(first.id);
    const files = await forge.getChangeFiles(second.id);
    expect(files.map(({ path, additions }) => [path, additions])).toEqual([
      ['a', 1],
    ]);
    await expect(forge.getChange(first.id)).resolves.toMatchObject({
      state: 'closed',
      headCommit: first.headCommit,
    });
  });
}

function describePages(use: UseRemote) {
  it('are read to their end', async () => {
    const { forge, fake, push, branches } = await use();
    fake.largestPage = 3;
    await push({ x: 'x\n' }, 'feature');
    const head = (await branches()).get('feature')!;
    const ids: string[] = [];
    for (let index = 0; index < 5; index++) {
      const { id } = await opened(
        forge,
        requestOf(
          { [`t${index}`]: 'x\n' },
          { key: `onboard-tenant/t${index}` },
        ),
      );
      ids.unshift(id);
      for (let other = 0; other < 2; other++) {
        fake.pulls.add({
          title: 'T',
          body: '',
          base: 'main',
          branch: 'feature',
          head,
        });
      }
    }
    const all = await forge.listChanges();
    expect(all.changes.map(change => change.id)).toEqual(ids);
    expect(all.nextCursor).toBeUndefined();

    const first = await forge.listChanges({ limit: 2 });
    // What comes meanwhile moves the others to later pages.
    await opened(
      forge,
      requestOf({ new: 'x\n' }, { key: 'onboard-tenant/new' }),
    );
    const second = await forge.listChanges({
      limit: 3,
      cursor: first.nextCursor,
    });
    expect(
      [...first.changes, ...second.changes].map(change => change.id),
    ).toEqual(ids);
    expect(second.nextCursor).toBeUndefined();
  });

  it('have all files of a change', async () => {
    const { forge, fake } = await use();
    fake.largestPage = 3;
    const files = Object.fromEntries(
      Array.from({ length: 10 }, (_, index) => [`f/${index}`, 'x\n']),
    );
    const { id } = await opened(forge, requestOf(files));
    const shown = await forge.getChangeFiles(id);
    expect(shown.map(file => file.path)).toEqual(Object.keys(files));
  });
}

function describeRules(use: UseRemote) {
  it("that protect the change's branch are named", async () => {
    const { forge, fake } = await use();
    fake.isProtected = branch => branch.startsWith('portal/');
    const error = await refusal(
      forge.openChange(requestOf({ a: 'a\n' })),
      'protected',
    );
    expect(error.message).toMatch(/portal.s account .* rules/);
  });

  it('that ask for a review are named, and the change stays open', async () => {
    const { forge, fake, branches } = await use();
    const change = await opened(forge, requestOf({ a: 'a\n' }));
    fake.isProtected = branch => branch === 'main';
    const error = await refusal(
      forge.mergeChange(change.id, { person: SAM }),
      'protected',
    );
    expect(error.message).toMatch(/approv/);
    await expect(forge.getChange(change.id)).resolves.toEqual(change);
    expect((await branches()).get(change.branch)).toBe(change.headCommit);
  });

  it('are waited for while the forge works out whether it can merge', async () => {
    const { forge, fake, pauses } = await use();
    const { id } = await opened(forge, requestOf({ a: 'a\n' }));
    fake.unknownMergeability = 2;
    await expect(forge.getMergeability(id)).resolves.toEqual({
      status: 'mergeable',
      conflicts: [],
    });
    expect(pauses).toEqual([500, 1500]);
    fake.unknownMergeability = 100;
    await expect(forge.getMergeability(id)).resolves.toEqual({
      status: 'unknown',
      conflicts: [],
    });
  });
}
