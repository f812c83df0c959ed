import { createMockDirectory } from '@backstage/backend-test-utils';
import { chmodSync } from 'node:fs';
import { findKustomize } from './findKustomize';

const directory = createMockDirectory();

function fakeProgram(name: string): string {
  directory.addContent({ [name]: `#!${process.execPath}\n` });
  const file = directory.resolve(name);
  chmodSync(file, 0o755);
  return file;
}

describe('findKustomize', () => {
  beforeEach(() => directory.clear());

  it('prefers kustomize to kubectl, wherever on PATH they are', async () => {
    const kubectl = fakeProgram('a/kubectl');
    const kustomize = fakeProgram('b/kustomize');
    const PATH = [directory.resolve('a'), directory.resolve('b')].join(':');

    expect(await findKustomize({ PATH } as any)).toEqual({
      command: kustomize,
      args: ['build'],
    });
    expect(
      await findKustomize({ PATH: directory.resolve('a') } as any),
    ).toEqual({ command: kubectl, args: ['kustomize'] });
  });

  it('finds nothing where there is nothing, and never looks in a relative folder', async () => {
    fakeProgram('kustomize');
    const relative = '.';
    expect(await findKustomize({ PATH: relative } as any)).toBeUndefined();
    expect(await findKustomize({} as any)).toBeUndefined();
  });

  it('skips folders and files that cannot be run', async () => {
    directory.setContent({
      'a/kustomize/inside': '',
      'b/kustomize': 'not executable',
    });
    const PATH = [directory.resolve('a'), directory.resolve('b')].join(':');
    expect(await findKustomize({ PATH } as any)).toBeUndefined();
  });

  it('takes what IDP_KUSTOMIZE names, and says so when that is wrong', async () => {
    const kubectl = fakeProgram('kubectl.1.36');
    expect(
      await findKustomize({ PATH: '', IDP_KUSTOMIZE: kubectl } as any),
    ).toEqual({ command: kubectl, args: ['kustomize'] });

    await expect(
      findKustomize({ IDP_KUSTOMIZE: directory.resolve('gone') } as any),
    ).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('IDP_KUSTOMIZE'),
    });
  });
});
