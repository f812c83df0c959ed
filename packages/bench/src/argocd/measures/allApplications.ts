import { median, ratio, type Measure } from '../../lib/measure';
import { INSTANCES } from '../scene';
import type { Stage } from '../Stage';

const LISTS = 5;
const PAGES = 20;
const FILTERS = [
  'applications?health=Degraded&health=Healthy&limit=50',
  'applications?instance=europe&sync=Synced&limit=50',
  'applications?q=service-12&limit=50',
  'applications?project=team-7&limit=50',
];

/** The first rows of all Applications with a filter, against one list of one Argo CD. */
export async function* allApplications(stage: Stage): AsyncGenerator<Measure> {
  const { browser } = stage.contestants.ours;
  const [instance] = INSTANCES;
  const { url, token } = stage.fakes.get(instance)!.doors.bench;
  const times = { ours: [] as number[], upstream: [] as number[] };
  let bytes = 0;
  let rows = 0;
  for (let n = 0; n < LISTS; n++) {
    const started = performance.now();
    const answer = await fetch(`${url}/api/v1/applications`, {
      headers: { authorization: `Bearer ${token}` },
    });
    bytes = (await answer.arrayBuffer()).byteLength;
    times.upstream.push(performance.now() - started);
    for (let page = 0; page < PAGES; page++) {
      const asked = performance.now();
      const { items } = await browser.get(
        `idp-argocd/${FILTERS[page % FILTERS.length]}`,
      );
      times.ours.push(performance.now() - asked);
      rows = Math.max(rows, items.length);
    }
  }
  yield ratio('first 50 of all Applications, with a filter', {
    value: median(times.ours),
    base: median(times.upstream),
    atMost: 1 / 50,
    unit: 'ms',
    detail: `${stage.applications} Applications an instance, ${
      INSTANCES.length
    } instances; ${rows} rows, ${
      FILTERS.length
    } filters in turns, against one list of one instance, ${(
      bytes /
      1024 /
      1024
    ).toFixed(1)} MiB`,
  });
}
