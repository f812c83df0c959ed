import fs from 'node:fs';
import { stringify } from 'yaml';
import { type Bed, Fact } from '../../bed/Bed';
import type { Service } from '../../bed/types';
import { answers } from '../../lib/http';
import { AlertReceiver } from '../../observability/AlertReceiver';
import { alertmanagerConfig } from '../../observability/config/alertmanagerConfig';

export const alertReceiver = new Fact<AlertReceiver>('receiver of alerts');

export const alertmanagerService: Service = {
  name: 'alertmanager',
  components: ['alertmanager'],
  needs: [],
  ports: ['alertmanager', 'alert-receiver'],
  async prepare(bed) {
    if (bed.has(alertReceiver)) return; // started again
    const receiver = new AlertReceiver();
    await bed.ports.release('alert-receiver');
    await receiver.listen(bed.ports.get('alert-receiver'));
    bed.leave(alertReceiver, receiver);
    const config = alertmanagerConfig(bed.url('alert-receiver'));
    fs.writeFileSync(configFile(bed), stringify(config));
  },
  command: bed => ({
    command: bed.binary('alertmanager'),
    args: [
      `--config.file=${configFile(bed)}`,
      `--storage.path=${bed.dir('alertmanager', 'data')}`,
      `--web.listen-address=127.0.0.1:${bed.ports.get('alertmanager')}`,
      // One alone tells no others, and listens for none.
      '--cluster.listen-address=',
      '--log.level=warn',
    ],
  }),
  ready: bed => answers(`${bed.url('alertmanager')}/-/ready`),
  addresses: bed => [{ what: 'Alertmanager', url: bed.url('alertmanager') }],
};

function configFile(bed: Bed): string {
  return bed.file('alertmanager', 'alertmanager.yaml');
}
