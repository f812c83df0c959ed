import { mergeOnForge } from '../../../portal/review';
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
