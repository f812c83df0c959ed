import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { openBrowser } from '../../../../../app/e2e-tests/lib/browser.mjs';
import { whatItShows } from '../../../../../app/e2e-tests/lib/whatItShows.mjs';
import type { Bed } from '../../../bed/Bed';
import { checkout } from '../../../lib/folders';
import { portalUrl } from '../../../services/portalUrl';
import type { Step } from '../../types';

export const pictures = path.join(checkout, 'test-results', 'testbed');

type Report = Parameters<Step['run']>[1];

/** A person at the portal: one page of one browser. */
export interface Visit {
  bed: Bed;
  page: Page;
  /** Takes a picture; they are numbered in the order in which they were taken. */
  look(name: string): Promise<void>;
  /** One thing that the person does or sees; a picture stays of what they saw where it failed. */
  check(what: string, run: () => Promise<void>): Promise<unknown>;
  measure: Report['measure'];
  close(): Promise<void>;
}

export async function openVisit(
  bed: Bed,
  report: Report,
  executable: string,
): Promise<Visit> {
  fs.rmSync(pictures, { recursive: true, force: true });
  fs.mkdirSync(pictures, { recursive: true });
  const browser = await openBrowser(executable);
  try {
    const context = await browser.newContext({
      baseURL: portalUrl(bed),
      viewport: { width: 1440, height: 1000 },
      reducedMotion: 'reduce',
      // Keycloak's certificate is of the bed's own authority, which no browser knows.
      ignoreHTTPSErrors: true,
    });
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    let taken = 0;
    const look = async (name: string) => {
      taken += 1;
      await page.screenshot({
        path: path.join(
          pictures,
          `${String(taken).padStart(2, '0')}-${name}.png`,
        ),
      });
    };
    return {
      bed,
      page,
      look,
      check: (what, run) =>
        report.check(what, async () => {
          try {
            await run();
          } catch (error) {
            await look('failure').catch(() => {});
            throw new Error(`${error}\n${await whatItShows(page)}`, {
              cause: error,
            });
          }
        }),
      measure: report.measure,
      close: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}
