import { isLive, untilApplication } from '../../argocd/applications';
import { KubeError } from '../../kube/types';
import { until } from '../../lib/until';
import { since } from '../since';
import type { Step } from '../types';

const deploymentKind = { apiVersion: 'apps/v1', kind: 'Deployment' };
const serviceKind = { apiVersion: 'v1', kind: 'Service' };

/** What is changed by hand is changed back; and people cannot even change it by hand. */
export const drift: Step = {
  name: 'drift',
  profile: 'gitops',
  what: 'a change by hand is refused to people, and reverted where it happens all the same',
  async run(bed, report) {
    const { kube } = bed;
    const scale = { spec: { replicas: 5 } };

    await report.check('the tenant’s owner may not scale by hand', async () => {
      const person = { user: 'oidc:person', groups: ['oidc:demo'] };
      await refused(
        kube.patch(deploymentKind, 'hello', 'tenant-demo', scale, {
          as: person,
        }),
      );
    });
    await report.check(
      'a deployment scaled by break glass is scaled back',
      async () => {
        const begun = performance.now();
        await kube.patch(deploymentKind, 'hello', 'tenant-demo', scale, {
          as: {
            user: 'oidc:person',
            groups: ['oidc:platform-break-glass'],
          },
        });
        await until('it has one replica again', async () => {
          const now = await kube.get(deploymentKind, 'hello', 'tenant-demo');
          return now?.spec.replicas === 1;
        });
        report.measure('drift: changed by hand to reverted', since(begun));
      },
    );
    await report.check('a deleted service comes back', async () => {
      const uid = (await kube.get(serviceKind, 'hello', 'tenant-demo'))
        ?.metadata.uid;
      await kube.delete(serviceKind, 'hello', 'tenant-demo');
      await until('there is a new one', async () => {
        const now = await kube.get(serviceKind, 'hello', 'tenant-demo');
        return now && now.metadata.uid !== uid;
      });
      await untilApplication(kube, 'demo--hello', 'live again', isLive());
    });
  },
};

async function refused(request: Promise<unknown>) {
  try {
    await request;
  } catch (error) {
    if (error instanceof KubeError && error.status === 403) return;
    throw error;
  }
  throw new Error('it was let through');
}
