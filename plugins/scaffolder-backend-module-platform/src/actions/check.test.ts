import { symlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { paths } from '@idp/platform-contract';
import type { ForgeClient } from '@idp/plugin-changes-node';
import { createPlatform } from '../__testUtils__/createPlatform';
import type { PersonName } from '../__testUtils__/people';
import { FakeForge } from '../__testUtils__/FakeForge';
import {
  repositoryFiles,
  tenantFiles,
  workloadFiles,
} from '../__testUtils__/repositoryFiles';

const DEMO = 'gitops/tenants/demo';

describe('platform:check', () => {
  let fake: FakeForge;
  let platform: ReturnType<typeof createPlatform>;

  beforeEach(() => {
    fake = new FakeForge(repositoryFiles());
    platform = createPlatform({ forge: fake as unknown as ForgeClient });
  });
  afterEach(() => platform.cleanUp());

  const check = (task: ReturnType<typeof platform.task>, tenant = 'demo') =>
    task.step('platform:check', { tenant });

  it('passes a new workload of an owner and says which rules it keeps', async () => {
    const task = platform.task('lee');
    task.write(workloadFiles('demo', 'orders'));
    const { verdict } = await check(task);
    expect(verdict.split('\n')).toEqual([
      '**Verdict: passed**',
      '',
      '- Paths: passed, 6 files inside tenant demo',
      '- Text: passed, plain UTF-8 without hidden characters',
      '- Contract: passed, names, schemas and references of the tenant’s files',
      '- Ownership: passed, user:default/lee is a member of the owner group',
      '- Rendering: not checked, neither kustomize nor kubectl is on the PATH of the portal’s backend',
      '- Policies: not checked, neither kustomize nor kubectl is on the PATH of the portal’s backend',
    ]);
  });

  it('names every problem with its place and its remedy', async () => {
    const task = platform.task('kim');
    task.write({
      ...workloadFiles('demo', 'orders'),
      [paths.release('demo', 'orders', 'eks')]: 'kind: [',
      [`${DEMO}/notes.txt`]: 'x',
    });
    await expect(check(task)).rejects.toThrow(
      /^The change is refused, \d+ problems:/,
    );
    const { verdict } = task.lastOutputs;
    expect(verdict).toContain('**Verdict: refused');
    expect(verdict).toContain(`${DEMO}/notes.txt:1:1`);
    expect(verdict).toMatch(
      /overlays\/eks\/release\.yaml:\d+:\d+` `yaml-syntax`/,
    );
    expect(verdict).toContain('is not a member of group:default/demo');
    expect(verdict).toContain('Rendering: not checked, the problems above');
  });

  describe('ownership', () => {
    it('refuses a person who is not in the owner group on main', async () => {
      const task = platform.task('kim');
      task.write(workloadFiles('demo', 'orders'));
      await expect(check(task)).rejects.toThrow(
        expect.objectContaining({
          name: 'NotAllowedError',
          message: expect.stringContaining(
            'user:default/kim is not a member of group:default/demo, which owns tenant demo',
          ),
        }),
      );
    });

    it('believes main, not the tenant.yaml that the change brings', async () => {
      const task = platform.task('kim');
      await task.step('platform:gitops:fetch', { paths: [DEMO] });
      task.write(tenantFiles('demo', 'group:default/payments'));
      await expect(check(task)).rejects.toThrow(
        'user:default/kim is not a member of group:default/demo',
      );
    });

    it('believes main, not the commit that a step says it fetched', async () => {
      const files = repositoryFiles();
      const file = paths.tenantFile('demo');
      fake.push({
        [file]: files[file].replace('default/demo', 'default/payments'),
      });
      const { commit } = await fake.getHead();
      fake.push({ [file]: files[file] });
      const task = platform.task('kim');
      task.write(workloadFiles('demo', 'orders'));
      await task.step('platform:gitops:fetch', { paths: [DEMO] });
      const { writeBaseRecord } = jest.requireActual('../lib/baseRecord');
      await writeBaseRecord(task.workspacePath, {
        commit,
        branch: 'main',
        files: new Map(),
      });
      await expect(check(task)).rejects.toThrow('which owns tenant demo');
    });

    it('lets an owner hand a tenant over to a group of the catalog', async () => {
      const task = platform.task('lee');
      task.write(tenantFiles('demo', 'group:default/payments'));
      await expect(check(task)).resolves.toBeDefined();
      task.write(tenantFiles('demo', 'group:default/nobody'));
      await expect(check(task)).rejects.toThrow(
        'the catalog has no group:default/nobody',
      );
    });

    const onboard = (person: PersonName, owner: string) => {
      const task = platform.task(person, 'onboard-tenant');
      task.write(tenantFiles('payments', owner));
      return check(task, 'payments');
    };

    it.each([
      ['kim', 'group:default/payments'],
      ['sam', 'group:default/demo'],
    ] as const)('lets %s create a tenant of %s', async (person, owner) => {
      await expect(onboard(person, owner)).resolves.toBeDefined();
    });

    it.each([
      ['kim', 'group:default/demo', 'not a member of group:default/demo'],
      ['kim', 'user:default/kim', 'owner'],
      ['sam', 'group:default/nobody', 'the catalog has no'],
    ] as const)(
      'does not let %s create a tenant of %s',
      async (person, owner, problem) => {
        await expect(onboard(person, owner)).rejects.toThrow(problem);
      },
    );

    it('lets a platform administrator change every tenant', async () => {
      const task = platform.task('sam');
      task.write(workloadFiles('demo', 'orders'));
      const { verdict } = await check(task);
      expect(verdict).toContain('user:default/sam is a platform administrator');
    });

    it('refuses a workload of a tenant that is not there', async () => {
      const task = platform.task('sam');
      task.write(workloadFiles('payments', 'orders'));
      await expect(check(task, 'payments')).rejects.toThrow(
        'there is no tenant payments on the base branch',
      );
    });

    it('needs a signed-in person', async () => {
      await expect(check(platform.task('service'))).rejects.toThrow(
        'signed-in person',
      );
    });
  });

  describe('hostile input', () => {
    it.each([
      ['another tenant', 'gitops/tenants/payments/boundary/tenant.yaml'],
      ['the platform', 'gitops/platform/root.yaml'],
      ['an environment', 'gitops/environments/local/environment.yaml'],
      ['a blueprint', 'templates/blueprints/web-service/v1/service.yaml'],
      ['a pipeline', '.github/workflows/steal.yaml'],
      ['a twin of the tenant', 'gitops/tenants/Demo/boundary/tenant.yaml'],
      ['a twin of a file', `${DEMO}/boundary/Tenant.yaml`],
      ['a look-alike', 'gitops/tenants/demо/boundary/tenant.yaml'],
      ['a file beside the known ones', `${DEMO}/boundary/secret.yaml`],
    ])('refuses to write %s', async (_, path) => {
      const task = platform.task('lee');
      task.write({ [path]: 'kind: X\n' });
      await expect(check(task)).rejects.toThrow();
    });

    it('refuses a path that climbs out, forged into the record of the fetch', async () => {
      const task = platform.task('lee');
      const { writeBaseRecord } = jest.requireActual('../lib/baseRecord');
      const { commit, branch } = await fake.getHead();
      await writeBaseRecord(task.workspacePath, {
        commit,
        branch,
        files: new Map([[`${DEMO}/../payments/x`, 'a'.repeat(40)]]),
      });
      await expect(check(task)).rejects.toThrow("part '..'");
    });

    it('refuses a link', async () => {
      const task = platform.task('lee');
      task.write(workloadFiles('demo', 'orders'));
      const file = join(
        task.workspacePath,
        'repository',
        paths.workloadFile('demo', 'orders'),
      );
      await rm(file);
      await symlink('/etc/passwd', file);
      await expect(check(task)).rejects.toThrow('symbolic link');
    });

    it.each([
      ['a second document', 'a"\n---\nkind: ClusterRoleBinding\nx: "'],
      ['another owner', 'a"\n  owner: "group:default/payments'],
      ['a field that is none', 'a"\n  serviceAccountName: "admin'],
      ['an anchor', 'a"\n  x: &a [*a]\n  y: "'],
    ])('refuses %s injected by a value', async (_, value) => {
      const task = platform.task('lee');
      const file = paths.tenantFile('demo');
      task.write({
        [file]: repositoryFiles()[file].replace(
          /displayName: ".*"/,
          `displayName: "${value}"`,
        ),
      });
      await expect(check(task)).rejects.toThrow(file);
    });

    it.each([
      ['NUL', '\u0000'],
      ['a direction override', '\u202e'],
      ['a zero-width space', '\u200b'],
    ])('refuses %s in a value', async (_, character) => {
      const task = platform.task('lee');
      const file = paths.tenantFile('demo');
      task.write({
        [file]: repositoryFiles()[file].replace('"Demo"', `"De${character}mo"`),
      });
      await expect(check(task)).rejects.toThrow(`${file}:8:19 change-text`);
    });

    it.each(['\\0', '\\u202e', '\\x1b', '\\U000E0041'])(
      'refuses the escape %s in a value, which a reader of the text would miss',
      async escape => {
        const task = platform.task('lee');
        const file = paths.tenantFile('demo');
        task.write({
          [file]: repositoryFiles()[file].replace('"Demo"', `"De${escape}mo"`),
        });
        await expect(check(task)).rejects.toThrow(`${file}:8:16 change-text`);
      },
    );

    it('refuses bytes that are no text', async () => {
      const task = platform.task('lee');
      task.write({ [paths.tenantFile('demo')]: Buffer.from([0xff, 0xfe]) });
      await expect(check(task)).rejects.toThrow('not a UTF-8 text');
    });

    it('refuses a 10 MB file with the limit in the message', async () => {
      const task = platform.task('lee');
      task.write({ [paths.tenantFile('demo')]: 'x'.repeat(10 * 1024 * 1024) });
      await expect(check(task)).rejects.toThrow('at most 256 KiB');
    });

    it.each(['../demo', 'Demo', 'demо', 'kube-system', 'demo\u0000'])(
      'refuses the tenant name %j before it reads anything',
      async tenant => {
        await expect(check(platform.task('sam'), tenant)).rejects.toThrow(
          'tenant name',
        );
        expect(platform.total()).toBe(0);
      },
    );
  });

  it('does not blame a change for what was wrong on main before', async () => {
    fake.push({ [`${DEMO}/notes.txt`]: 'left by hand' });
    const task = platform.task('lee');
    task.write(workloadFiles('demo', 'orders'));
    const { verdict } = await check(task);
    expect(verdict).toContain(
      'older problems of this tenant on the base branch',
    );
  });

  it('refuses to remove a boundary together with its workloads', async () => {
    const task = platform.task('lee');
    await task.step('platform:gitops:fetch', { paths: [DEMO] });
    await rm(join(task.workspacePath, 'repository', DEMO), { recursive: true });
    await expect(check(task)).rejects.toThrow('Remove the workloads first');
  });

  it('refuses to remove a boundary that workloads are left in', async () => {
    const task = platform.task('lee');
    await task.step('platform:gitops:fetch', { paths: [`${DEMO}/boundary`] });
    await rm(join(task.workspacePath, 'repository', DEMO), { recursive: true });
    await expect(check(task)).rejects.toThrow('tenant.yaml');
  });

  it('stops when the task is cancelled', async () => {
    const task = platform.task('lee');
    task.write(workloadFiles('demo', 'orders'));
    task.signal = AbortSignal.abort();
    await expect(check(task)).rejects.toThrow('aborted');
  });
});
