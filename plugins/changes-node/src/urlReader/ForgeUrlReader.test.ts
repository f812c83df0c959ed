import { mockServices } from '@backstage/backend-test-utils';
import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { ScmIntegrations } from '@backstage/integration';
import type { ForgeClient } from '../ForgeClient';
import { ForgeUrlReader, pathBelow } from './ForgeUrlReader';

const ROOT = 'https://local-forge.invalid/platform/src/branch/main/';
const files: Record<string, string> = {
  'templates/web-service/template.yaml': 'kind: Template',
  'templates/web-service/skeleton/${{ values.name }}/a.yaml': 'a: 1',
  'templates/web-service/skeleton/b.yaml': 'b: 2',
  'gitops/secret-of-another-folder.yaml': 'c: 3',
};

function setUp(root = ROOT) {
  const listed: string[] = [];
  const forge = {
    title: 'test',
    fileUrl: (path: string) => `${root}${path}`,
    getHead: async () => ({ branch: 'main', commit: 'commit-1' }),
    listFiles: async ({ folder }: { folder?: string }) => {
      listed.push(folder ?? '');
      return Object.keys(files)
        .filter(path => !folder || path.startsWith(`${folder}/`))
        .map(path => ({ path, oid: `oid of ${path}`, executable: false }));
    },
    readFiles: async ({ paths }: { paths: string[] }) =>
      new Map(
        paths
          .filter(path => path in files)
          .map(path => [
            path,
            { content: Buffer.from(files[path]), oid: `oid of ${path}` },
          ]),
      ),
  } as unknown as ForgeClient;
  const reader = UrlReaders.create({
    logger: mockServices.logger.mock(),
    config: mockServices.rootConfig(),
    factories: [
      ({ treeResponseFactory, logger }) => {
        const own = new ForgeUrlReader(forge, { treeResponseFactory, logger });
        return [{ predicate: url => own.handles(url), reader: own }];
      },
    ],
  });
  return { reader, listed };
}

describe('ForgeUrlReader', () => {
  it('reads a file, and says when it has not changed', async () => {
    const { reader } = setUp();
    const url = `${ROOT}templates/web-service/template.yaml`;
    const response = await reader.readUrl(url);
    expect((await response.buffer()).toString()).toBe('kind: Template');
    await expect(
      reader.readUrl(url, { etag: response.etag }),
    ).rejects.toMatchObject({ name: 'NotModifiedError' });
  });

  it('serves what Backstage makes of an address on GitHub, and not the archive of a repository', async () => {
    const { reader, listed } = setUp(
      'https://github.com/acme/platform/blob/HEAD/',
    );
    const integrations = ScmIntegrations.fromConfig(
      mockServices.rootConfig({
        data: { integrations: { github: [{ host: 'github.com' }] } },
      }),
    );
    const url = integrations.resolveUrl({
      url: './skeleton',
      base: 'https://github.com/acme/platform/blob/HEAD/templates/web-service/template.yaml',
    });
    expect(url).toContain('/tree/');
    const tree = await reader.readTree(url);
    expect((await tree.files()).map(({ path }) => path)).toContain('b.yaml');
    expect(listed).toEqual(['templates/web-service/skeleton']);
  });

  it('reads one folder with names that a skeleton has, and no other folder', async () => {
    const { reader, listed } = setUp();
    const tree = await reader.readTree(`${ROOT}templates/web-service/skeleton`);
    const found = await Promise.all(
      (
        await tree.files()
      ).map(async ({ path, content }) => [path, (await content()).toString()]),
    );
    expect(found).toEqual([
      ['${{ values.name }}/a.yaml', 'a: 1'],
      ['b.yaml', 'b: 2'],
    ]);
    expect(listed).toEqual(['templates/web-service/skeleton']);
    expect(tree.etag).toBe('commit-1');
  });

  it('says which file is not there', async () => {
    const { reader } = setUp();
    await expect(reader.readUrl(`${ROOT}templates/nope.yaml`)).rejects.toThrow(
      /has no 'templates\/nope.yaml'/,
    );
    await expect(reader.readTree(`${ROOT}templates/nope`)).rejects.toThrow(
      /has no 'templates\/nope'/,
    );
  });

  it('handles no address outside of the repository', () => {
    expect(pathBelow(ROOT, `${ROOT}a/b.yaml`)).toBe('a/b.yaml');
    expect(pathBelow(ROOT, ROOT)).toBe('');
    for (const url of [
      'https://local-forge.invalid/platform/src/branch/mainline/a',
      'https://local-forge.invalid/other/src/branch/main/a',
      'https://evil.example/platform/src/branch/main/a',
      `${ROOT}../../../../etc/passwd`,
      `${ROOT}a/..%2f..%2fb`,
      `${ROOT}%2e%2e/b`,
      `${ROOT}a%00b`,
      `${ROOT}a%5cb`,
      `${ROOT}a//b`,
      `${ROOT}%zz`,
      'not a url',
    ]) {
      expect([url, pathBelow(ROOT, url)]).toEqual([url, undefined]);
    }
  });
});
