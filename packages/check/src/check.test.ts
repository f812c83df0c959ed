import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { check } from './check';
import { formatReport, isGood } from './report';

/** The rules that look at no more than what is copied. */
const only = ['contract', 'render'];
const checkout = path.join(__dirname, '../../..');

describe('check', () => {
  let copy: string;

  beforeEach(() => {
    copy = fs.mkdtempSync(path.join(os.tmpdir(), 'idp-check-'));
    for (const folder of ['gitops', 'templates']) {
      fs.cpSync(path.join(checkout, folder), path.join(copy, folder), {
        recursive: true,
      });
    }
  });
  afterEach(() => fs.rmSync(copy, { recursive: true, force: true }));

  const edit = (file: string, change: (text: string) => string) => {
    const full = path.join(copy, file);
    fs.writeFileSync(full, change(fs.readFileSync(full, 'utf8')));
  };

  it('is silent on this repository', async () => {
    const results = await check(copy, { only });
    expect(formatReport(results)).toContain('check: 2 passed, 0 failed');
    expect(isGood(results)).toBe(true);
  });

  it('names file and line of what breaks the contract', async () => {
    edit('gitops/tenants/demo/boundary/tenant.yaml', text =>
      text.replace(/quota: .*/, 'quota: huge'),
    );
    const results = await check(copy, { only });
    expect(formatReport(results)).toMatch(
      /FAILED {2}contract[^\n]*\n +gitops\/tenants\/demo\/boundary\/tenant\.yaml:\d+:\d+ .*quota/,
    );
    expect(isGood(results)).toBe(false);
  });

  it('names the folder that does not render', async () => {
    edit('templates/blueprints/web-service/v1/kustomization.yaml', text =>
      text.replace('fieldPath: spec.port', 'fieldPath: spec.porz'),
    );
    const report = formatReport(await check(copy, { only }));
    expect(report).toMatch(/FAILED {2}render/);
    expect(report).toContain(
      'gitops/tenants/demo/workloads/hello/overlays/eks/kustomization.yaml:1:1 render',
    );
  });

  it('reports every problem, those of a missing file once', async () => {
    const hello = 'gitops/tenants/demo/workloads/hello';
    edit('gitops/tenants/demo/boundary/tenant.yaml', text =>
      text.replace('group:default/', 'group:other/'),
    );
    edit(`${hello}/overlays/eks/release.yaml`, text =>
      text.replace(/image: .*/, 'image: nginx:latest'),
    );
    fs.rmSync(path.join(copy, hello, 'overlays/local/kustomization.yaml'));
    fs.symlinkSync('/', path.join(copy, 'gitops/tenants/demo/link'));
    const report = formatReport(await check(copy, { only }));
    expect(report.match(/^ {8}\S+/gm)).toEqual([
      '        gitops/tenants/demo/boundary/tenant.yaml:10:3',
      '        gitops/tenants/demo/link:1:1',
      `        ${hello}/overlays/eks/release.yaml:8:3`,
      `        ${hello}/overlays/local/kustomization.yaml:1:1`,
    ]);
    expect(report).toMatch(
      /^FAILED {2}contract: 11 files, 1 tenant, 1 workload$/m,
    );
    expect(report).toMatch(/^ok {6}render: \d+ kustomizations, /m);
    expect(report).toMatch(/^check: 1 passed, 1 failed$/m);
  });

  it('refuses a folder of another layout', async () => {
    fs.rmSync(path.join(copy, 'gitops'), { recursive: true });
    await expect(check(copy, { only })).rejects.toThrow(
      /is not a GitOps repository of this layout: it has no folder gitops\/tenants/,
    );
  });
});
