import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Response } from 'playwright-core';
import { openBrowser } from '../../../../app/e2e-tests/lib/browser.mjs';
import { buildApp } from '../../../../toolchain/src/portal/buildApp.mjs';
import { chromiumFor, signInToVisit } from '../chromium';
import type { Measure } from '../measure';
import { root, tools } from '../portal';
import { attributed } from './attributed';
import type { Backend } from './Backend';
import { Started } from './Started';

const dist = path.join(root, 'packages', 'app', 'dist');

/** What is visited, and whose scripts are looked for. */
export interface AddedJavaScript {
  /** Starts the portal, and before it what the plugin shows. */
  start(started: Started): Promise<Backend>;
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
  const executable = chromiumFor('added JavaScript');
  if (!executable) return;
  await buildApp({ tools } as any);
  const started = new Started();
  const browser = await openBrowser(executable);
  try {
    const { url } = started.add(await options.start(started));
    const visit = await signInToVisit(browser, url);
    const scriptsOf = async (component: string, text: string) =>
      new Map(await visit(component, text, readScript));
    const without = await scriptsOf(options.without, 'Relations');
    const having = await scriptsOf(options.having.name, options.having.text);
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
    await started.stop();
  }
}

/** Of a response that is one: where it is, and its text. */
function readScript(response: Response): Promise<[string, string]> | undefined {
  const { pathname } = new URL(response.url());
  if (!pathname.endsWith('.js')) return undefined;
  return response.text().then(code => [pathname, code]);
}

function attributedTo(isOurs: RegExp, name: string, code: string): string {
  const file = path.join(dist, `${name}.map`);
  if (!fs.existsSync(file)) return '';
  const map = JSON.parse(fs.readFileSync(file, 'utf8'));
  return attributed(code, map, source => isOurs.test(source));
}
