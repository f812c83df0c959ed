import { until } from '../../../lib/until';
import { mergeOnForge } from '../../../portal/review';
import { portal } from '../../../services/portal';
import type { Visit } from './Visit';

/** Runs the golden path whose form is at its last page; resolves to the number of its pull request on Gitea. */
export async function openPullRequest({ page }: Visit): Promise<string> {
  await page
    .getByRole('button', { name: 'Open the change', exact: true })
    .click();
  const link = page.getByRole('link', { name: 'Read and merge the change' });
  await link.waitFor({ timeout: 120_000 });
  const address = await link.getAttribute('href');
  const number = /\/pulls\/(\d+)$/.exec(address ?? '')?.[1];
  if (!number) throw new Error(`the result leads to ${address}`);
  return number;
}

/** With the change's page open, merges its pull request on Gitea; resolves when the page says so, to the moment of the merge. */
export async function mergeWhileOpen(
  { bed, page }: Visit,
  { number, title }: { number: string; title: string },
): Promise<number> {
  await page.goto(`/changes/${number}`);
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page.getByText(/^Open/).first().waitFor();
  const begun = performance.now();
  await mergeOnForge(bed, number);
  await page
    .getByText(/^Merged/)
    .first()
    .waitFor();
  return begun;
}

/** Waits until the catalog has an entity, `kind/namespace/name`: a page that is opened before that says that there is none. */
export async function inCatalog({ bed }: Visit, entity: string): Promise<void> {
  await until(
    `${entity} is in the catalog`,
    () => bed.take(portal).get(`catalog/entities/by-name/${entity}`),
    { timeoutMs: 60_000 },
  );
}
