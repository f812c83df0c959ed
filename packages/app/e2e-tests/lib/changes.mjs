/** Goes from the list of changes to one by its title. */
export async function openChangeFromList(page, title) {
  await page.goto('/changes');
  await page.getByRole('link', { name: title }).first().click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

/** Merges or closes the change that is shown, as a person confirms it. */
export async function decide(page, decision) {
  await page.getByRole('button', { name: decision, exact: true }).click();
  await page
    .getByRole('dialog')
    .or(page.getByRole('alertdialog'))
    .getByRole('button', { name: `${decision} change` })
    .click();
  await page
    .getByText(decision === 'Merge' ? /^Merged/ : /^Closed/)
    .first()
    .waitFor();
}
