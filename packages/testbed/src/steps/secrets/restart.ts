import { startService } from '../../bed/start';
import { until } from '../../lib/until';
import { sealedInteractions } from '../../recordings/vault/interactions';
import { unseal, vault, vaultService } from '../../services/vault/service';
import { since } from '../since';
import type { Step } from '../types';
import { ownerToken } from './delivery';
import { holdAgainstRecordings, tokensOf } from './record';

const storeKind = {
  apiVersion: 'external-secrets.io/v1',
  kind: 'SecretStore',
};
const secretKind = { apiVersion: 'v1', kind: 'Secret' };

/** Vault is gone, then sealed, then open again: what runs keeps its Secret, and the store recovers by itself. */
export const vaultRestart: Step = {
  name: 'vault-restart',
  profile: 'secrets',
  what: 'while Vault is down or sealed Secrets stay and the store says so; opened again, everything recovers by itself',
  async run(bed, report) {
    const { kube } = bed;
    const { client } = bed.take(vault);
    const before = await kube.get(
      secretKind,
      'hello--api-token',
      'tenant-demo',
    );
    const storeReady = async (wanted: 'True' | 'False') => {
      const store = await kube.get(storeKind, 'vault', 'tenant-demo');
      const condition = store?.status?.conditions?.find(
        ({ type }: { type: string }) => type === 'Ready',
      );
      return condition?.status === wanted;
    };

    const tokens = await tokensOf(bed);
    await report.check('the store says that Vault is not there', async () => {
      await bed.processes.stop('vault');
      await until('the store is not ready', () => storeReady('False'));
    });
    await report.check('started again it is sealed', async () => {
      await startService(bed, vaultService);
      const { status } = await client.ask('GET', 'sys/health');
      if (status !== 503) throw new Error(`health ${status}`);
    });
    await holdAgainstRecordings(bed, report, sealedInteractions, tokens);
    await report.check('the Secret is as it was all the time', async () => {
      const now = await kube.get(secretKind, 'hello--api-token', 'tenant-demo');
      if (now?.metadata.uid !== before?.metadata.uid || !now)
        throw new Error('it is another one');
    });
    await report.check(
      'opened again, the store recovers by itself',
      async () => {
        const begun = performance.now();
        await unseal(bed);
        await until('the store is ready', () => storeReady('True'));
        report.measure(
          'secrets: from unseal to a store that is ready again',
          since(begun),
        );
      },
    );
    await report.check('what was written before is still there', async () => {
      const { body } = await client.ask(
        'GET',
        'kv/data/tenant-demo/hello/api-token',
        { token: await ownerToken(bed) },
      );
      if (body?.data?.data?.API_TOKEN !== 'second-value')
        throw new Error('it is not the value that was written');
    });
  },
};
