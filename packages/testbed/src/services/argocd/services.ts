import path from 'node:path';
import type { Bed } from '../../bed/Bed';
import type { Service } from '../../bed/types';
import { answers } from '../../lib/http';
import { argocd, installArgocd, kubeconfigOf } from './install';
import { environmentFrom } from './manifests';

export const redis: Service = {
  name: 'redis',
  components: ['redis'],
  needs: [],
  ports: ['redis'],
  command: bed => ({
    command: bed.binary('redis'),
    args: [
      ...['--bind', '127.0.0.1', '--port', String(bed.ports.get('redis'))],
      ...['--save', '', '--appendonly', 'no', '--daemonize', 'no'],
      ...['--dir', bed.dir('redis')],
    ],
  }),
  async ready(bed) {
    const { connect } = await import('node:net');
    return new Promise(resolve => {
      const socket = connect(bed.ports.get('redis'), '127.0.0.1', () => {
        socket.end('QUIT\r\n');
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
  },
};

const repoServer: Service = {
  name: 'argocd-repo-server',
  components: ['argocd', 'kustomize', 'redis', 'crds'],
  needs: ['redis', 'kube-controller-manager'],
  ports: ['argocd-repo-server', 'argocd-repo-server-metrics'],
  prepare: installArgocd,
  command: bed =>
    process(bed, 'argocd-repo-server', {
      manifest: 'repo-server/argocd-repo-server-deployment.yaml',
      args: [
        '--address=127.0.0.1',
        `--port=${bed.ports.get('argocd-repo-server')}`,
        '--metrics-address=127.0.0.1',
        `--metrics-port=${bed.ports.get('argocd-repo-server-metrics')}`,
        `--redis=${host(bed, 'redis')}`,
        '--disable-tls',
        '--client-ca-path=',
      ],
    }),
  ready: bed => answers(`${bed.url('argocd-repo-server-metrics')}/healthz`),
};

const controller: Service = {
  name: 'argocd-application-controller',
  components: ['argocd'],
  needs: ['argocd-repo-server'],
  ports: ['argocd-application-controller'],
  command: bed =>
    process(bed, 'argocd-application-controller', {
      manifest:
        'application-controller/argocd-application-controller-statefulset.yaml',
      args: [
        `--redis=${host(bed, 'redis')}`,
        `--repo-server=${host(bed, 'argocd-repo-server')}`,
        '--repo-server-plaintext',
        `--metrics-port=${bed.ports.get('argocd-application-controller')}`,
        '--status-processors=4',
        '--operation-processors=4',
      ],
    }),
  ready: bed => answers(`${bed.url('argocd-application-controller')}/healthz`),
};

const applicationSets: Service = {
  name: 'argocd-applicationset-controller',
  components: ['argocd'],
  needs: ['argocd-repo-server'],
  ports: [
    'argocd-applicationset-metrics',
    'argocd-applicationset-probe',
    'argocd-applicationset-webhook',
  ],
  command: bed =>
    process(bed, 'argocd-applicationset-controller', {
      manifest:
        'applicationset-controller/argocd-applicationset-controller-deployment.yaml',
      args: [
        `--argocd-repo-server=${host(bed, 'argocd-repo-server')}`,
        '--repo-server-plaintext',
        `--metrics-addr=${host(bed, 'argocd-applicationset-metrics')}`,
        `--probe-addr=${host(bed, 'argocd-applicationset-probe')}`,
        `--webhook-addr=${host(bed, 'argocd-applicationset-webhook')}`,
        '--enable-leader-election=false',
      ],
    }),
  ready: bed => answers(`${bed.url('argocd-applicationset-metrics')}/metrics`),
};

const server: Service = {
  name: 'argocd-server',
  components: ['argocd'],
  needs: ['argocd-repo-server'],
  ports: ['argocd-server', 'argocd-server-metrics'],
  command: bed =>
    process(bed, 'argocd-server', {
      manifest: 'server/argocd-server-deployment.yaml',
      args: [
        '--insecure',
        '--address=127.0.0.1',
        `--port=${bed.ports.get('argocd-server')}`,
        '--metrics-address=127.0.0.1',
        `--metrics-port=${bed.ports.get('argocd-server-metrics')}`,
        `--redis=${host(bed, 'redis')}`,
        `--repo-server=${host(bed, 'argocd-repo-server')}`,
        '--repo-server-plaintext',
        // There is none; people come from the identity provider.
        '--dex-server=http://127.0.0.1:1',
      ],
    }),
  ready: bed => answers(`${bed.url('argocd-server')}/healthz`),
  addresses: bed => [
    {
      what: 'Argo CD',
      url: bed.url('argocd-server'),
      credentials: bed.file('credentials', 'argocd-platform.token'),
    },
  ],
};

export const argocdServices: Service[] = [
  redis,
  repoServer,
  controller,
  applicationSets,
  server,
];

function host(bed: Bed, port: string): string {
  return `127.0.0.1:${bed.ports.get(port)}`;
}

/** One of the commands that Argo CD's binary is, with the environment that its manifest and our settings give it. */
function process(
  bed: Bed,
  name: string,
  { manifest, args }: { manifest: string; args: string[] },
) {
  const { settings } = bed.take(argocd);
  const data = (...parts: string[]) => bed.dir('argocd', name, ...parts);
  return {
    command: bed.binary('argocd'),
    args,
    env: {
      ...environmentFrom(bed, manifest, { ...settings }),
      ARGOCD_BINARY_NAME: name,
      // Out of a cluster it takes the kubeconfig for what a pod would find in itself.
      ARGOCD_FAKE_IN_CLUSTER: 'true',
      KUBECONFIG: kubeconfigOf(bed, name),
      ARGOCD_TLS_DATA_PATH: data('tls'),
      ARGOCD_SSH_DATA_PATH: data('ssh'),
      ARGOCD_GPG_ENABLED: 'false',
      ARGOCD_GNUPGHOME: data('gpg', 'keys'),
      ARGOCD_GPG_DATA_PATH: data('gpg', 'source'),
      ARGOCD_PLUGINSOCKFILEPATH: data('plugins'),
      // Else one file in /tmp for every bed.
      ARGOCD_ASK_PASS_SOCK: path.join(data(), 'ask-pass.sock'),
      HOSTNAME: 'testbed-1',
      TMPDIR: data('tmp'),
      XDG_CONFIG_HOME: data('config'),
      HELM_CACHE_HOME: data('helm'),
      HELM_CONFIG_HOME: data('helm'),
      HELM_DATA_HOME: data('helm'),
    },
  };
}
