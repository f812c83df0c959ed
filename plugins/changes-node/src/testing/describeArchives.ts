import { randomBytes } from 'node:crypto';
import type { ForgeErrorCode } from '../ForgeError';
import type { FakeAnswer, FaultKind } from './fakeForge/FakeServer';
import { makeArchive, type ArchiveEntry } from './fakeForge/makeArchive';
import { refusal, type Files } from './harness';
import type { RemoteHarness } from './remoteHarness';

type UseRemote = (files?: Files) => Promise<RemoteHarness>;

const FILES = { 'gitops/a.yaml': 'a\n', 'docs/b.md': 'b\n' };

const FAULTS: Array<[name: string, kind: FaultKind, code: ForgeErrorCode]> = [
  ['a connection that is closed', 'cut-before', 'unavailable'],
  [
    'a connection that is closed in the middle of it',
    'cut-after',
    'unavailable',
  ],
  ['an answer that does not come', 'silent', 'unavailable'],
  ['a page instead of it', 'page', 'unavailable'],
  ['an answer with nothing in it', 'hollow', 'unavailable'],
  ['an empty body', { status: 200, body: '' }, 'unavailable'],
  ['no content', { status: 204 }, 'unavailable'],
  ['status 401', { status: 401 }, 'unauthorized'],
  ['status 403', { status: 403 }, 'forbidden'],
  ['status 429', { status: 429 }, 'rate-limited'],
  ['status 500', { status: 500 }, 'unavailable'],
  ['status 503', { status: 503, body: '<html>busy</html>' }, 'unavailable'],
];

const sound: ArchiveEntry = {
  path: 'platform/gitops/a.yaml',
  content: Buffer.from('a\n'),
};

const UNSOUND: Array<[name: string, entries: ArchiveEntry[]]> = [
  [
    'a way out',
    [sound, { path: 'platform/gitops/../../x', content: Buffer.from('x') }],
  ],
  ['a name from the root of the disk', [{ ...sound, path: '/gitops/a.yaml' }]],
  ['two folders at the top', [sound, { ...sound, path: 'other/gitops/b' }]],
  ['a file twice', [sound, sound]],
  ['no folder at the top', [{ ...sound, path: 'a.yaml' }]],
];

/** How a forge over HTTP takes a whole repository as one archive. */
export function describeArchives(
  name: string,
  createHarness: (files: Files) => Promise<RemoteHarness>,
  /** Requests of a snapshot, those for the archive itself included. */
  requests: number,
) {
  describe(`${name}'s archives`, () => {
    const open: RemoteHarness[] = [];
    const use: UseRemote = async (files = FILES) => {
      const harness = await createHarness(files);
      open.push(harness);
      return harness;
    };
    afterEach(async () => {
      for (const harness of open.splice(0)) await harness.close();
    });

    describe('whole', () => {
      describeWhole(use, requests);
    });
    describe('broken', () => {
      describeBroken(use);
    });
    describe('large', () => {
      describeLarge(use);
    });
    describe('elsewhere', () => {
      describeElsewhere(use);
    });
  });
}

function describeWhole(use: UseRemote, requests: number) {
  it.each([2, 500])('take as few requests with %d tenants', async tenants => {
    const files = Object.fromEntries(
      Array.from({ length: tenants }, (_, index) => [
        `gitops/tenants/t${index}/boundary/tenant.yaml`,
        'kind: Tenant\n',
      ]),
    );
    const harness = await use(files);
    const { commit } = await harness.forge.getHead();
    forget(harness);
    const found = await snapshot(harness, commit);
    expect(found.size).toBe(tenants);
    expect(requestsOf(harness)).toHaveLength(requests);
  });

  it('are of the commit that is asked for, also where the default branch has another name now', async () => {
    const harness = await use();
    const { commit } = await harness.forge.getHead();
    await harness.renameDefaultBranch('trunk');
    await harness.push({ 'gitops/a.yaml': 'changed\n' }, 'trunk');
    const files = await snapshot(harness, commit);
    expect(files.get('gitops/a.yaml')!.content.toString()).toBe('a\n');
  });

  it('leave out what is a link', async () => {
    const harness = await use();
    const commit = await harness.pushMode(
      'gitops/link',
      '120000',
      '/etc/passwd',
    );
    expect([...(await snapshot(harness, commit)).keys()]).toEqual([
      'gitops/a.yaml',
    ]);
    harness.fake.alterArchive = () =>
      archiveOf([
        sound,
        {
          path: 'platform/gitops/hard',
          type: 'Link',
          linkpath: '/etc/passwd',
        },
        {
          path: 'platform/gitops/soft',
          type: 'SymbolicLink',
          linkpath: '../../../etc/passwd',
        },
      ]);
    expect([...(await snapshot(harness, commit)).keys()]).toEqual([
      'gitops/a.yaml',
    ]);
  });
}

function describeBroken(use: UseRemote) {
  it.each(FAULTS)('give no file after %s', async (_name, kind, code) => {
    const harness = await use();
    const { commit } = await harness.forge.getHead();
    const server = harness.fake.codeload ?? harness.fake.server;
    server.break({ kind, path: /archive|legacy/ });
    const error = await refusal(snapshot(harness, commit), code);
    expect(error.message).toMatch(/Git(Hub|ea) at /);
    expect(error.message).not.toContain(harness.secret);
    harness.repair();
    harness.advance(60);
    expect((await snapshot(harness, commit)).size).toBe(1);
  });

  it('give no file where they end before their end', async () => {
    const harness = await use();
    const { commit } = await harness.forge.getHead();
    for (const share of [0.1, 0.5, 0.95]) {
      harness.fake.alterArchive = archive => ({
        status: 200,
        body: archive.subarray(0, Math.floor(archive.length * share)),
      });
      await refusal(snapshot(harness, commit), 'unavailable');
    }
    // Between two files, as when the one who packs is killed and the one who compresses is not.
    harness.fake.alterArchive = () => archiveOf([sound], { isCutOff: true });
    const error = await refusal(snapshot(harness, commit), 'unavailable');
    expect(error.message).toContain('breaks off');
  });

  it.each(UNSOUND)(
    'give no file where they have %s',
    async (_name, entries) => {
      const harness = await use();
      const { commit } = await harness.forge.getHead();
      harness.fake.alterArchive = () => archiveOf(entries);
      const error = await refusal(snapshot(harness, commit), 'unavailable');
      expect(error.message).toContain('does not trust');
    },
  );

  it('give no file where they are of another commit', async () => {
    const harness = await use();
    const { commit } = await harness.forge.getHead();
    const other = 'ab'.repeat(20);
    harness.fake.alterArchive = () => archiveOf([sound], { commit: other });
    const error = await refusal(snapshot(harness, commit), 'unavailable');
    expect(error.message).toContain('it is of the commit ababababab');
    harness.fake.alterArchive = () => archiveOf([sound], { commit });
    expect((await snapshot(harness, commit)).size).toBe(1);
  });

  it('are not needed where the forge gives out none', async () => {
    const harness = await use();
    const { commit } = await harness.forge.getHead();
    harness.fake.server.break({
      kind: { status: 404, body: {} },
      path: /\/(archive|tarball)\//,
    });
    expect([...(await snapshot(harness, commit)).keys()]).toEqual([
      'gitops/a.yaml',
    ]);
    expect(harness.logged.join()).toContain('is read file by file');
  });
}

function describeLarge(use: UseRemote) {
  it('of 200 MB are read, and only what is wanted is kept', async () => {
    const harness = await use();
    const { commit } = await harness.forge.getHead();
    const block = randomBytes(1024 * 1024);
    const film = Buffer.concat(Array(200).fill(block));
    harness.fake.alterArchive = () =>
      archiveOf([sound, { path: 'platform/docs/film.mp4', content: film }], {
        level: 0,
      });
    expect([...(await snapshot(harness, commit)).keys()]).toEqual([
      'gitops/a.yaml',
    ]);
  }, 60_000);

  it('that unpack to a thousand times their size are refused', async () => {
    const harness = await use();
    const { commit } = await harness.forge.getHead();
    const bomb = Buffer.alloc(300 * 1024 * 1024);
    harness.fake.alterArchive = () =>
      archiveOf([sound, { path: 'platform/gitops/bomb', content: bomb }]);
    const error = await refusal(snapshot(harness, commit), 'invalid');
    expect(error.files).toEqual(['gitops/bomb']);
  }, 60_000);
}

function describeElsewhere(use: UseRemote) {
  it('are not fetched from where they do not belong', async () => {
    const harness = await use();
    const other = await use();
    const { commit } = await harness.forge.getHead();
    harness.fake.archiveLocation = `http://localhost:${other.port}/archive/x`;
    forget(other);
    const error = await refusal(snapshot(harness, commit), 'not-found');
    expect(error.message).toContain(`localhost:${other.port}`);
    expect(requestsOf(other)).toEqual([]);
  });

  it('are fetched without the credential where that is another server', async () => {
    const harness = await use();
    const { commit } = await harness.forge.getHead();
    forget(harness);
    await snapshot(harness, commit);
    const { server, codeload } = harness.fake;
    expect(server.requests.every(request => request.authorization)).toBe(true);
    for (const request of codeload?.requests ?? []) {
      expect(request.authorization).toBeUndefined();
    }
  });
}

function snapshot({ forge }: RemoteHarness, commit: string) {
  return forge.readSnapshot({
    commit,
    isWanted: path => path.startsWith('gitops/'),
  });
}

function archiveOf(
  entries: ArchiveEntry[],
  options?: { commit?: string; isCutOff?: boolean; level?: number },
): FakeAnswer {
  return { status: 200, body: makeArchive(entries, options) };
}

function requestsOf({ fake }: RemoteHarness) {
  return [...fake.server.requests, ...(fake.codeload?.requests ?? [])];
}

function forget({ fake }: RemoteHarness): void {
  fake.server.requests.length = 0;
  if (fake.codeload) fake.codeload.requests.length = 0;
}
