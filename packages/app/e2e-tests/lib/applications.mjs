/** The tab of an entity that shows its Applications. */
export async function openApplications(page, entity) {
  await page.goto(`/catalog/${entity}/argocd`);
  await page.getByRole('heading', { name: 'Applications' }).waitFor();
}

/** One of them, by its own name and that of its Argo CD. */
export const applicationOf = (page, name, instance) =>
  page.getByRole('region', { name: `${name} ${instance}` });

/** Waits until a part of the page, which nobody reloads, says all of this. */
export async function untilItSays(part, ...words) {
  for (const word of words) {
    await part
      .getByText(word, { exact: typeof word === 'string' })
      .first()
      .waitFor({ timeout: 60_000 });
  }
}
