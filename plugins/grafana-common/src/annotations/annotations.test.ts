import type { Entity } from '@backstage/catalog-model';
import {
  GRAFANA_ANNOTATIONS as NAMES,
  hasAlertAnnotation,
  hasDashboardAnnotation,
  isGrafanaAvailable,
} from './annotations';
import { readGrafanaClaim } from './readGrafanaClaim';

const entityWith = (
  annotations: Record<string, string>,
  type = 'service',
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'orders', namespace: 'payments', annotations },
  spec: { type },
});
const read = (annotations: Record<string, string>, type?: string) =>
  readGrafanaClaim(entityWith(annotations, type));

describe('annotations of Grafana', () => {
  it('are those of the community plugin and more', () => {
    expect(
      read({
        [NAMES.hostId]: 'eu, us',
        [NAMES.dashboardSelector]: "tags @> 'orders'",
        [NAMES.dashboardUid]: 'abc,def,abc',
        [NAMES.dashboardFolder]: 'Team Payments',
        [NAMES.overviewDashboard]: 'abc',
        [NAMES.alertLabelSelector]: 'service=orders, team=a=b',
      }),
    ).toEqual({
      claim: {
        instances: ['eu', 'us'],
        dashboards: {
          selector: {
            op: '@>',
            left: { op: 'field', name: 'tags' },
            right: { op: 'literal', value: 'orders' },
          },
          uids: ['abc', 'def'],
          folders: ['Team Payments'],
        },
        overview: { uid: 'abc' },
        alertLabels: [
          { name: 'service', value: 'orders' },
          { name: 'team', value: 'a=b' },
        ],
      },
      problems: [],
    });
  });

  it('have old and other names', () => {
    const { claim } = read({
      [NAMES.sourceId]: 'eu',
      [NAMES.tagSelector]: 'orders',
    });
    expect(claim.instances).toEqual(['eu']);
    expect(claim.dashboards?.selector).toMatchObject({ op: '@>' });
  });

  it('say what is measured, by kind of the entity', () => {
    expect(
      read({ 'backstage.io/kubernetes-namespace': 'pay' }, 'job').claim
        .measured,
    ).toEqual({ namespace: 'pay', workload: 'orders', kind: 'job' });
    expect(
      read({
        'backstage.io/kubernetes-namespace': 'pay',
        [NAMES.namespace]: 'other',
        [NAMES.workload]: 'api',
        [NAMES.kind]: 'worker',
      }).claim.measured,
    ).toEqual({ namespace: 'other', workload: 'api', kind: 'worker' });
  });

  it.each([
    [NAMES.namespace, 'pay"} or up{x="'],
    [NAMES.namespace, 'pay\n'],
    [NAMES.namespace, '.*'],
    [NAMES.overviewDashboard, 'data:text/html,<script>'],
    [NAMES.overviewDashboard, 'https://user:password@grafana.example.com/d/a'],
    [NAMES.overviewDashboard, '//evil.example.com'],
    [NAMES.dashboardUid, '../../api/admin'],
    [NAMES.dashboardUid, ',,'],
    [NAMES.dashboardFolder, 'a\u0000b'],
    [NAMES.alertLabelSelector, 'orders'],
    [NAMES.alertLabelSelector, 'a{b=c'],
    [NAMES.dashboardSelector, "tags @> 'x"],
    [NAMES.dashboardUid, Array(60).fill('a').join(',')],
  ])('refuse %s: %j, and say so', (name, value) => {
    const { claim, problems } = read({ [name]: value });
    expect(claim).toEqual({});
    expect(problems).toEqual([expect.stringContaining(name)]);
    expect(problems[0].length).toBeLessThan(400);
  });

  it.each([
    [NAMES.workload, 'a b'],
    [NAMES.kind, 'toString'],
  ])('refuse %s: %j beside a namespace', (name, value) => {
    const { claim, problems } = read({
      [NAMES.namespace]: 'pay',
      [name]: value,
    });
    expect(claim).toEqual({});
    expect(problems).toEqual([expect.stringContaining(name)]);
  });

  it('claim nothing where their instances cannot be read', () => {
    const { claim, problems } = read({
      [NAMES.hostId]: 'a/../b',
      [NAMES.dashboardSelector]: 'orders',
    });
    expect(claim).toEqual({});
    expect(problems).toHaveLength(1);
  });

  it('keep what is well beside what is not', () => {
    const { claim, problems } = read({
      [NAMES.dashboardUid]: 'a b',
      [NAMES.alertLabelSelector]: 'service=orders',
    });
    expect(claim).toEqual({
      alertLabels: [{ name: 'service', value: 'orders' }],
    });
    expect(problems).toHaveLength(1);
  });

  it('decide which cards show themselves', () => {
    const none = entityWith({ [NAMES.hostId]: 'eu' });
    expect(isGrafanaAvailable(none)).toBe(false);
    expect(isGrafanaAvailable(entityWith({ [NAMES.namespace]: 'a' }))).toBe(
      true,
    );
    expect(
      hasDashboardAnnotation(entityWith({ [NAMES.tagSelector]: 'a' })),
    ).toBe(true);
    expect(
      hasAlertAnnotation(entityWith({ [NAMES.alertLabelSelector]: 'a=b' })),
    ).toBe(true);
    expect(hasAlertAnnotation(none)).toBe(false);
  });
});
