import { addedJavaScript } from '../../lib/plugins/addedJavaScript';
import type { Measure } from '../../lib/measure';
import { startOurs } from '../backends/startOurs';
import { startFakes } from '../fakes/startFakes';
import { service, WITHOUT_VAULT } from '../scene';

/** What our Vault plugin adds to a first visit of an entity's page. */
export async function* javascript(): AsyncGenerator<Measure> {
  const viewed = service(1);
  yield* addedJavaScript({
    async start(started) {
      const fakes = started.add(
        await startFakes({ paths: 100, backends: ['ours'] }),
      );
      const { vaults, kubernetes } = fakes.started;
      return startOurs({ vault: vaults.ours, kubernetes });
    },
    without: WITHOUT_VAULT,
    // Which of them come first is a matter of their age
    having: { name: viewed.name, text: 'secret-' },
    isOurs: /\/plugins\/vault(-common)?\/|\/modules\/vault\//,
    atMostKiB: 20,
  });
}
