import { argocdSignalChannel } from '@idp/plugin-argocd-common';
import { openSignals } from '../../../../toolchain/src/portal/openSignals.mjs';
import type { Measure } from '../../lib/measure';
import { pause } from '../../lib/portal';
import { browserOf } from '../../lib/plugins/Backend';
import type { Browser } from '../../lib/plugins/Browser';
import { service, type Service } from '../scene';
import type { Contestant, Name, Stage } from '../Stage';
import { p50, p99, short } from '../../lib/statistics';

const SECONDS = 45;
/** Each in the browser of another person. */
const PAGES = 10;
const CHANGE_EVERY_MS = 700;
/** As packages/live-react spreads the reads of open pages. */
const JITTER_MS = 500;
const FASTER_THAN_MS = 2000;

/** When an open page shows a change, in milliseconds after Argo CD had it. */
type Ages = number[];

/**
 * Pages stay open while Applications change: how old what they show is, when it is shown. Ours opens the signals as a browser
 * does; the community's polls; Roadie's asks nothing again, so what it shows is as old as the page.
 */
export async function* freshness(stage: Stage): AsyncGenerator<Measure> {
  const { community, ours } = stage.contestants;
  const changes = new Map<string, { image: string; at: number }>();
  const pages = {
    community: openPages(community, changes),
    ours: openPages(ours, changes),
  };
  await Promise.all(Object.values(pages).map(({ ready }) => ready));
  const end = performance.now() + SECONDS * 1000;
  for (let n = 1; performance.now() < end; n++) {
    const { name, applications } = service((n * 7) % PAGES);
    const [{ instance, name: application }] = applications;
    const image = `registry.example.com/${name}:${n + 1}`;
    const at = await stage.fakes.get(instance)!.change(application, image);
    changes.set(name, { image, at });
    await pause(CHANGE_EVERY_MS * (0.5 + Math.random()));
  }
  await pause(3000);
  const ages: Partial<Record<Name, Ages>> = {};
  for (const name of ['community', 'ours'] as const) {
    ages[name] = await pages[name].close();
  }
  const { signals } = pages.ours;
  const hop = signals.filter(Number.isFinite);
  yield {
    name: 'state change to open page, ours',
    value: `p50 ${short(p50(ages.ours!))} ms, p99 ${short(p99(ages.ours!))} ms`,
    goal: `one stream hop: p99 ≤ ${FASTER_THAN_MS} ms`,
    ok: ages.ours!.length > 20 && p99(ages.ours!) <= FASTER_THAN_MS,
    detail: `${ages.ours!.length} changes seen at ${
      stage.applications
    } Applications an instance; to the signal p50 ${short(
      p50(hop),
    )} ms; then pages wait up to ${JITTER_MS} ms, so that not all ask at once`,
  };
  yield {
    name: 'state change to open page, community',
    value: `p50 ${short(p50(ages.community!))} ms, p99 ${short(
      p99(ages.community!),
    )} ms`,
    goal: 'stated',
    ok: true,
    detail: `${ages.community!.length} changes seen, asked every ${
      community.page.poll!.everyMs / 1000
    } s; Roadie’s page shows none until it is reloaded`,
  };
}

interface Person {
  viewed: Service;
  browser: Browser;
}

function openPages(
  contestant: Contestant,
  changes: ReadonlyMap<string, { image: string; at: number }>,
) {
  const { backend, page } = contestant;
  const ages: Ages = [];
  const signals: number[] = [];
  const seen = new Map<string, string>();
  let isOpen = true;
  const look = async ({ viewed, browser }: Person) => {
    const applications = await page.poll!.ask(browser, viewed);
    const [{ instance, name }] = viewed.applications;
    const image = applications.get(`${instance}/${name}`)!;
    const change = changes.get(viewed.name);
    if (change?.image === image && seen.get(viewed.name) !== image) {
      ages.push(Date.now() - change.at);
    }
    seen.set(viewed.name, image);
  };
  const all: Person[] = Array.from({ length: PAGES }, (_, n) => ({
    viewed: service(n),
    browser: browserOf(backend),
  }));
  const poll = async (person: Person) => {
    await pause(Math.random() * page.poll!.everyMs);
    while (isOpen) {
      await look(person);
      await pause(page.poll!.everyMs);
    }
  };
  const running = new Set<Promise<void>>();
  const start = (work: Promise<void>) => {
    running.add(work);
    work.finally(() => running.delete(work)).catch(() => undefined);
  };
  const lookSoon = (person: Person) =>
    setTimeout(() => {
      if (isOpen) start(look(person));
    }, Math.random() * JITTER_MS);
  let ready: Promise<unknown> = Promise.resolve();
  let socket: { close(): void } | undefined;
  if (contestant.name === 'ours') {
    ready = (async () => {
      socket = await openSignals({
        url: backend.url,
        token: backend.token,
        channels: [argocdSignalChannel],
        onSignal() {
          const newest = Math.max(...[...changes.values()].map(({ at }) => at));
          signals.push(Date.now() - newest);
          all.forEach(lookSoon);
        },
      });
    })();
  } else {
    for (const person of all) start(poll(person));
  }
  return {
    ready,
    signals,
    async close() {
      isOpen = false;
      socket?.close();
      await Promise.all(running);
      for (const { browser } of all) browser.close();
      return ages;
    },
  };
}
