import type { Measure } from '../../lib/measure';
import { pause } from '../../lib/portal';
import { browserOf } from '../../lib/plugins/Backend';
import { service, USERS, VIEWED } from '../scene';
import { NAMES, type Contestant, type Stage } from '../Stage';
import { short } from '../../lib/statistics';

const SECONDS = 30;
const ARRIVE_SECONDS = 8;

/**
 * So many people look at so many entities: each opens a page within the first seconds and leaves it open, and it asks again
 * as the plugin's front end does. All backends at the same time, as only sums are told.
 */
export async function* crowd(stage: Stage): AsyncGenerator<Measure> {
  const all = Object.values(stage.contestants);
  for (const name of NAMES) await stage.taken(name);
  const cpu = all.map(({ backend }) => backend.cpuSeconds());
  const views = await Promise.all(all.map(look));
  for (const [i, { name, backend }] of all.entries()) {
    const { calls, bytes } = await stage.taken(name);
    const seconds = backend.cpuSeconds() - cpu[i];
    yield {
      name: `upstream calls while ${USERS} people look at ${VIEWED} entities, ${stage.applications} Applications, ${name}`,
      value: String(calls),
      goal: name === 'ours' ? '0' : 'stated',
      ok: name !== 'ours' || calls === 0,
      detail: `in ${SECONDS} s; ${views[i].opened} pages opened, ${
        views[i].polled
      } asked again; ${short(
        bytes / 1024 / 1024,
      )} MiB from Argo CD; ${seconds.toFixed(1)} s of CPU`,
    };
  }
}

async function look({ backend, page }: Contestant) {
  const counts = { opened: 0, polled: 0 };
  const end = performance.now() + SECONDS * 1000;
  const person = async (index: number) => {
    await pause((index / USERS) * ARRIVE_SECONDS * 1000);
    const browser = browserOf(backend);
    const viewed = service(index % VIEWED);
    await page.start?.(browser);
    await page.open(browser, viewed);
    counts.opened += 1;
    for (;;) {
      const left = end - performance.now();
      if (!page.poll || page.poll.everyMs > left) {
        await pause(Math.max(0, left));
        break;
      }
      await pause(page.poll.everyMs);
      await page.poll.ask(browser, viewed);
      counts.polled += 1;
    }
    browser.close();
  };
  await Promise.all(Array.from({ length: USERS }, (_, i) => person(i)));
  return counts;
}
