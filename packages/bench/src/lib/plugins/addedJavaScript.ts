import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { findChromium } from '../../../../toolchain/src/chromium.mjs';
import { buildApp } from '../../../../toolchain/src/portal/buildApp.mjs';
import type { Measure } from '../measure';
import { root, tools } from '../portal';
import { attributed } from './attributed';
import type { Backend } from './Backend';

const dist = path.join(root, 'packages', 'app', 'dist');

/** What is visited, and whose scripts are looked for. */
export interface AddedJavaScript {
  /** Starts the portal, with what the plugin shows. */
  start(): Promise<Pick<Backend, 'url' | 'stop'>>;
  /** A component whose page has nothing of the plugin. */
  without: string;
  /** One whose page has, and a text that is there once all of it is. */
  having: { name: string; text: string };
  /** Sources of the plugin, in source maps. */
  isOurs: RegExp;
  atMostKiB: number;
}

/**
 * What a plugin adds to a first visit of an entity's page, in the production build: the scripts that an entity with the
 * plugin asks for and one without does not, whatever is in them, and of the scripts that both ask for what the source maps
 * say is the plugin's.
 */
export async function* addedJavaScript(
  options: AddedJavaScript,
): AsyncGenerator<Measure> {
  const { atMostKiB, isOurs } = options;
  const executablePath = findChromium();
  if (!executablePath) {
    console.log('# no Chromium on this machine: added JavaScript left out');
    return;
  }
  await buildApp({ tools } as any);
  const backend = await options.start();
  const browser = await chromium.launch({
    executablePath,
    args: ['--headless', '--no-sandbox', '--disable-gpu'],
  });
  try {
    const visit = await signIn(browser, backend.url);
    const without = await visit(options.without, 'Relations');
    const having = await visit(options.having.name, options.having.text);
    const lazy = [...having].filter(([name]) => !without.has(name));
    const eager = [...without].map(([name, code]) =>
      attributedTo(isOurs, name, code),
    );
    const kib = (texts: string[]) =>
      texts.reduce((sum, text) => sum + gzipSync(text).length, 0) / 1024;
    const added = {
      lazy: kib(lazy.map(([, code]) => code)),
      eager: kib([eager.join('')]),
    };
    if (!added.lazy || !added.eager) {
      throw new Error(
        'The plugin was not found in the scripts of the page: are there source maps in packages/app/dist?',
      );
    }
    const sum = added.lazy + added.eager;
    yield {
      name: 'added JavaScript of a first entity page, gzipped',
      value: `${sum.toFixed(1)} KiB`,
      goal: `≤ ${atMostKiB} KiB`,
      ok: sum <= atMostKiB,
      detail: `${added.lazy.toFixed(1)} KiB in ${
        lazy.length
      } scripts that only entities with the plugin ask for; ${added.eager.toFixed(
        1,
      )} KiB in scripts that every page asks for; the page has ${kib([
        ...having.values(),
      ]).toFixed(0)} KiB in all`,
    };
  } finally {
    await browser.close();
    await backend.stop();
  }
}

type Visit = (entity: string, text: string) => Promise<Map<string, string>>;

/** Gives a function that visits an entity's page with an empty cache, until it shows a text: the scripts that it asked for. */
async function signIn(browser: Browser, url: string): Promise<Visit> {
  const signedIn = await browser.newContext({ baseURL: url });
  const first = await signedIn.newPage();
  await first.goto('/');
  await first.getByRole('button', { name: 'Enter' }).click();
  await first.getByRole('link', { name: 'Catalog' }).first().waitFor();
  const storageState = await signedIn.storageState();
  await signedIn.close();
  return async (entity, text) => {
    const context = await browser.newContext({ baseURL: url, storageState });
    const scripts = await scriptsOf(
      context,
      `/catalog/default/component/${entity}`,
      text,
    );
    await context.close();
    return scripts;
  };
}

async function scriptsOf(
  context: BrowserContext,
  address: string,
  text: string,
) {
  const page = await context.newPage();
  const scripts: Array<Promise<[string, string]>> = [];
  page.on('response', response => {
    const { pathname } = new URL(response.url());
    if (!pathname.endsWith('.js')) return;
    scripts.push(response.text().then(code => [pathname, code]));
  });
  await page.goto(address);
  await page.getByText(text).first().waitFor({ timeout: 120_000 });
  await page.waitForLoadState('networkidle');
  return new Map(await Promise.all(scripts));
}

function attributedTo(isOurs: RegExp, name: string, code: string): string {
  const file = path.join(dist, `${name}.map`);
  if (!fs.existsSync(file)) return '';
  const map = JSON.parse(fs.readFileSync(file, 'utf8'));
  return attributed(code, map, source => isOurs.test(source));
}
