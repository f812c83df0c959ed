/** The form of a golden path, as a person fills it. */
export function form(page, look = async () => {}) {
  const field = name =>
    page.getByRole('textbox', { name: new RegExp(`^${name}`) }).last();

  const click = async name => {
    // Each step is validated before the next one shows, also with what the portal knows.
    await page.getByRole('button', { name, exact: true }).click();
  };

  return {
    async text(name, value) {
      await field(name).fill(value);
    },
    async number(name, value) {
      await page
        .getByRole('spinbutton', { name: new RegExp(`^${name}`) })
        .fill(String(value));
    },
    async choose(name, option) {
      await page
        .getByRole('combobox', { name: new RegExp(`^${name}`) })
        .or(field(name))
        .first()
        .click();
      await page.getByRole('option', { name: option }).click();
    },
    next: () => click('Next'),
    review: () => click('Review'),
    /** Runs the golden path to its end; the id of the change that it opened. */
    async openChange(picture) {
      await click('Open the change');
      const link = page.getByRole('link', {
        name: 'Read and merge the change',
      });
      await link.waitFor({ timeout: 60_000 });
      if (picture) await look(picture);
      const id = /\/changes\/(\d+)$/.exec(await link.getAttribute('href'))?.[1];
      if (!id) throw new Error('the result does not link to a change');
      return id;
    },
  };
}
