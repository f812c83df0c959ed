import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import {
  applicationOf,
  openApplications,
  untilItSays,
} from '../../../../app/e2e-tests/lib/applications.mjs';
import { openBrowser } from '../../../../app/e2e-tests/lib/browser.mjs';
import { form } from '../../../../app/e2e-tests/lib/form.mjs';
import { findChromium } from '../../../../toolchain/src/chromium.mjs';
import type { Bed } from '../../bed/Bed';
import { checkout } from '../../lib/folders';
import { until } from '../../lib/until';
import type { Person } from '../../people/people';
import { nextCode } from '../../people/signIn';
import { mergeOnForge } from '../../portal/review';
import { keycloak } from '../../services/keycloak/service';
import { portalPages } from '../../services/portal';
import { portalUrl } from '../../services/portalUrl';
import { since } from '../since';
import type { Step } from '../types';

const pictures = path.join(checkout, 'test-results', 'testbed');

/** What a person does and sees, in a real browser. */
export const inChromium: Step = {
  name: 'in-chromium',
  profile: 'portal',
  what: 'a person signs in at Keycloak, onboards a tenant by its form, and watches what becomes of the merge',
  async run(bed, report) {
    const executable = findChromium(process.env);
    if (!executable) {
      report.leftOut(
        'the story in Chromium',
        'there is no Chromium on this machine (Debian: apt-get install chromium)',
      );
      return;
    }
    const problem = bed.take(portalPages);
    if (problem) throw new Error(problem);
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
      const look = (name: string) =>
        page.screenshot({ path: path.join(pictures, `${name}.png`) });
      const check = (what: string, run: () => Promise<void>) =>
        report.check(what, async () => {
          try {
            await run();
          } catch (error) {
            await look('failure').catch(() => {});
            throw error;
          }
        });
      await check(
        'Sam signs in at Keycloak, with a second factor',
        async () => {
          await signIn(page, bed.take(keycloak).people.sam);
          await page.getByRole('link', { name: 'Onboard a tenant' }).waitFor();
          await look('1-signed-in');
        },
      );
      await check('the form opens a pull request on Gitea', () =>
        onboard(page, look),
      );
      await check(
        'merged on Gitea, the open page of the change says so by itself',
        () => merge(bed, page, look, report.measure),
      );
      await check(
        'the tenant’s page shows its boundary as it comes',
        async () => {
          await until(
            'the tenant is there',
            async () => {
              await openApplications(page, 'default/system/garden');
              return true;
            },
            { timeoutMs: 60_000 },
          );
          await untilItSays(
            applicationOf(page, 'tenant--garden', 'local'),
            'Healthy',
            'Synced',
          );
          await look('4-boundary');
        },
      );
      await check('the page of a workload shows it healthy', async () => {
        await openApplications(page, 'demo/component/hello');
        await untilItSays(
          applicationOf(page, 'demo--hello', 'local'),
          'Healthy',
          'Synced',
        );
        await look('5-workload');
      });
    } finally {
      await browser.close();
    }
    console.log(`  pictures are in ${path.relative(checkout, pictures)}`);
  },
};

/** The portal opens Keycloak in a window of its own. */
async function signIn(page: Page, person: Person): Promise<void> {
  const opened = page.waitForEvent('popup');
  await page.goto('/');
  const button = page.getByRole('button', { name: 'Sign in' });
  await button.or(page.getByText('Sign In')).first().click();
  const login = await opened;
  await login.locator('#username').fill(person.name);
  await login.locator('#password').fill(person.password);
  await login.locator('#kc-login').click();
  await login.locator('#otp').fill(await nextCode(person));
  await login.locator('#kc-login').click();
}

async function onboard(
  page: Page,
  look: (name: string) => Promise<unknown>,
): Promise<void> {
  await page.goto('/create/templates/default/onboard-tenant');
  const fields = form(page);
  await fields.text('Name', 'garden');
  await fields.text('Display name', 'Garden');
  await fields.text('Description', 'Grows things');
  await fields.choose('Owner', /payments/i);
  await look('2-form');
  await fields.next();
  await fields.text('Address', 'garden@example.com');
  await fields.next();
  await page.getByText('tenant-garden').first().waitFor();
  await fields.review();
  await page
    .getByRole('button', { name: 'Open the change', exact: true })
    .click();
  await page
    .getByRole('link', { name: 'Read and merge the change' })
    .waitFor({ timeout: 120_000 });
}

async function merge(
  bed: Bed,
  page: Page,
  look: (name: string) => Promise<unknown>,
  measure: (what: string, value: string) => void,
): Promise<void> {
  const link = page.getByRole('link', { name: 'Read and merge the change' });
  const address = await link.getAttribute('href');
  const number = /\/pulls\/(\d+)$/.exec(address ?? '')?.[1];
  if (!number) throw new Error(`the result leads to ${address}`);
  await page.goto(`/changes/${number}`);
  await page
    .getByRole('heading', { level: 1, name: 'Onboard tenant garden' })
    .waitFor();
  await page.getByText(/^Open/).first().waitFor();
  const begun = performance.now();
  await mergeOnForge(bed, number);
  await page
    .getByText(/^Merged/)
    .first()
    .waitFor();
  measure('Chromium: merged on Gitea to the open page', since(begun));
  await look('3-merged');
}
