import type { Measure } from '../../lib/measure';
import { addedJavaScript } from '../../lib/plugins/addedJavaScript';
import { startFakes } from '../fakes/startFakes';
import { service, WITHOUT_GRAFANA } from '../scene';
import { startOurs } from '../startOurs';

/** What our Grafana plugin adds to a first visit of an entity's page. */
export async function* javascript(): AsyncGenerator<Measure> {
  yield* addedJavaScript({
    async start() {
      const fakes = await startFakes(['ours']);
      const backend = await startOurs(fakes.started.ours);
      return {
        url: backend.url,
        async stop() {
          await backend.stop();
          await fakes.stop();
        },
      };
    },
    without: WITHOUT_GRAFANA,
    having: { name: service(1).name, text: 'Rule 00005' },
    isOurs: /\/plugins\/grafana(-common)?\/|\/modules\/grafana\//,
    atMostKiB: 30,
  });
}
