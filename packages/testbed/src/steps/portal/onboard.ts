import {
  getApplication,
  isLive,
  untilApplication,
} from '../../argocd/applications';
import { runGoldenPath } from '../../portal/goldenPath';
import { LivePage } from '../../portal/LivePage';
import {
  filesOf,
  mergedInPortal,
  mergeOnForge,
  pullRequest,
} from '../../portal/review';
import { untilInCatalog } from '../../portal/untilInCatalog';
import { cloneUrl } from '../../services/gitea/repository';
import { gitea } from '../../services/gitea/service';
import { portal } from '../../services/portal';
import { since } from '../since';
import type { Step } from '../types';

/** A team becomes a tenant: a form, a pull request, a merge. */
export const onboard: Step = {
  name: 'onboard',
  profile: 'portal',
  shows: true,
  what: 'a golden path opens a pull request on Gitea; merged there, Argo CD makes the boundary, and the portal knows without being asked',
  async run(bed, report) {
    const { kube } = bed;
    const client = bed.take(portal);
    let change = '';

    await report.check('the golden path opens one pull request', async () => {
      change = await runGoldenPath(client, 'onboard-tenant', {
        name: 'payments',
        displayName: 'Payments',
        description: 'Takes money, and gives receipts',
        owner: 'group:default/payments',
        contacts: [{ type: 'email', value: 'payments@example.com' }],
        quota: 'medium',
      });
      const files = await filesOf(bed, change);
      const strays = files.filter(
        file => !file.startsWith('gitops/tenants/payments/boundary/'),
      );
      if (files.length === 0 || strays.length > 0)
        throw new Error(`files: ${files.join(', ')}`);
    });
    await report.check(
      'it is the portal’s, from a branch of its own',
      async () => {
        const { user, head, base, title } = await pullRequest(bed, change);
        const found = [user.login, head.ref.split('/')[0], base.ref, title];
        const wanted = ['portal', 'portal', 'main', 'Onboard tenant payments'];
        if (found.join() !== wanted.join()) throw new Error(found.join(', '));
      },
    );
    await report.check(
      'the portal has judged it, and leads to it on Gitea',
      async () => {
        const { webUrl, state } = await client.get(
          `idp-changes/changes/${change}`,
        );
        const page = cloneUrl(bed.take(gitea)).replace(
          /\.git$/,
          `/pulls/${change}`,
        );
        if (state !== 'open' || webUrl !== page)
          throw new Error(`${state} ${webUrl}`);
        const { problems } = await client.get(
          `idp-changes/changes/${change}/preview`,
        );
        if (problems.length > 0) throw new Error(JSON.stringify(problems));
      },
    );
    await report.check('before the merge there is nothing', async () => {
      if (await getApplication(kube, 'tenant--payments'))
        throw new Error('there is an Application already');
    });
    await report.check(
      'merged by a person on Gitea, the portal hears of it by the webhook',
      async () => {
        const begun = performance.now();
        await mergeOnForge(bed, change);
        await mergedInPortal(bed, change);
        await untilInCatalog(client, 'system/default/payments');
        report.measure('portal: merge to tenant in the catalog', since(begun));
        const page = await LivePage.open(client, 'system/default/payments');
        try {
          await untilApplication(kube, 'tenant--payments', 'live', isLive());
          report.measure(
            'portal: merge to a tenant’s boundary Synced and Healthy',
            since(begun),
          );
          await page.untilShown(
            'tenant--payments',
            'Synced and Healthy',
            ({ sync, health }) =>
              sync.status === 'Synced' && health.status === 'Healthy',
          );
        } finally {
          page.close();
        }
      },
    );
    await report.check(
      'namespace, quota, project and store are there',
      async () => {
        for (const [apiVersion, kind, name, namespace] of [
          ['v1', 'Namespace', 'tenant-payments', undefined],
          ['v1', 'ResourceQuota', 'tenant', 'tenant-payments'],
          ['argoproj.io/v1alpha1', 'AppProject', 'payments', 'argocd'],
          ['external-secrets.io/v1', 'SecretStore', 'vault', 'tenant-payments'],
        ] as const) {
          if (!(await kube.get({ apiVersion, kind }, name, namespace)))
            throw new Error(`there is no ${kind} ${name}`);
        }
      },
    );
    // What a person may do is in the token.
    client.signInAgain();
  },
};
