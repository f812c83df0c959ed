import { addedJavaScript } from '../../lib/plugins/addedJavaScript';
import type { Measure } from '../../lib/measure';
import { startOurs } from '../backends/startOurs';
import { startFakeArgoCD } from '../fakes/startFakeArgoCD';
import { INSTANCES, service, WITHOUT_ARGOCD } from '../scene';
import { doorsOf } from '../Stage';

/** What our Argo CD plugin adds to a first visit of an entity's page. */
export async function* javascript(): AsyncGenerator<Measure> {
  const viewed = service(1);
  yield* addedJavaScript({
    async start() {
      const fakes = new Map(
        await Promise.all(
          INSTANCES.map(
            async instance =>
              [
                instance,
                await startFakeArgoCD({
                  instance,
                  applications: 100,
                  backends: ['ours'],
                }),
              ] as const,
          ),
        ),
      );
      const backend = await startOurs({ instances: doorsOf(fakes, 'ours') });
      return {
        url: backend.url,
        async stop() {
          await backend.stop();
          for (const fake of fakes.values()) await fake.stop();
        },
      };
    },
    without: WITHOUT_ARGOCD,
    having: { name: viewed.name, text: viewed.applications[0].name },
    isOurs: /\/plugins\/argocd(-common)?\/|\/modules\/argocd\//,
    atMostKiB: 25,
  });
}
