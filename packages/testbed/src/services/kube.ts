import fs from 'node:fs';
import https from 'node:https';
import path from 'node:path';
import { type Bed, Fact, kubeClient } from '../bed/Bed';
import type { Service } from '../bed/types';
import { until } from '../lib/until';
import { KubeClient } from '../kube/KubeClient';
import { writeKubeconfig } from '../kube/kubeconfig';
import { makePki, type Pki } from '../kube/pki';

/** The certificates of the control plane. */
export const pki = new Fact<Pki>('certificates');

/** Where the administrator's kubeconfig lies. */
const adminKubeconfig = (bed: Bed) =>
  bed.file('credentials', 'admin.kubeconfig');

export const apiserver: Service = {
  name: 'kube-apiserver',
  components: ['kube'],
  needs: ['etcd'],
  ports: ['kube-apiserver'],
  async prepare(bed) {
    if (bed.has(pki)) return; // started again
    const made = bed.leave(pki, makePki(bed.dir('pki')));
    const server = bed.url('kube-apiserver', 'https');
    writeKubeconfig(adminKubeconfig(bed), {
      server,
      ca: made.ca.cert,
      user: { certificate: made.admin },
    });
    bed.leave(kubeClient, new KubeClient(server, made));
  },
  command(bed) {
    const { apiserver: serving, ca, serviceAccounts } = bed.take(pki);
    const server = bed.url('kube-apiserver', 'https');
    return {
      command: bed.binary('kube'),
      args: [
        'kube-apiserver',
        `--etcd-servers=${bed.url('etcd')}`,
        '--bind-address=127.0.0.1',
        '--advertise-address=127.0.0.1',
        `--secure-port=${bed.ports.get('kube-apiserver')}`,
        `--tls-cert-file=${serving.cert}`,
        `--tls-private-key-file=${serving.key}`,
        `--client-ca-file=${ca.cert}`,
        `--service-account-issuer=${server}`,
        `--service-account-key-file=${serviceAccounts.publicKey}`,
        `--service-account-signing-key-file=${serviceAccounts.privateKey}`,
        '--authorization-mode=RBAC',
        '--service-cluster-ip-range=10.0.0.0/16',
        '--endpoint-reconciler-type=none',
        '--enable-admission-plugins=NodeRestriction',
        '--allow-privileged=true',
        '--storage-media-type=application/vnd.kubernetes.protobuf',
      ],
      // With SIGTERM it waits for minutes once etcd is gone.
      endSignal: 'SIGKILL',
    };
  },
  ready: async bed => (await bed.kube.request({ path: '/readyz' })) === 'ok',
  addresses: bed => [
    {
      what: 'Kubernetes API',
      url: bed.url('kube-apiserver', 'https'),
      credentials: adminKubeconfig(bed),
    },
  ],
};

export const controllerManager: Service = {
  name: 'kube-controller-manager',
  components: ['kube'],
  needs: ['kube-apiserver'],
  ports: ['kube-controller-manager'],
  command(bed) {
    const { ca, serviceAccounts, controllerManager: user } = bed.take(pki);
    const config = kubeconfigOf(bed, 'controller-manager', user);
    return {
      command: bed.binary('kube'),
      args: [
        'kube-controller-manager',
        ...kubeconfigFlags(config),
        '--bind-address=127.0.0.1',
        `--secure-port=${bed.ports.get('kube-controller-manager')}`,
        `--cert-dir=${servingFolder(bed, 'kube-controller-manager')}`,
        `--service-account-private-key-file=${serviceAccounts.privateKey}`,
        `--root-ca-file=${ca.cert}`,
        `--cluster-signing-cert-file=${ca.cert}`,
        `--cluster-signing-key-file=${ca.key}`,
        '--use-service-account-credentials=true',
        '--leader-elect=false',
        '--allocate-node-cidrs=false',
      ],
    };
  },
  ready: bed => isHealthy(bed, 'kube-controller-manager'),
  // Pods cannot be made before the account that they run as.
  async settle(bed) {
    await until('the default service account is there', async () =>
      bed.kube.get(
        { apiVersion: 'v1', kind: 'ServiceAccount' },
        'default',
        'default',
      ),
    );
  },
};

export const scheduler: Service = {
  name: 'kube-scheduler',
  components: ['kube'],
  needs: ['kube-apiserver'],
  ports: ['kube-scheduler'],
  command(bed) {
    const config = kubeconfigOf(bed, 'scheduler', bed.take(pki).scheduler);
    return {
      command: bed.binary('kube'),
      args: [
        'kube-scheduler',
        ...kubeconfigFlags(config),
        '--bind-address=127.0.0.1',
        `--secure-port=${bed.ports.get('kube-scheduler')}`,
        `--cert-dir=${servingFolder(bed, 'kube-scheduler')}`,
        '--leader-elect=false',
      ],
    };
  },
  ready: bed => isHealthy(bed, 'kube-scheduler'),
};

/** The kubeconfig of one of the control plane's own users. */
export function kubeconfigOf(
  bed: Bed,
  name: string,
  certificate: { cert: string; key: string },
): string {
  const file = bed.file('credentials', `${name}.kubeconfig`);
  if (fs.existsSync(file)) return file;
  return writeKubeconfig(file, {
    server: bed.url('kube-apiserver', 'https'),
    ca: bed.take(pki).ca.cert,
    user: { certificate },
  });
}

function kubeconfigFlags(file: string) {
  return [
    `--kubeconfig=${file}`,
    `--authentication-kubeconfig=${file}`,
    `--authorization-kubeconfig=${file}`,
  ];
}

/**
 * These two make their serving certificate themselves, in the folder that they are given; it is the authority that they
 * are held against.
 */
function isHealthy(bed: Bed, port: string): Promise<boolean> {
  const made = path.join(servingFolder(bed, port), `${port}.crt`);
  if (!fs.existsSync(made)) return Promise.resolve(false);
  return new Promise(resolve => {
    const request = https.get(
      `${bed.url(port, 'https')}/healthz`,
      { ca: fs.readFileSync(made), timeout: 5_000 },
      response => {
        response.resume();
        resolve(response.statusCode === 200);
      },
    );
    request.once('error', () => resolve(false));
    request.once('timeout', () => request.destroy());
  });
}

function servingFolder(bed: Bed, name: string): string {
  return bed.dir('pki', name);
}
