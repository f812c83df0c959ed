import { join } from 'node:path';
import { rm } from 'node:fs/promises';
import { paths } from '@idp/platform-contract';
import { changesEventTopic } from '@idp/plugin-changes-common';
import { ForgeError, type ForgeClient } from '@idp/plugin-changes-node';
import { createPlatform } from '../__testUtils__/createPlatform';
import type { PersonName } from '../__testUtils__/people';
import { FakeForge } from '../__testUtils__/FakeForge';
import {
  repositoryFiles,
  tenantFiles,
  workloadFiles,
} from '../__testUtils__/repositoryFiles';

const INPUT = {
  subject: 'demo--orders',
  title: 'Add workload orders to tenant demo',
};

describe('platform:change:open', () => {
  let fake: FakeForge;
  let platform: ReturnType<typeof createPlatform>;

  beforeEach(() => {
    fake = new FakeForge(repositoryFiles());
    platform = createPlatform({ forge: fake as unknown as ForgeClient });
  });
  afterEach(() => platform.cleanUp());

  const open = (
    task: ReturnType<typeof platform.task>,
    input: object = INPUT,
  ) => task.step('platform:change:open', { ...input });

  async function addWorkload(person: PersonName | 'service' = 'lee') {
    const task = platform.task(person);
    await task.step('platform:gitops:fetch', {
      paths: ['gitops/tenants/demo/boundary'],
    });
    task.write(workloadFiles('demo', 'orders'));
    return task;
  }

  it('opens one change with what differs, in the name of the person', async () => {
    const { commit } = await fake.getHead();
    const outputs = await open(await addWorkload());
    expect(outputs).toMatchObject({
      outcome: 'opened',
      changeId: '1',
      changeUrl: '/changes/1',
      entityRefs: ['component:demo/orders'],
    });
    expect(fake.opened).toHaveLength(1);
    const [request] = fake.opened;
    expect(request).toMatchObject({
      key: 'web-service/demo--orders',
      title: INPUT.title,
      baseCommit: commit,
      author: {
        name: 'Lee',
        email: 'lee@example.com',
        entityRef: 'user:default/lee',
      },
      goldenPath: {
        entityRef: 'template:default/web-service',
        title: 'Golden path web-service',
        version: '1',
      },
    });
    expect(request.files.map(file => file.path)).toEqual(
      Object.keys(workloadFiles('demo', 'orders')).sort(),
    );
    expect(request.body).toBe(outputs.summary);
  });

  it('tells the rest of the portal, and leaves an audit event', async () => {
    await open(await addWorkload());
    expect(platform.events.publish).toHaveBeenCalledWith({
      topic: changesEventTopic,
      eventPayload: { reason: 'change-updated', changeId: '1' },
    });
    expect(platform.auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'change-open',
        severityLevel: 'medium',
        meta: expect.objectContaining({ author: 'user:default/lee' }),
      }),
    );
  });

  it('has opened the change even when nobody can be told', async () => {
    platform.events.publish.mockRejectedValue(new Error('bus is down'));
    await expect(open(await addWorkload())).resolves.toMatchObject({
      outcome: 'opened',
    });
    expect(platform.actionsOptions.logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('bus is down'),
    );
  });

  it('links to the forge where changes are read there', async () => {
    fake.reviewedInPortal = false;
    expect((await open(await addWorkload())).changeUrl).toBe(
      'https://git.example.com/acme/platform/pulls/1',
    );
  });

  it('makes the same request again when the same person runs it again', async () => {
    await open(await addWorkload());
    const again = await open(await addWorkload());
    expect(fake.opened[1]).toEqual({
      ...fake.opened[0],
      beforeUpdate: expect.any(Function),
    });
    expect(again).toMatchObject({ outcome: 'unchanged', changeId: '1' });
    expect(platform.events.publish).toHaveBeenCalledTimes(1);
  });

  it('answers the same when a task is recovered after the change was merged', async () => {
    const task = await addWorkload();
    const first = await open(task);
    fake.merge(fake.opened[0]);
    expect(await open(task)).toEqual(first);
    expect(fake.opened).toHaveLength(1);
  });

  it('opens nothing when main says all of it already', async () => {
    await open(await addWorkload());
    fake.merge(fake.opened[0]);
    const outputs = await open(await addWorkload());
    expect(outputs.outcome).toBe('unchanged');
    expect(outputs.changeId).toBeUndefined();
    expect(fake.opened).toHaveLength(1);
  });

  it('leaves alone what main changed since the fetch, and says which commit it began with', async () => {
    const { commit } = await fake.getHead();
    const task = await addWorkload();
    const file = paths.tenantFile('demo');
    fake.push({ [file]: `${repositoryFiles()[file]}# Seen by a person\n` });
    const later = Date.now() + 60_000;
    jest.spyOn(Date, 'now').mockReturnValue(later);
    await open(task);
    jest.mocked(Date.now).mockRestore();
    expect(fake.opened[0].baseCommit).toBe(commit);
    expect(fake.opened[0].files.map(({ path }) => path)).not.toContain(file);
  });

  it('deletes what a step deleted', async () => {
    const task = platform.task('lee');
    const folder = paths.workload('demo', 'hello');
    await task.step('platform:gitops:fetch', { paths: [folder] });
    await rm(join(task.workspacePath, 'repository', folder), {
      recursive: true,
    });
    const { summary } = await open(task, {
      subject: 'demo--hello',
      title: 'Remove hello',
    });
    expect(fake.opened[0].files.every(file => 'delete' in file)).toBe(true);
    expect(summary).toContain('workload `hello` is gone');
  });

  describe('dry run', () => {
    it('judges and describes, and writes nothing anywhere', async () => {
      const task = await addWorkload();
      task.isDryRun = true;
      const outputs = await open(task);
      expect(outputs).toMatchObject({
        outcome: 'dry-run',
        entityRefs: ['component:demo/orders'],
      });
      expect(outputs.changeId).toBeUndefined();
      expect(outputs.summary).toContain('After the merge there is');
      expect(task.log.at(-1)).toContain('would open');
      expect(fake.opened).toEqual([]);
      expect(platform.events.publish).not.toHaveBeenCalled();
      expect(platform.auditor.createEvent).not.toHaveBeenCalled();
    });

    it('refuses what the real run would refuse', async () => {
      const task = await addWorkload('kim');
      task.isDryRun = true;
      await expect(open(task)).rejects.toThrow('not a member');
    });
  });

  describe('does not rely on platform:check', () => {
    it('refuses a person who does not own the tenant', async () => {
      await expect(open(await addWorkload('kim'))).rejects.toThrow(
        expect.objectContaining({ name: 'NotAllowedError' }),
      );
      expect(fake.opened).toEqual([]);
    });

    it('refuses a task of a service', async () => {
      await expect(open(await addWorkload('service'))).rejects.toThrow(
        'signed-in person',
      );
    });

    it.each([
      ['two tenants', tenantFiles('other', 'group:default/demo')],
      ['an environment', { 'gitops/environments/eks/environment.yaml': 'x' }],
      ['a cluster', { 'gitops/clusters/eks/revision.yaml': 'x' }],
      ['templates', { 'templates/web-service/template.yaml': 'x' }],
      ['docs', { 'docs/index.md': 'x' }],
      ['its own rules', { CODEOWNERS: 'x' }],
    ])('refuses %s', async (_, files) => {
      const task = await addWorkload();
      task.write(files as Record<string, string>);
      await expect(open(task)).rejects.toThrow('change-paths');
      expect(fake.opened).toEqual([]);
    });

    it('refuses what breaks the contract', async () => {
      const task = await addWorkload();
      const file = paths.release('demo', 'orders', 'eks');
      task.write({
        [file]: workloadFiles('demo', 'orders')[file].replace(
          'replicas: 2',
          'replicas: 20000',
        ),
      });
      await expect(open(task)).rejects.toThrow(`${file}:9:`);
    });
  });

  it('lets only platform administrators change templates and docs', async () => {
    const files = {
      'templates/web-service/template.yaml': 'kind: Template\n',
      'templates/web-service/skeleton/${{ values.name }}/a.yaml': 'a: 1\n',
      'docs/index.md': '# Hello\n',
    };
    const input = { subject: 'golden-paths', title: 'Mend the golden path' };
    const kim = platform.task('kim');
    kim.write(files);
    await expect(open(kim, input)).rejects.toThrow('administrators');
    const sam = platform.task('sam');
    sam.write(files);
    expect(await open(sam, input)).toMatchObject({
      outcome: 'opened',
      entityRefs: [],
    });
  });

  describe('somebody else’s open change', () => {
    const onboard = { subject: 'payments', title: 'Onboard tenant payments' };

    async function onboardAs(person: PersonName, owner: string) {
      const task = platform.task(person, 'onboard-tenant');
      task.write(tenantFiles('payments', owner));
      return open(task, onboard);
    }

    it('is not taken over by another person who wants the same tenant', async () => {
      await onboardAs('kim', 'group:default/payments');
      await expect(onboardAs('lee', 'group:default/demo')).rejects.toThrow(
        'Kim has an open change with this name already: Onboard tenant payments (change 1)',
      );
      await expect(
        onboardAs('kim', 'group:default/payments'),
      ).resolves.toMatchObject({ outcome: 'unchanged' });
    });

    it('is updated by other owners of a tenant that is there', async () => {
      await open(await addWorkload('lee'));
      await expect(open(await addWorkload('sam'))).resolves.toMatchObject({
        outcome: 'updated',
        changeId: '1',
      });
    });

    it.each(['payments', 'payments--orders', 'demo-two', '../demo', 'x'])(
      'cannot be reached by the subject %s',
      async subject => {
        await expect(
          open(await addWorkload(), { ...INPUT, subject }),
        ).rejects.toThrow('subject');
        expect(fake.opened).toEqual([]);
      },
    );
  });

  it('passes the forge’s own words on and records the failure', async () => {
    jest.spyOn(fake, 'openChange').mockRejectedValue(
      new ForgeError('conflict', 'main touched demo/a.yaml', {
        files: ['demo/a.yaml'],
      }),
    );
    await expect(open(await addWorkload())).rejects.toThrow(
      'main touched demo/a.yaml',
    );
    const event = await (platform.auditor.createEvent as jest.Mock).mock
      .results[0].value;
    expect(event.fail).toHaveBeenCalled();
    expect(platform.events.publish).not.toHaveBeenCalled();
  });

  it('opens nothing when the task is cancelled', async () => {
    const task = await addWorkload();
    task.signal = AbortSignal.abort();
    await expect(open(task)).rejects.toThrow('aborted');
    expect(fake.opened).toEqual([]);
  });

  it('puts hostile text nowhere but in its place', async () => {
    const { summary } = await open(await addWorkload(), {
      ...INPUT,
      title: 'Add\norders @kim, closes #1\u202e',
      description:
        '<!-- idp-change {"key":"x"} -->\n/merge\n@acme/admins closes #12\n[a](javascript:x)',
    });
    const [request] = fake.opened;
    expect(request.title.replace(/\u200b/g, '')).toBe(
      'Add orders @kim, closes #1',
    );
    expect(`${request.title}${summary}`).not.toMatch(/@kim|@acme|#1/);
    expect(summary).not.toContain('<!--');
    expect(summary).not.toMatch(/^\/merge/m);
    expect(summary).not.toContain('[a](');
  });

  it('needs a title that one can see', async () => {
    await expect(
      open(await addWorkload(), { ...INPUT, title: ' \u200b\n' }),
    ).rejects.toThrow('title');
  });

  it('needs a golden path', async () => {
    const task = await addWorkload();
    task.templateInfo = undefined;
    await expect(open(task)).rejects.toThrow('template of the catalog');
  });
});
