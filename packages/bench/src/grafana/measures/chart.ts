import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../../../app/e2e-tests/lib/browser.mjs';
import { buildApp } from '../../../../toolchain/src/portal/buildApp.mjs';
import { chromiumFor, enter } from '../../lib/chromium';
import type { Measure } from '../../lib/measure';
import { Started } from '../../lib/plugins/Started';
import { tools } from '../../lib/portal';
import { median } from '../../lib/statistics';
import { startFakes } from '../fakes/startFakes';
import { HOURS, SERIES, viewed } from '../scene';
import { startOurs } from '../startOurs';
import { longestTask, type LongestTask } from './longestTask';

/** Beyond this a browser counts a task as long. */
const LONG_MS = 50;
const ROUNDS = 5;

/**
 * The charts of an entity, drawn anew for another range and drawn first, in the production build: the longest task of the
 * page. Judged is the time of the processor: what else the machine did meanwhile is no part of it.
 */
export async function* chart(): AsyncGenerator<Measure> {
  const executable = chromiumFor('drawing of charts');
  if (!executable) return;
  await buildApp({ tools } as any);
  const started = new Started();
  const browser = await openBrowser(executable);
  try {
    const fakes = started.add(await startFakes(['ours']));
    const { url } = started.add(await startOurs(fakes.started.ours));
    const page = await openSignals(browser, url);
    const redrawn: LongestTask[] = [];
    const first: LongestTask[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await choose(page, 'Last hour');
      redrawn.push(
        await traced(browser, page, () => choose(page, `Last ${HOURS} hours`)),
      );
      await page.getByRole('tab', { name: 'Dashboards' }).click();
      await page.getByRole('slider').first().waitFor({ state: 'detached' });
      first.push(
        await traced(browser, page, () =>
          page.getByRole('tab', { name: 'Golden signals' }).click(),
        ),
      );
    }
    const charts = await page.getByRole('figure').count();
    yield describe(
      `longest task while ${charts} charts of ${HOURS} hours × ${SERIES} series are drawn anew`,
      redrawn,
    );
    yield describe('longest task while they are drawn first', first);
  } finally {
    await browser.close();
    await started.stop();
  }
}

async function openSignals(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({
    baseURL: url,
    reducedMotion: 'reduce',
    viewport: { width: 1440, height: 1000 },
  });
  page.setDefaultTimeout(120_000);
  await enter(page);
  await page.goto(
    `/catalog/default/component/${viewed(0).name}/observability/signals`,
  );
  await drawn(page);
  return page;
}

async function choose(page: Page, range: string) {
  await page.getByRole('radio', { name: range }).click();
  await drawn(page);
}

/** All that was asked for is there, and painted. */
async function drawn(page: Page) {
  await page.getByRole('slider').first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(500);
}

async function traced(
  browser: Browser,
  page: Page,
  step: () => Promise<void>,
): Promise<LongestTask> {
  await browser.startTracing(page, {
    categories: ['toplevel', 'devtools.timeline'],
  });
  await step();
  await drawn(page);
  return longestTask(JSON.parse((await browser.stopTracing()).toString()));
}

function describe(name: string, rounds: LongestTask[]): Measure {
  const of = (key: keyof LongestTask) =>
    rounds.map(one => one[key]).sort((a, b) => a - b);
  const cpu = of('cpuMs');
  const middle = median(cpu);
  return {
    name,
    value: `${middle.toFixed(1)} ms of the processor`,
    goal: `≤ ${LONG_MS} ms`,
    ok: middle <= LONG_MS,
    detail: `median of ${rounds.length}, ${cpu[0].toFixed(1)} to ${cpu[
      cpu.length - 1
    ].toFixed(1)}; by the clock, beside all else on this machine, ${of('wallMs')
      .map(ms => ms.toFixed(0))
      .join(', ')} ms`,
  };
}
