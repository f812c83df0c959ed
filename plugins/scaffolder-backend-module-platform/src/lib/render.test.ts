import { readdirSync } from 'node:fs';
import { paths } from '@idp/platform-contract';
import type { ForgeClient } from '@idp/plugin-changes-node';
import { createPlatform } from '../__testUtils__/createPlatform';
import { FakeForge } from '../__testUtils__/FakeForge';
import {
  repositoryFiles,
  tenantFiles,
  workloadFiles,
} from '../__testUtils__/repositoryFiles';
import { findKustomize } from '@idp/kustomize';
import { foldersToRender } from './render';

describe('foldersToRender', () => {
  const after = new Map(Object.entries(repositoryFiles()));

  it('names both overlays of a workload that is touched', () => {
    expect(
      foldersToRender('demo', [paths.workloadFile('demo', 'hello')], after),
    ).toEqual([
      paths.overlay('demo', 'hello', 'eks'),
      paths.overlay('demo', 'hello', 'local'),
    ]);
  });

  it('names the boundary only when it is touched, and nothing that would be gone', () => {
    expect(foldersToRender('demo', [paths.tenantFile('demo')], after)).toEqual([
      paths.boundary('demo'),
    ]);
    expect(
      foldersToRender('demo', [paths.workloadFile('demo', 'gone')], after),
    ).toEqual([]);
  });
});

describe('rendering', () => {
  let fake: FakeForge;
  let platform: ReturnType<typeof createPlatform>;
  let available: boolean;

  beforeAll(async () => {
    available = (await findKustomize()) !== undefined;
  });
  beforeEach(() => {
    fake = new FakeForge(repositoryFiles());
    platform = createPlatform({
      forge: fake as unknown as ForgeClient,
      kustomize: true,
    });
  });
  afterEach(() => platform.cleanUp());

  async function checkOrders() {
    const task = platform.task('lee');
    task.write(workloadFiles('demo', 'orders'));
    await task.step('platform:check', { tenant: 'demo' });
    return task;
  }

  it('says what was rendered, or that this machine cannot', async () => {
    const task = await checkOrders();
    expect(task.lastOutputs.verdict).toContain(
      available
        ? 'Rendering: passed, kustomize renders'
        : 'Rendering: not checked',
    );
    expect(readdirSync(task.workspacePath)).toEqual(['repository']);
  });

  it('renders a new boundary', async () => {
    if (!available) return;
    const task = platform.task('kim', 'onboard-tenant');
    task.write(tenantFiles('payments', 'group:default/payments'));
    const { verdict } = await task.step('platform:check', {
      tenant: 'payments',
    });
    expect(verdict).toContain('gitops/tenants/payments/boundary');
  });

  it('refuses what the contract accepts and kustomize does not', async () => {
    if (!available) return;
    const blueprint = 'templates/blueprints/web-service/v1/kustomization.yaml';
    fake.push({
      [blueprint]: repositoryFiles()[blueprint].replace('spec.port', 'spec.no'),
    });
    await expect(checkOrders()).rejects.toThrow(
      /overlays\/eks\/kustomization\.yaml:1:1 change-render: kustomize could not render/,
    );
  });

  it('refuses what a cluster would refuse, in the words of its policy', async () => {
    if (!available) return;
    const task = platform.task('lee');
    const files = workloadFiles('demo', 'orders');
    for (const path of Object.keys(files)) {
      files[path] = files[path].replace(
        /image: .*/u,
        'image: registry.evil.example/orders:1.0.0',
      );
    }
    task.write(files);
    await expect(
      task.step('platform:check', { tenant: 'demo' }),
    ).rejects.toThrow(
      /overlays\/eks\/kustomization\.yaml:1:1 change-policies: the cluster would refuse Deployment\/orders by its policy tenant-pods\. Images come from .*registry\.evil\.example/,
    );
  });

  it('does not blame a change for what a stricter policy refuses already', async () => {
    if (!available) return;
    const pods = 'kubernetes/policy/base/tenant-pods.yaml';
    const strict = repositoryFiles()[pods].replace(/docker\.io/gu, 'none');
    fake.push({ [pods]: strict });
    const task = platform.task('lee');
    const workload = paths.workloadFile('demo', 'hello');
    task.write({
      [workload]: repositoryFiles()[workload].replace(
        /description: .*/u,
        'description: "Another"',
      ),
    });
    const { verdict } = await task.step('platform:check', { tenant: 'demo' });
    expect(verdict).toContain('Policies: passed');
  });

  it('uses a blueprint that was merged a moment ago', async () => {
    if (!available) return;
    await checkOrders();
    const v1 = 'templates/blueprints/web-service/v1/';
    fake.push(
      Object.fromEntries(
        Object.entries(repositoryFiles())
          .filter(([path]) => path.startsWith(v1))
          .map(([path, text]) => [path.replace('/v1/', '/v2/'), text]),
      ),
    );
    const task = platform.task('lee');
    const files = workloadFiles('demo', 'orders');
    for (const path of Object.keys(files)) {
      files[path] = files[path].replace('web-service/v1', 'web-service/v2');
    }
    task.write(files);
    await expect(
      task.step('platform:check', { tenant: 'demo' }),
    ).resolves.toBeDefined();
  });
});
