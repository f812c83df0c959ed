import { existsSync } from 'node:fs';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createLocalHarness, personGit } from '../testing/localHarness';
import { gitObject } from './gitObjects';
import type { ObjectReader } from './ObjectReader';
import { Repository } from './Repository';
import { writeLooseObject } from './writeLooseObject';

type Harness = Awaited<ReturnType<typeof createLocalHarness>>;

describe('Repository', () => {
  let harness: Harness;
  let repository: Repository;
  let removed: string[];
  beforeEach(async () => {
    harness = await createLocalHarness({ 'a.txt': 'a\n' });
    removed = [];
    repository = new Repository(harness.gitDir, {
      staleLockMs: 300,
      onStaleLocks: files => removed.push(...files),
    });
  });
  afterEach(async () => {
    repository.close();
    await harness.close();
  });
  const lock = async (name: string, ageMs: number) => {
    const file = join(harness.gitDir, `${name}.lock`);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, '');
    const then = new Date(Date.now() - ageMs);
    await utimes(file, then, then);
    return file;
  };

  it('moves references together, or none', async () => {
    const { oid } = (await repository.head()).commit;
    await expect(
      repository.moveRefs('test', [
        { ref: 'refs/x/one', old: null, new: oid },
        { ref: 'refs/heads/main', old: 'ab'.repeat(20) },
      ]),
    ).resolves.toBe(false);
    await expect(repository.refValue('refs/x/one')).resolves.toBeNull();
    await expect(
      repository.moveRefs('test', [
        { ref: 'refs/x/one', old: null, new: oid },
        { ref: 'refs/heads/main', old: oid },
      ]),
    ).resolves.toBe(true);
    await expect(
      repository.moveRefs('test', [{ ref: 'refs/x/one', old: null, new: oid }]),
    ).resolves.toBe(false);
    await repository.moveRefs('test', [
      { ref: 'refs/x/one', old: oid, new: null },
    ]);
    await expect(repository.refValue('refs/x/one')).resolves.toBeNull();
  });

  it('removes the lock of a killed process, and goes on', async () => {
    const { oid } = (await repository.head()).commit;
    const file = await lock('refs/x/one', 60_000);
    await expect(
      repository.moveRefs('test', [{ ref: 'refs/x/one', old: null, new: oid }]),
    ).resolves.toBe(true);
    expect(removed).toEqual([file]);
    expect(existsSync(file)).toBe(false);
  });

  it('never removes the lock of a process at work', async () => {
    const { oid } = (await repository.head()).commit;
    const file = await lock('refs/x/one', -60_000);
    await expect(
      repository.moveRefs('move a thing', [
        { ref: 'refs/x/one', old: null, new: oid },
      ]),
    ).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('Could not move a thing'),
    });
    expect(existsSync(file)).toBe(true);
    expect(removed).toEqual([]);
  });

  it('reads on after its reader was killed', async () => {
    const { oid } = (await repository.head()).commit;
    const reader = (repository as unknown as { reader: ObjectReader }).reader;
    const { child } = reader as unknown as {
      child: import('node:child_process').ChildProcess;
    };
    const closed = new Promise(resolve => child.once('close', resolve));
    child.kill('SIGKILL');
    await closed;
    await expect(repository.commit(oid)).resolves.toMatchObject({ oid });
  });

  it('answers many questions at once, each with its own object', async () => {
    const objects = Array.from({ length: 300 }, (_, index) =>
      gitObject('blob', Buffer.alloc(index * 331, index % 256)),
    );
    await repository.write(objects);
    const found = await Promise.all(
      objects.flatMap(({ oid }) => [
        repository.read(oid),
        repository.read('ab'.repeat(20)),
        repository.readHeader(oid),
      ]),
    );
    objects.forEach(({ oid, data }, index) => {
      const [object, missing, header] = found.slice(index * 3, index * 3 + 3);
      expect(object).toMatchObject({ oid, type: 'blob', size: data.length });
      expect(object!.data!.equals(data)).toBe(true);
      expect(missing).toBeUndefined();
      expect(header).toEqual({ oid, type: 'blob', size: data.length });
    });
  });

  it('takes no name for more than one question', async () => {
    await expect(
      repository.read('HEAD\ncontents refs/heads/main'),
    ).rejects.toThrow('No object has the name');
  });

  it('reads what other processes write, and sees references move', async () => {
    const before = await repository.refValue('refs/heads/main');
    const pushed = await harness.push({ b: 'b\n' });
    expect(pushed).not.toBe(before);
    await expect(repository.refValue('refs/heads/main')).resolves.toBe(pushed);
    personGit(harness.gitDir, ['pack-refs', '--all']);
    personGit(harness.gitDir, ['repack', '-adq']);
    await expect(repository.refValue('refs/heads/main')).resolves.toBe(pushed);
    await expect(repository.commit(pushed)).resolves.toMatchObject({
      message: 'Push\n',
    });
  });

  it('writes a large folder as git would', async () => {
    const entries = Array.from({ length: 4000 }, (_, index) =>
      Buffer.concat([
        Buffer.from(`100644 file-${String(index).padStart(5, '0')}\0`),
        Buffer.from(gitObject('blob', Buffer.from('x')).oid, 'hex'),
      ]),
    );
    const tree = gitObject('tree', Buffer.concat(entries));
    await repository.write([gitObject('blob', Buffer.from('x')), tree]);
    await writeLooseObject(harness.gitDir, tree);
    const listed = personGit(harness.gitDir, ['ls-tree', tree.oid]);
    expect(listed.split('\n')).toHaveLength(4001);
    expect(personGit(harness.gitDir, ['fsck', '--full', '--no-dangling'])).toBe(
      '',
    );
  });
});
