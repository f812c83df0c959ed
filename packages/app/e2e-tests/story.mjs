/* eslint-disable no-console -- its output is what one runs it for */
import crypto from 'node:crypto';
import fs from 'node:fs';
import { openBrowser } from './lib/browser.mjs';
import { createLeakWatch } from './lib/leaks/createLeakWatch.mjs';
import { createLooks } from './lib/looks.mjs';
import { watchPage } from './lib/watchPage.mjs';
import { whatItShows } from './lib/whatItShows.mjs';

const chapters = [
  () => import('./chapters/01-sign-in.mjs'),
  () => import('./chapters/02-onboard-tenant.mjs'),
  () => import('./chapters/03-merge-tenant.mjs'),
  () => import('./chapters/04-create-workload.mjs'),
  () => import('./chapters/05-read-change.mjs'),
  () => import('./chapters/06-merge-workload.mjs'),
  () => import('./chapters/07-rendered-result.mjs'),
  () => import('./chapters/08-refused-input.mjs'),
  () => import('./chapters/09-keyboard-only.mjs'),
  () => import('./chapters/10-what-became-of-it.mjs'),
  () => import('./chapters/11-drift.mjs'),
  () => import('./chapters/12-release-and-roll-back.mjs'),
  () => import('./chapters/13-every-page.mjs'),
  () => import('./chapters/14-secrets.mjs'),
  () => import('./chapters/15-why-it-fails.mjs'),
  () => import('./chapters/16-no-value-shows.mjs'),
];

/**
 * Plays the chapters in order in one browser session: `{passed, failed}`. Each chapter counts once, and fails also for
 * an error in the browser's console; one that needs a failed chapter counts as failed.
 */
export async function tellStory({
  url,
  forge,
  sandbox,
  log,
  databases,
  secrets,
  chromium,
  pictures,
  env,
}) {
  fs.rmSync(pictures, { recursive: true, force: true });
  fs.mkdirSync(pictures, { recursive: true });
  const browser = await openBrowser(chromium);
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1440, height: 1000 },
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(30_000);
  const planted = `planted-${crypto.randomUUID()}`;
  const leaks = createLeakWatch({
    secrets: { ...secrets, 'the planted secret': planted },
    forge,
    log,
    databases,
  });
  leaks.follow(context);
  const page = await context.newPage();
  const watch = watchPage(page);
  const story = {
    url,
    forge,
    sandbox,
    env,
    pictures,
    browser,
    context,
    page,
    facts: {},
    leaks,
    planted,
    ...createLooks({ page, pictures, onPicture: () => leaks.page(page) }),
  };

  let passed = 0;
  let broken;
  try {
    for (const load of chapters) {
      const { title, run } = await load();
      const started = Date.now();
      try {
        if (broken) throw new Error(`not reached, after “${broken}”`);
        await run(story);
        watch.assertQuiet();
        passed += 1;
        console.log(
          `  ok      ${title} (${((Date.now() - started) / 1000).toFixed(
            1,
          )} s)`,
        );
      } catch (error) {
        console.log(`  FAILED  ${title}: ${error.message}`);
        if (!broken) {
          broken = title;
          await page
            .screenshot({ path: `${pictures}/failure.png`, fullPage: true })
            .catch(() => {});
          console.log(indented(await whatItShows(page)));
          console.log(indented(`picture in ${pictures}/failure.png`));
          console.log(indented(troubles(log())));
        }
      }
    }
  } finally {
    await browser.close();
  }
  return { passed, failed: chapters.length - passed };
}

function indented(text) {
  return text.replace(/^/gm, '          ');
}

/** The last things that the portal's log warns of, each once, whichever plugin says it. */
function troubles(log) {
  const warnings = new Map();
  for (const line of log.split('\n')) {
    if (/"level":"(info|debug)"/.test(line)) continue;
    const message = /"message":"((?:[^"\\]|\\.)*)"/.exec(line)?.[1] ?? line;
    warnings.delete(message);
    warnings.set(message, line.slice(0, 1000));
  }
  return [...warnings.values()].slice(-15).join('\n');
}
