import type { Service } from '../bed/types';
import { answers } from '../lib/http';

export const etcd: Service = {
  name: 'etcd',
  components: ['etcd'],
  needs: [],
  ports: ['etcd', 'etcd-peer'],
  command: bed => ({
    command: bed.binary('etcd'),
    args: [
      '--name=testbed',
      `--data-dir=${bed.dir('etcd')}`,
      `--listen-client-urls=${bed.url('etcd')}`,
      `--advertise-client-urls=${bed.url('etcd')}`,
      `--listen-peer-urls=${bed.url('etcd-peer')}`,
      `--initial-advertise-peer-urls=${bed.url('etcd-peer')}`,
      `--initial-cluster=testbed=${bed.url('etcd-peer')}`,
      // What is thrown away anyway need not survive a power cut.
      '--unsafe-no-fsync',
      '--log-level=warn',
    ],
    endSignal: 'SIGKILL',
  }),
  ready: bed => answers(`${bed.url('etcd')}/health`),
};
