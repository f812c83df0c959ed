import fs from 'node:fs';
import { stringify } from 'yaml';
import type { Bed } from '../../bed/Bed';
import type { Service } from '../../bed/types';
import { answers } from '../../lib/http';
import { lokiConfig } from '../../observability/config/lokiConfig';

export const lokiService: Service = {
  name: 'loki',
  components: ['loki'],
  needs: [],
  ports: ['loki', 'loki-grpc'],
  async prepare(bed) {
    const config = lokiConfig({
      folder: bed.dir('loki'),
      ports: { http: bed.ports.get('loki'), grpc: bed.ports.get('loki-grpc') },
    });
    fs.writeFileSync(configFile(bed), stringify(config));
    await bed.ports.release('loki-grpc');
  },
  command: bed => ({
    command: bed.binary('loki'),
    args: [`-config.file=${configFile(bed)}`],
  }),
  ready: bed => answers(`${bed.url('loki')}/ready`),
  addresses: bed => [{ what: 'Loki', url: bed.url('loki') }],
};

function configFile(bed: Bed): string {
  return bed.file('loki', 'loki.yaml');
}
