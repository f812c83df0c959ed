/** The tab of an entity that shows its secrets. */
export async function openSecrets(page, entity) {
  await page.goto(`/catalog/${entity}/vault`);
  await page.getByRole('heading', { name: 'Secrets', level: 2 }).waitFor();
}

/** What one Vault knows of a secret, and where it has arrived. */
export const secretIn = (page, path, vault) =>
  page.getByRole('region', { name: `${path} in Vault ${vault}` });
