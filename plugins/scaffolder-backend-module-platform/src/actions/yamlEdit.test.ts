import { readFileSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { ForgeClient } from '@idp/plugin-changes-node';
import { createPlatform } from '../__testUtils__/createPlatform';
import { FakeForge } from '../__testUtils__/FakeForge';

const FILE = 'gitops/tenants/demo/workloads/hello/overlays/eks/release.yaml';
const TEXT = `# why three: one in each zone
spec:
  # see above
  replicas: 3
  image: "a:1"
  tags: [java]
`;

describe('platform:yaml:edit', () => {
  let platform: ReturnType<typeof createPlatform>;
  let task: ReturnType<typeof platform.task>;

  beforeEach(() => {
    platform = createPlatform({
      forge: new FakeForge({}) as unknown as ForgeClient,
    });
    task = platform.task('kim');
    task.write({ [FILE]: TEXT });
  });
  afterEach(() => platform.cleanUp());

  const edit = (edits: object[], path = FILE) =>
    task.step('platform:yaml:edit', { path, edits });
  const read = () =>
    readFileSync(join(task.workspacePath, 'repository', FILE), 'utf8');

  const EDITS = [
    { at: ['spec', 'replicas'], op: 'set', value: 4 },
    { at: ['spec', 'tags'], op: 'append', value: 'java', unique: true },
  ];

  it('keeps comments and order, and changes nothing when it runs again', async () => {
    expect(await edit(EDITS)).toEqual({ changed: true });
    const edited = read();
    expect(edited).toContain('# why three: one in each zone');
    expect(edited).toMatch(/# see above\n {2}replicas: 4\n {2}image/);
    expect(await edit(EDITS)).toEqual({ changed: false });
    expect(read()).toBe(edited);
  });

  it('writes a value that looks like YAML as the text that it is', async () => {
    await edit([
      { at: ['spec', 'image'], op: 'set', value: 'a\n---\nkind: Secret' },
    ]);
    expect(read()).not.toMatch(/^---|^kind:/m);
  });

  it.each([
    [[{ at: ['__proto__', 'x'], op: 'set', value: 1 }], '__proto__'],
    [
      [{ at: ['spec'], op: 'merge', value: JSON.parse('{"__proto__": {}}') }],
      '__proto__',
    ],
    [[{ at: ['spec', 'replicas', 'x'], op: 'set', value: 1 }], 'replicas'],
    [
      [{ at: ['spec', 'image'], op: 'set', value: 'x'.repeat(10_000_000) }],
      'at most 256 KiB',
    ],
  ])('refuses edits %#', async (edits, problem) => {
    await expect(edit(edits)).rejects.toThrow(problem);
    expect(read()).toBe(TEXT);
  });

  it.each([
    ['../../etc/x.yaml', "part '..'"],
    ['/etc/x.yaml', 'absolute'],
    ['gitops/x.sh', 'YAML files'],
    ['gitops/none.yaml', 'has no'],
  ])('refuses the path %s', async (path, problem) => {
    await expect(edit(EDITS, path)).rejects.toThrow(problem);
  });

  it('refuses a link', async () => {
    await symlink(
      '/etc/hostname',
      join(task.workspacePath, 'repository', 'link.yaml'),
    );
    await expect(edit(EDITS, 'link.yaml')).rejects.toThrow('symbolic link');
  });

  it('names file and line of what is no YAML', async () => {
    task.write({ [FILE]: 'a: [' });
    await expect(edit(EDITS)).rejects.toThrow(new RegExp(`${FILE}:\\d+:\\d+`));
  });
});
