import fs from 'node:fs';
import type { Bed } from '../../bed/Bed';
import { clusterRoleBinding, serviceAccount } from '../../kube/accounts';
import type { KubeClient } from '../../kube/KubeClient';
import { until } from '../../lib/until';
import {
  exampleObjects,
  passingSecret,
} from '../../recordings/kubernetes/examples';
import { kubernetesInteractions } from '../../recordings/kubernetes/interactions';
import { KubeWire } from '../../recordings/kubernetes/KubeWire';
import {
  firstPage,
  type KubernetesContext,
  normalisedKubernetes,
  outsideOf,
  performKubernetes,
} from '../../recordings/kubernetes/record';
import { holdAgainst } from '../../recordings/holdAgainst';
import { pki } from '../../services/kube';
import { portalAccount } from '../../services/portalAccount';
import type { Step } from '../types';

const externalSecret = {
  apiVersion: 'external-secrets.io/v1',
  kind: 'ExternalSecret',
};
const pods = { apiVersion: 'v1', kind: 'Pod' };
const reader = { namespace: 'examples', name: 'platform' };

/** Asks the API server what the portal asks, and writes it down where IDP_TESTBED_RECORD is set; else holds it against that. */
export const recordKubernetes: Step = {
  name: 'kubernetes-recordings',
  profile: 'secrets',
  what: 'the API server answers every recorded request with the recorded status, type, frame and words',
  async run(bed, report) {
    const { kube } = bed;
    await portalAccount(bed);
    for (const object of exampleObjects) await kube.apply(object);
    const wire = new KubeWire(
      kube.server,
      fs.readFileSync(bed.take(pki).ca.cert),
    );
    const tokens = await tokensOf(bed);
    const context: KubernetesContext = {
      tokens,
      expiredPage: () => expiredPage(bed, wire, tokens.platform),
      pod: await untilAllRun(bed),
      meanwhile: {
        'comes-and-goes': () => comesAndGoes(bed),
        'loses-its-label': () => losesItsLabel(bed),
        'is-annotated': () => isAnnotated(bed),
      },
    };
    for (const interaction of kubernetesInteractions) {
      await report.check(interaction.name, async () => {
        const answer = normalisedKubernetes(
          await performKubernetes(wire, interaction, context),
          [
            [kube.server, 'https://kubernetes.default.svc'],
            [new URL(kube.server).host, '10.0.0.1:443'],
            [bed.folder, '/tmp/testbed'],
          ],
        );
        holdAgainst('kubernetes', { interaction, answer }, outsideOf);
      });
    }
  },
};

async function tokensOf({ kube }: Bed): Promise<KubernetesContext['tokens']> {
  await kube.apply(serviceAccount(reader));
  await kube.apply(
    clusterRoleBinding('examples-platform', 'cluster-admin', reader),
  );
  return {
    portal: await kube.token('backstage', 'backstage'),
    platform: await kube.token(reader.namespace, reader.name),
    stranger: await kube.token('examples', 'default'),
    invalid: 'nobody-made-this-one',
  };
}

/** The example workload's pod, once it is ready, and the pods of every other kind, too. */
async function untilAllRun({ kube }: Bed): Promise<string> {
  await until('the pods of the other kinds have run', async () => {
    const found = await kube.list(pods, 'examples');
    const phases = found.map(({ status }) => status.phase).sort();
    return phases.join() === 'Running,Running,Running,Succeeded';
  });
  await saysSomething(kube, 'app--without-a-store', 'examples');
  return until('the pod of hello runs', async () => {
    const [pod] = await kube.list(pods, 'tenant-demo', {
      labelSelector: 'platform.idp/workload=hello',
    });
    return pod?.status.phase === 'Running' && pod.metadata.name;
  });
}

async function comesAndGoes({ kube }: Bed): Promise<void> {
  const { name, namespace } = passingSecret().metadata;
  await kube.create(passingSecret());
  await saysSomething(kube, name, namespace!);
  await untilGone(kube, name, namespace!);
}

async function losesItsLabel({ kube }: Bed): Promise<void> {
  const { name, namespace } = passingSecret().metadata;
  await kube.create(passingSecret('yes'));
  await saysSomething(kube, name, namespace!);
  await kube.patch(externalSecret, name, namespace, {
    metadata: { labels: { shown: 'no' } },
  });
  await untilGone(kube, name, namespace!);
}

/** It need not be labels: any change is news. */
async function isAnnotated({ kube }: Bed): Promise<void> {
  await kube.patch(
    { apiVersion: 'apps/v1', kind: 'StatefulSet' },
    'store',
    'examples',
    { metadata: { annotations: { changed: String(performance.now()) } } },
  );
}

async function untilGone(kube: KubeClient, name: string, namespace: string) {
  await kube.delete(externalSecret, name, namespace);
  await until(
    `${name} is gone`,
    async () => !(await kube.get(externalSecret, name, namespace)),
  );
}

async function saysSomething(
  kube: KubeClient,
  name: string,
  namespace: string,
): Promise<void> {
  await until(`External Secrets has said something of ${name}`, async () => {
    const object = await kube.get(externalSecret, name, namespace);
    return object?.status?.conditions?.length > 0;
  });
}

/** A page of a list whose time is over: the server has it no longer in memory, and etcd has forgotten it. */
async function expiredPage(
  bed: Bed,
  wire: KubeWire,
  token: string | undefined,
): Promise<string> {
  const { continue: next = '', resourceVersion } = await firstPage(
    wire,
    '/apis/external-secrets.io/v1/externalsecrets',
    token,
  );
  const response = await fetch(`${bed.url('etcd')}/v3/kv/compaction`, {
    method: 'POST',
    body: JSON.stringify({ revision: resourceVersion, physical: true }),
  });
  if (!response.ok) throw new Error(`etcd: ${await response.text()}`);
  const page = JSON.parse(Buffer.from(next, 'base64url').toString('utf8'));
  return Buffer.from(JSON.stringify({ ...page, rv: 2 })).toString('base64url');
}
