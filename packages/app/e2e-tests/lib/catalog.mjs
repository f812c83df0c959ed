/** Finds an entity in the catalog's list, which it reaches seconds after the merge, and opens its page. */
export async function findInCatalog(page, { kind, path }) {
  const link = page.locator(`a[href="${path}"]`).first();
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    await page.goto(`/catalog?filters[kind]=${kind}`);
    await page.getByRole('table').first().waitFor();
    const shown = await link
      .waitFor({ timeout: 10_000 })
      .then(() => true)
      .catch(() => false);
    if (!shown) continue;
    await link.click();
    const reached = await page
      .waitForURL(`**${path}`, { timeout: 10_000 })
      .then(() => true)
      .catch(() => false);
    if (reached) return;
  }
  throw new Error(`${path} was not in the catalog within 60 s of the merge`);
}
