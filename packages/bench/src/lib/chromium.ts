import type { Browser, Page, Response } from 'playwright-core';
import { findChromium } from '../../../toolchain/src/chromium.mjs';

/** Where Chromium is; where there is none, a line says what is left out for that. */
export function chromiumFor(what: string): string | undefined {
  const executable = findChromium();
  if (!executable) {
    console.log(`# no Chromium on this machine: ${what} left out`);
  }
  return executable;
}

/** The guest signs in, and sees where the catalog is. */
export async function enter(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: 'Enter' }).click();
  await page.getByRole('link', { name: 'Catalog' }).first().waitFor();
}

/**
 * Opens the page of a component with an empty cache, until it shows a text and asks for nothing more; what was read of the
 * responses to all that it asked for.
 */
export type Visit = <T>(
  component: string,
  text: string,
  read: (response: Response) => Promise<T> | undefined,
) => Promise<T[]>;

/** Signs in once, and gives what then visits. */
export async function signInToVisit(
  browser: Browser,
  url: string,
): Promise<Visit> {
  const signedIn = await browser.newContext({ baseURL: url });
  await enter(await signedIn.newPage());
  const storageState = await signedIn.storageState();
  await signedIn.close();
  return async (component, text, read) => {
    const context = await browser.newContext({ baseURL: url, storageState });
    const page = await context.newPage();
    const found: Array<ReturnType<typeof read>> = [];
    page.on('response', response => found.push(read(response)));
    await page.goto(`/catalog/default/component/${component}`);
    await page.getByText(text).first().waitFor({ timeout: 120_000 });
    await page.waitForLoadState('networkidle');
    const all = await Promise.all(found.filter(one => one !== undefined));
    await context.close();
    return all;
  };
}
