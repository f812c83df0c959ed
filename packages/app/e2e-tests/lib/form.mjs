/** The form of a golden path, as a person fills it. `look` takes a picture of the result. */
export function form(page, look = async () => {}) {
  const click = name =>
    page.getByRole('button', { name, exact: true }).last().click();
  /** The last of that name: of a list's items the one that was just added. */
  const field = (role, name) =>
    page.getByRole(role, { name: new RegExp(`^${name}`) }).last();

  const adders = page.getByRole('button', { name: /Add item/i });

  return {
    text: (name, value) => field('textbox', name).fill(value),
    async choose(name, option) {
      await field('combobox', name).or(field('textbox', name)).last().click();
      await page.getByRole('option', { name: option }).click();
    },
    /** Adds an item to the list of the page. */
    add: () => adders.last().click(),
    /** Adds an item to the list within the last item. */
    addWithin: () => adders.nth(-2).click(),
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
