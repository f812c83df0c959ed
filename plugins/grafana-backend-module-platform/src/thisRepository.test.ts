import fs from 'node:fs';
import path from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import { PlatformScopes } from './PlatformScopes';

const root = path.resolve(__dirname, '..', '..', '..');
const monitoring = path.join(root, 'kubernetes', 'monitoring', 'base');

/** What the files of a folder call themselves by a pattern. */
function namesIn(folder: string, pattern: RegExp): string[] {
  return fs
    .readdirSync(path.join(monitoring, folder))
    .flatMap(file =>
      [
        ...fs
          .readFileSync(path.join(monitoring, folder, file), 'utf8')
          .matchAll(pattern),
      ].map(([, name]) => name),
    );
}

const scopeOf = (kind: string, namespace: string, name: string) =>
  new PlatformScopes().scopeOf({
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { namespace, name },
  } as Entity)!;

describe('what the contract says is there, in kubernetes/monitoring', () => {
  const scopes = [
    scopeOf('Component', 'payments', 'orders'),
    scopeOf('System', 'default', 'payments'),
    scopeOf('System', 'default', 'platform'),
  ];

  it('dashboards', () => {
    const uids = namesIn('dashboards', /^ {2}"uid": "([^"]+)"/gm);
    for (const { dashboards } of scopes) {
      expect(uids).toEqual(expect.arrayContaining(dashboards!.uids));
    }
  });

  it('groups of rules', () => {
    const groups = namesIn('rules', /^ {4}- name: (\S+)/gm);
    for (const { ruleGroups = [] } of scopes) {
      expect(groups).toEqual(expect.arrayContaining(ruleGroups));
    }
  });
});
