import fs from 'node:fs';
import path from 'node:path';
import type { Bed } from '../bed/Bed';
import type { Service } from '../bed/types';
import { answers } from '../lib/http';
import { kubeconfigOf, pki } from './kube';

/** Names of nodes, and the zones that they are in: blueprints spread pods over both. */
const nodes = { 'node-a': 'zone-a', 'node-b': 'zone-b' };

/** Nodes whose pods become ready without a container. */
export const kwok: Service = {
  name: 'kwok',
  components: ['kwok'],
  needs: ['kube-apiserver'],
  ports: ['kwok'],
  async prepare(bed) {
    // Before any workload: the first Deployment would else wait ten seconds for a node.
    for (const [name, zone] of Object.entries(nodes))
      await bed.kube.apply(nodeOf(name, zone));
  },
  command(bed) {
    const { apiserver } = bed.take(pki);
    return {
      command: bed.binary('kwok'),
      args: [
        `--kubeconfig=${kubeconfigOf(bed, 'kwok', bed.take(pki).kwok)}`,
        '--manage-all-nodes=true',
        '--cidr=10.244.0.0/16',
        '--node-ip=127.0.0.1',
        `--node-port=${bed.ports.get('kwok')}`,
        `--server-address=127.0.0.1:${bed.ports.get('kwok')}`,
        `--tls-cert-file=${apiserver.cert}`,
        `--tls-private-key-file=${apiserver.key}`,
        '--node-lease-duration-seconds=40',
        ...[...stages(bed), podLogs(bed)].map(file => `--config=${file}`),
      ],
    };
  },
  ready: bed => answers(`${bed.url('kwok')}/healthz`),
};

/** How nodes and pods come to life: the stages that KWOK brings. */
function stages(bed: Bed): string[] {
  const root = path.join(bed.componentFolder('kwok'), 'stages');
  const filesOf = (folder: string, pattern: RegExp) =>
    fs
      .readdirSync(path.join(root, folder))
      .filter(name => pattern.test(name))
      .map(name => path.join(root, folder, name));
  return [
    ...filesOf('node/fast', /^node-initialize\.yaml$/),
    ...filesOf('node/heartbeat-with-lease', /lease\.yaml$/),
    ...filesOf('pod/fast', /^pod-.*\.yaml$/),
  ];
}

/** Every pod logs the same lines. */
function podLogs(bed: Bed): string {
  const log = bed.file('work', 'pod.log');
  // As a container runtime writes it, which is how it is read.
  fs.writeFileSync(
    log,
    '2026-01-01T00:00:00.000000000Z stdout F a line of a pod without a container\n',
  );
  const file = bed.file('work', 'pod-logs.yaml');
  fs.writeFileSync(
    file,
    JSON.stringify({
      apiVersion: 'kwok.x-k8s.io/v1alpha1',
      kind: 'ClusterLogs',
      metadata: { name: 'all' },
      spec: { logs: [{ logsFile: log, follow: false }] },
    }),
  );
  return file;
}

function nodeOf(name: string, zone: string) {
  const capacity = {
    cpu: '32',
    memory: '256Gi',
    'ephemeral-storage': '500Gi',
    pods: '110',
  };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      annotations: { 'kwok.x-k8s.io/node': 'fake' },
      labels: {
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'topology.kubernetes.io/zone': zone,
      },
    },
    status: { allocatable: capacity, capacity, phase: 'Running' },
  };
}
