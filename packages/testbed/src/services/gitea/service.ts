import { execFile } from 'node:child_process';
import crypto from 'node:crypto';
import { promisify } from 'node:util';
import { type Bed, Fact } from '../../bed/Bed';
import type { Service } from '../../bed/types';
import { answers } from '../../lib/http';
import { giteaConfig } from './config';
import { webhookSecretOf } from './webhookSecret';
import { GiteaClient, type GiteaCredential } from './GiteaClient';

/** Who has an account: the portal writes branches, Argo CD reads, a reviewer merges. Nobody else gets in. */
export const accounts = ['portal', 'argocd', 'reviewer'] as const;
export type GiteaAccount = (typeof accounts)[number];

export interface Gitea {
  url: string;
  client: GiteaClient;
  /** Of the person who set it up. */
  admin: GiteaCredential;
  accounts: Record<GiteaAccount, { token: string; password: string }>;
  /** What it signs its webhooks with; the portal and Argo CD know it, too. */
  webhookSecret: string;
}

export const gitea = new Fact<Gitea>('forge');

/** What each token may do; as little as the account is for. */
const scopes: Record<GiteaAccount, string[]> = {
  portal: ['write:repository', 'read:user'],
  argocd: ['read:repository'],
  reviewer: ['write:repository', 'read:user'],
};

export const giteaService: Service = {
  name: 'gitea',
  components: ['gitea'],
  needs: [],
  ports: ['gitea'],
  command: bed => ({
    command: bed.binary('gitea'),
    args: ['--config', giteaConfig(bed), 'web'],
    env: environment(bed),
  }),
  ready: bed => answers(`${bed.url('gitea')}/api/healthz`),
  async settle(bed) {
    if (bed.has(gitea)) return; // started again
    const url = bed.url('gitea');
    const client = new GiteaClient(url);
    const admin = { user: 'keeper', password: password() };
    await command(bed, [
      ...['admin', 'user', 'create', '--admin'],
      ...['--username', admin.user, '--password', admin.password],
      ...['--email', 'keeper@example.com', '--must-change-password=false'],
    ]);
    const made = {} as Gitea['accounts'];
    for (const name of accounts)
      made[name] = await account(client, admin, name);
    bed.leave(gitea, {
      url,
      client,
      admin,
      accounts: made,
      webhookSecret: webhookSecretOf(bed),
    });
    bed.secretFile('gitea-keeper.password', admin.password);
    for (const name of accounts)
      bed.secretFile(`gitea-${name}.token`, made[name].token);
  },
  addresses: bed => [
    {
      what: 'Gitea, as keeper',
      url: bed.url('gitea'),
      credentials: bed.file('credentials', 'gitea-keeper.password'),
    },
  ],
};

async function account(
  client: GiteaClient,
  admin: GiteaCredential,
  name: GiteaAccount,
) {
  const own = { user: name, password: password() };
  await client.do('POST', 'admin/users', {
    as: admin,
    body: {
      username: name,
      email: `${name}@example.com`,
      full_name: name,
      password: own.password,
      must_change_password: false,
    },
  });
  const { sha1 } = await client.do('POST', `users/${name}/tokens`, {
    as: own,
    body: { name: 'testbed', scopes: scopes[name] },
  });
  return { token: sha1 as string, password: own.password };
}

/** Gitea's own command line, beside the server. */
async function command(bed: Bed, args: string[]): Promise<void> {
  await promisify(execFile)(
    bed.binary('gitea'),
    ['--config', giteaConfig(bed), ...args],
    { env: bed.environment(environment(bed)), cwd: bed.dir('work', 'gitea') },
  );
}

function environment(bed: Bed): Record<string, string> {
  return {
    GITEA_WORK_DIR: bed.dir('gitea'),
    GITEA_CUSTOM: bed.dir('gitea', 'custom'),
    // Loopback, a temporary folder, and nobody's data.
    GITEA_I_AM_BEING_UNSAFE_RUNNING_AS_ROOT: 'true',
  };
}

function password(): string {
  return `Aa1-${crypto.randomBytes(18).toString('base64url')}`;
}
