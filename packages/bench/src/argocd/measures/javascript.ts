import type { Measure } from '../../lib/measure';
import { addedJavaScript } from '../../lib/plugins/addedJavaScript';
import { startOurs } from '../backends/startOurs';
import { doorsOf, startFakes } from '../fakes/startFakeArgoCD';
import { INSTANCES, service, WITHOUT_ARGOCD } from '../scene';

/** What our Argo CD plugin adds to a first visit of an entity's page. */
export async function* javascript(): AsyncGenerator<Measure> {
  const viewed = service(1);
  yield* addedJavaScript({
    async start(started) {
      const fakes = await startFakes(started, INSTANCES, {
        applications: 100,
        backends: ['ours'],
      });
      return startOurs({ instances: doorsOf(fakes, 'ours') });
    },
    without: WITHOUT_ARGOCD,
    having: { name: viewed.name, text: viewed.applications[0].name },
    isOurs: /\/plugins\/argocd(-common)?\/|\/modules\/argocd\//,
    atMostKiB: 25,
  });
}
