import type { Bed } from '../../bed/Bed';
import { gitea, type Gitea } from './service';

/** `<owner>/<repository>` of the GitOps repository. */
export const repositoryName = 'acme/platform';

/** The address that Argo CD clones, without a credential in it. */
export const cloneUrl = ({ url }: Gitea): string =>
  `${url}/${repositoryName}.git`;

/** The same for the bed itself, which writes the first commit and what a person would write by hand. */
export function keeperUrl({ url, admin }: Gitea): string {
  if (!('user' in admin)) throw new Error('The keeper has a password.');
  const address = new URL(`${url}/${repositoryName}.git`);
  address.username = admin.user;
  address.password = admin.password;
  return address.href;
}

/** Makes the empty repository; nobody sees it without an account, and only some accounts do. */
export async function makeForgeRepository(bed: Bed): Promise<Gitea> {
  const forge = bed.take(gitea);
  const { client, admin } = forge;
  const [owner, name] = repositoryName.split('/');
  await client.do('POST', 'orgs', {
    as: admin,
    body: { username: owner, visibility: 'private' },
  });
  await client.do('POST', `orgs/${owner}/repos`, {
    as: admin,
    body: { name, private: true, auto_init: false, default_branch: 'main' },
  });
  for (const [account, permission] of [
    ['portal', 'write'],
    ['argocd', 'read'],
    ['reviewer', 'write'],
  ]) {
    await client.do('PUT', `repos/${repositoryName}/collaborators/${account}`, {
      as: admin,
      body: { permission },
    });
  }
  return forge;
}

/** Once there is a main: nobody but the keeper writes to it without a pull request, and hooks tell of what is merged. */
export async function protectMain(bed: Bed): Promise<void> {
  const { client, admin } = bed.take(gitea);
  await client.do('POST', `repos/${repositoryName}/branch_protections`, {
    as: admin,
    body: {
      rule_name: 'main',
      enable_push: true,
      enable_push_whitelist: true,
      push_whitelist_usernames: ['keeper'],
      enable_merge_whitelist: true,
      merge_whitelist_usernames: ['keeper', 'reviewer'],
    },
  });
}

/** Tells an address of pushes and pull requests, signed. */
export async function addWebhook(
  bed: Bed,
  url: string,
  events: string[],
): Promise<void> {
  const { client, admin, webhookSecret } = bed.take(gitea);
  await client.do('POST', `repos/${repositoryName}/hooks`, {
    as: admin,
    body: {
      type: 'gitea',
      active: true,
      events,
      config: { url, content_type: 'json', secret: webhookSecret },
    },
  });
}
