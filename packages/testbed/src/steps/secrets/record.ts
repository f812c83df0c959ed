import type { Bed } from '../../bed/Bed';
import { holdAgainst } from '../../recordings/holdAgainst';
import {
  type VaultInteraction,
  vaultInteractions,
  type VaultWho,
} from '../../recordings/vault/interactions';
import {
  normalisedVault,
  performVault,
  type VaultRecording,
} from '../../recordings/vault/record';
import { vault } from '../../services/vault/service';
import type { Report, Step } from '../types';
import { loginAs } from './boundaries';
import { ownerToken } from './delivery';

/** Asks Vault what the portal asks, and writes it down where IDP_TESTBED_RECORD is set; else holds it against that. */
export const recordVault: Step = {
  name: 'vault-recordings',
  profile: 'secrets',
  what: 'Vault answers every recorded request with the recorded status and type',
  async run(bed, report) {
    await prepare(bed);
    await holdAgainstRecordings(bed, report, vaultInteractions);
  },
};

/** The same list, whenever Vault is in the state that it is about. */
export async function holdAgainstRecordings(
  bed: Bed,
  report: Report,
  interactions: VaultInteraction[],
  tokens?: Partial<Record<VaultWho, string>>,
): Promise<void> {
  const { client } = bed.take(vault);
  const known = tokens ?? (await tokensOf(bed));
  const audiences = ['vault'];
  const context = {
    tokens: known,
    jwt: await bed.kube.token('backstage', 'backstage', { audiences }),
    foreignJwt: await bed.kube.token('backstage', 'backstage'),
  };
  for (const interaction of interactions) {
    await report.check(interaction.name, async () => {
      const answer = await performVault(
        async ({ method, path: to, token, body }) => {
          const {
            status,
            body: json,
            contentType,
          } = await client.ask(method, to, { token, body });
          return { status, contentType, json };
        },
        interaction,
        context,
      );
      const recording: VaultRecording = {
        interaction,
        answer: normalisedVault(answer, [
          [bed.url('vault', 'https'), 'https://vault.example.com'],
          [bed.folder, '/vault'],
        ]),
      };
      holdAgainst('vault', recording);
    });
  }
}

/** The tokens that the list asks with. */
export async function tokensOf(
  bed: Bed,
): Promise<Partial<Record<VaultWho, string>>> {
  return {
    portal: await loginAs(bed, 'portal', 'backstage', 'backstage'),
    store: await loginAs(bed, 'tenant', 'tenant-demo', 'external-secrets'),
    owner: await ownerToken(bed),
    invalid: 'hvs.nobody-made-this-one',
  };
}

/** Paths in every state that a secret can be in. */
async function prepare(bed: Bed): Promise<void> {
  const { client } = bed.take(vault);
  const token = await ownerToken(bed);
  const write = (name: string) =>
    client.do('POST', `kv/data/tenant-demo/hello/${name}`, {
      token,
      body: { data: { KEY: 'value' } },
    });
  for (const name of ['labelled', 'deleted', 'destroyed']) await write(name);
  await client.do('POST', 'kv/metadata/tenant-demo/hello/labelled', {
    token,
    body: {
      custom_metadata: {
        owner: 'group:default/demo',
        'rotation-class': 'slow',
      },
    },
  });
  await write('labelled');
  await client.do('DELETE', 'kv/data/tenant-demo/hello/deleted', { token });
  await client.do('PUT', 'kv/destroy/tenant-demo/hello/destroyed', {
    token,
    body: { versions: [1] },
  });
}
