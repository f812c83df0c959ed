import type { Measure } from '../../lib/measure';
import { addedJavaScript } from '../../lib/plugins/addedJavaScript';
import { startFakes } from '../fakes/startFakes';
import { service, WITHOUT_GRAFANA } from '../scene';
import { startOurs } from '../startOurs';

/** What our Grafana plugin adds to a first visit of an entity's page. */
export async function* javascript(): AsyncGenerator<Measure> {
  yield* addedJavaScript({
    async start(started) {
      const fakes = started.add(await startFakes(['ours']));
      return startOurs(fakes.started.ours);
    },
    without: WITHOUT_GRAFANA,
    having: { name: service(1).name, text: 'Rule 00005' },
    isOurs: /\/plugins\/grafana(-common)?\/|\/modules\/grafana\//,
    atMostKiB: 30,
  });
}
