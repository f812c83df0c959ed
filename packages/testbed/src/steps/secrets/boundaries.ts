import type { Bed } from '../../bed/Bed';
import { serviceAccount } from '../../kube/accounts';
import { vault } from '../../services/vault/service';
import { signInToVault } from '../../services/vault/signIn';
import type { Step } from '../types';
import { ownerToken } from './delivery';

const own = 'tenant-demo/hello/api-token';
const foreign = 'tenant-web/shop/api-token';

/** Who may read what in Vault, asked of Vault itself by the tokens that it gives to each account. */
export const vaultBoundaries: Step = {
  name: 'vault-boundaries',
  profile: 'secrets',
  what: 'an account reads below its own namespace alone; the portal reads no value; a generated secret is not written over',
  async run(bed, report) {
    const { kube } = bed;
    const { client, rootToken } = bed.take(vault);
    await client.do('POST', `kv/data/${foreign}`, {
      token: rootToken,
      body: { data: { API_TOKEN: 'another-tenant' } },
    });
    const tokens = {
      'the store of demo': await loginAs(
        bed,
        'tenant',
        'tenant-demo',
        'external-secrets',
      ),
      'the portal': await loginAs(bed, 'portal', 'backstage', 'backstage'),
      'the owner of demo': await ownerToken(bed),
      'the writer of backstage': await loginAs(
        bed,
        'platform-writer',
        'backstage',
        'secret-writer',
      ),
    };
    type Who = keyof typeof tokens;
    const rows: Array<[Who, string, string, number, unknown?]> = [
      ['the store of demo', 'GET', `kv/data/${own}`, 200],
      ['the store of demo', 'GET', `kv/data/${foreign}`, 403],
      ['the store of demo', 'GET', `kv/metadata/${own}`, 403],
      // External Secrets looks at its token before it uses it.
      ['the store of demo', 'GET', 'auth/token/lookup-self', 200],
      ['the store of demo', 'LIST', 'kv/metadata/tenant-demo', 403],
      [
        'the store of demo',
        'POST',
        `kv/data/${own}`,
        403,
        { data: { a: 'b' } },
      ],
      ['the portal', 'GET', `kv/metadata/${own}`, 200],
      ['the portal', 'LIST', 'kv/metadata/tenant-demo/hello', 200],
      ['the portal', 'GET', `kv/data/${own}`, 403],
      ['the portal', 'GET', `kv/data/${foreign}`, 403],
      ['the portal', 'POST', `kv/data/${own}`, 403, { data: { a: 'b' } }],
      ['the portal', 'DELETE', `kv/metadata/${own}`, 403],
      ['the owner of demo', 'GET', `kv/data/${own}`, 200],
      ['the owner of demo', 'GET', `kv/data/${foreign}`, 403],
      [
        'the owner of demo',
        'POST',
        `kv/data/${foreign}`,
        403,
        { data: { a: 'b' } },
      ],
      [
        'the owner of demo',
        'GET',
        'kv/metadata/tenant-web/shop/api-token',
        403,
      ],
      [
        'the writer of backstage',
        'POST',
        'kv/data/backstage/backstage/made',
        200,
        { data: { a: '1' } },
      ],
      [
        'the writer of backstage',
        'POST',
        'kv/data/backstage/backstage/made',
        403,
        { data: { a: '2' } },
      ],
      ['the writer of backstage', 'GET', `kv/data/${own}`, 403],
    ];
    for (const [who, method, path, expected, body] of rows) {
      await report.check(
        `${who}: ${method} ${path} gives ${expected}`,
        async () => {
          const { status } = await client.ask(method, path, {
            token: tokens[who],
            body,
          });
          if (status !== expected) throw new Error(`it gave ${status}`);
        },
      );
    }
    await report.check(
      'an account of a namespace that is no tenant’s cannot sign in as one',
      async () => {
        await kube.apply(
          serviceAccount({ name: 'external-secrets', namespace: 'default' }),
        );
        const { status } = await client.ask('POST', 'auth/kubernetes/login', {
          body: {
            role: 'tenant',
            jwt: await kube.token('default', 'external-secrets', {
              audiences: ['vault'],
            }),
          },
        });
        if (status !== 403) throw new Error(`it gave ${status}`);
      },
    );
    await report.check(
      'a token that was made for somebody else than Vault does not sign in',
      async () => {
        const { status } = await client.ask('POST', 'auth/kubernetes/login', {
          body: {
            role: 'portal',
            jwt: await kube.token('backstage', 'backstage'),
          },
        });
        if (status !== 403) throw new Error(`it gave ${status}`);
      },
    );
  },
};

/** The token that Vault gives to an account for a role. */
export async function loginAs(
  bed: Bed,
  role: string,
  namespace: string,
  account: string,
): Promise<string> {
  const jwt = await bed.kube.token(namespace, account, {
    audiences: ['vault'],
    // Policies let nobody else have a token of a store's account.
    as: { user: 'system:serviceaccount:external-secrets:external-secrets' },
  });
  return signInToVault(bed, role, jwt);
}
