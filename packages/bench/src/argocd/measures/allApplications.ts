import type { Measure } from '../../lib/measure';
import { INSTANCES } from '../scene';
import type { Stage } from '../Stage';
import { median, short } from '../../lib/statistics';

const PART = 50;
const ROWS = 50;
const LISTS = 5;
const PAGES = 20;
const FILTERS = [
  `applications?health=Degraded&health=Healthy&limit=${ROWS}`,
  `applications?instance=europe&sync=Synced&limit=${ROWS}`,
  `applications?q=service-12&limit=${ROWS}`,
  `applications?project=team-7&limit=${ROWS}`,
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
  const part = median(times.upstream) / median(times.ours);
  yield {
    name: 'first 50 of all Applications, with a filter',
    value: `1/${part.toFixed(0)} of one upstream list`,
    goal: `≤ 1/${PART}`,
    ok: part >= PART && rows === ROWS,
    detail: `${short(median(times.ours))} ms against ${short(
      median(times.upstream),
    )} ms and ${short(bytes / 1024 / 1024)} MiB of one instance; ${
      stage.applications
    } Applications an instance, ${INSTANCES.length} instances, ${
      FILTERS.length
    } filters in turns`,
  };
}
