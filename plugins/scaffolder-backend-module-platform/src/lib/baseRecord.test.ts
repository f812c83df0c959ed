import { symlink } from 'node:fs/promises';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { readBaseRecord, writeBaseRecord } from './baseRecord';

describe('base record', () => {
  const directory = createMockDirectory();

  it('is read as it was written', async () => {
    const record = {
      commit: 'a'.repeat(40),
      branch: 'main',
      files: new Map([['gitops/a.yaml', 'b'.repeat(40)]]),
    };
    expect(await readBaseRecord(directory.path)).toBeUndefined();
    await writeBaseRecord(directory.path, record);
    expect(await readBaseRecord(directory.path)).toEqual(record);
  });

  it.each([
    'no json',
    'null',
    '{}',
    '{"commit":"--upload-pack=x","branch":"main","files":[]}',
    `{"commit":"${'a'.repeat(40)}","branch":"main","files":[["a"]]}`,
    `{"commit":"${'a'.repeat(40)}","branch":"main","files":[["a","zz"]]}`,
    'x'.repeat(2 * 1024 * 1024),
  ])('refuses one that another step wrote', async text => {
    directory.setContent({ '.platform-base.json': text });
    await expect(readBaseRecord(directory.path)).rejects.toThrow('overwritten');
  });

  it('is not read through a link', async () => {
    directory.setContent({ 'elsewhere.json': '{}' });
    await symlink(
      directory.resolve('elsewhere.json'),
      directory.resolve('.platform-base.json'),
    );
    await expect(readBaseRecord(directory.path)).rejects.toThrow('overwritten');
  });
});
