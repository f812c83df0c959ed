import fs from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { type Bed, Fact } from '../../bed/Bed';
import type { Service } from '../../bed/types';
import { answers } from '../../lib/http';
import {
  monitoringObjects,
  ruleFile,
} from '../../observability/config/monitoringObjects';
import {
  prometheusConfig,
  prometheusLimits,
  scrapes,
} from '../../observability/config/prometheusConfig';
import { Exporter } from '../../observability/exporter/Exporter';
import { writeHistory } from '../../observability/exporter/history';
import { Scene } from '../../observability/exporter/Scene';

const HISTORY_MS = 3_600_000;

/** What is measured here, and an exporter that shows it. */
export const scene = new Fact<Scene>('scene');

const host = (bed: Bed, port: string) => `127.0.0.1:${bed.ports.get(port)}`;

export const prometheusService: Service = {
  name: 'prometheus',
  components: ['prometheus'],
  needs: [],
  ports: ['prometheus', 'exporter'],
  async prepare(bed) {
    if (bed.has(scene)) return; // started again
    const { rules, podMonitors } = await monitoringObjects();
    const folder = bed.dir('prometheus', 'rules');
    for (const { name, content } of rules.map(ruleFile))
      fs.writeFileSync(path.join(folder, name), stringify(content));
    const all = scrapes(podMonitors);
    const exporter = host(bed, 'exporter');
    const config = prometheusConfig({
      scrapes: all,
      exporter,
      alertmanager: host(bed, 'alertmanager'),
      ruleFiles: path.join(folder, '*.yaml'),
    });
    fs.writeFileSync(configFile(bed), stringify(config));
    const now = Date.now();
    const measured = new Scene(now - HISTORY_MS);
    await writeHistory({
      scene: measured,
      scrapes: all,
      instance: exporter,
      from: now - HISTORY_MS,
      to: now,
      file: bed.file('prometheus', 'history.om'),
      data: bed.dir('prometheus', 'data'),
      promtool: path.join(path.dirname(bed.binary('prometheus')), 'promtool'),
      env: bed.environment(),
    });
    await bed.ports.release('exporter');
    await new Exporter(measured).listen(bed.ports.get('exporter'));
    bed.leave(scene, measured);
  },
  command: bed => ({
    command: bed.binary('prometheus'),
    args: [
      `--config.file=${configFile(bed)}`,
      `--storage.tsdb.path=${bed.dir('prometheus', 'data')}`,
      `--web.listen-address=${host(bed, 'prometheus')}`,
      '--log.level=warn',
      ...prometheusLimits(),
    ],
  }),
  ready: bed => answers(`${bed.url('prometheus')}/-/ready`),
  addresses: bed => [{ what: 'Prometheus', url: bed.url('prometheus') }],
};

function configFile(bed: Bed): string {
  return bed.file('prometheus', 'prometheus.yaml');
}
