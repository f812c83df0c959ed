import { ArgocdClient } from '../../argocd/ArgocdClient';
import { getApplication } from '../../argocd/applications';
import { argocd } from '../../services/argocd/install';
import { repositoryName } from '../../services/gitea/repository';
import { gitea } from '../../services/gitea/service';
import { clientToken } from '../../services/keycloak/clientToken';
import type { Step } from '../types';

const app = '/api/v1/applications/payments--orders';

/** What somebody could do who took the portal's credentials. */
export const narrowAccount: Step = {
  name: 'narrow-accounts',
  profile: 'portal',
  what: 'the portal’s accounts on Argo CD and on Gitea can do what the portal does, and nothing else',
  async run(bed, report) {
    const { url } = bed.take(argocd);
    const token = await clientToken(bed, 'backstage-argocd');
    const client = new ArgocdClient(url);
    const application = await getApplication(bed.kube, 'payments--orders');
    const spec = application!.spec;
    const asked: Array<[string, string, number, unknown?]> = [
      ['GET', app, 200],
      ['GET', `${app}/resource-tree`, 200],
      ['POST', `${app}/sync`, 200, { dryRun: true }],
      ['PUT', `${app}/spec`, 403, { ...spec, project: 'platform' }],
      ['PATCH', app, 403, { patch: '{}', patchType: 'merge' }],
      ['DELETE', app, 403],
      [
        'POST',
        '/api/v1/applications',
        403,
        { metadata: { name: 'mine' }, spec },
      ],
      // Who may sync may also roll back, where Git has no say; here it has.
      ['POST', `${app}/rollback`, 400, { id: 0 }],
      [
        'DELETE',
        `${app}/resource?namespace=tenant-payments&resourceName=orders&version=v1&group=apps&kind=Deployment`,
        403,
      ],
      [
        'POST',
        `${app}/resource/actions/v2`,
        403,
        {
          name: 'payments--orders',
          namespace: 'tenant-payments',
          resourceName: 'orders',
          version: 'v1',
          group: 'apps',
          kind: 'Deployment',
          action: 'restart',
        },
      ],
      ['GET', `${app}/logs?namespace=tenant-payments&container=app`, 403],
      ['GET', '/api/v1/applicationsets', 200],
      [
        'POST',
        '/api/v1/projects',
        403,
        { project: { metadata: { name: 'x' } } },
      ],
      [
        'POST',
        '/api/v1/session',
        401,
        { username: 'admin', password: 'admin' },
      ],
    ];
    for (const [method, path, expected, body] of asked) {
      await report.check(
        `Argo CD: ${method} ${path.split('?')[0]} gives ${expected}`,
        async () => {
          const { status, text } = await client.ask({
            method,
            path,
            token,
            body,
          });
          if (status !== expected)
            throw new Error(`it gave ${status} ${text.slice(0, 200)}`);
        },
      );
    }
    await report.check(
      'Argo CD: it sees no cluster and no repository',
      async () => {
        for (const what of ['clusters', 'repositories', 'applicationsets']) {
          const { json } = await client.ask({
            path: `/api/v1/${what}`,
            token,
          });
          if (json?.items?.length)
            throw new Error(`${what}: ${json.items.length}`);
        }
      },
    );

    const { client: forge, accounts } = bed.take(gitea);
    const base = `repos/${repositoryName}`;
    const onForge: Array<[string, string, number[], unknown?]> = [
      ['GET', base, [200]],
      [
        'POST',
        `${base}/contents/stray.txt`,
        [403],
        { branch: 'main', message: 'x', content: 'eA==' },
      ],
      ['GET', `${base}/hooks`, [403]],
      ['GET', `${base}/branch_protections`, [403]],
      ['DELETE', base, [403]],
      ['GET', 'admin/users', [403]],
      ['POST', 'orgs', [403], { username: 'mine' }],
    ];
    for (const [method, path, expected, body] of onForge) {
      await report.check(
        `Gitea: ${method} ${path} gives ${expected}`,
        async () => {
          const { status, text } = await forge.ask(method, path, {
            as: accounts.portal,
            body,
          });
          if (!expected.includes(status))
            throw new Error(`it gave ${status} ${text.slice(0, 200)}`);
        },
      );
    }
    await report.check(
      'Gitea: Argo CD’s account writes no branch',
      async () => {
        const { status } = await forge.ask('POST', `${base}/branches`, {
          as: accounts.argocd,
          body: { new_branch_name: 'mine', old_branch_name: 'main' },
        });
        if (status !== 403) throw new Error(`it gave ${status}`);
      },
    );
    await report.check(
      'Gitea: nobody reads it without an account',
      async () => {
        const { status } = await forge.ask('GET', base);
        if (status !== 404) throw new Error(`it gave ${status}`);
      },
    );
  },
};
