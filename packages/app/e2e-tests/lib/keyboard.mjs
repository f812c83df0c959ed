/** A person without a mouse: every element is reached with Tab, and nothing is clicked. */
export function keyboard(page) {
  const { keyboard: keys } = page;

  const hasFocus = locator =>
    locator.evaluateAll(nodes => nodes.includes(document.activeElement));

  /** Tabs on until this has the focus, once around the page at most. */
  const reach = async (role, name, options) => {
    const locator = page.getByRole(role, { name, ...options });
    await locator.first().waitFor();
    for (let presses = 0; presses < 150; presses++) {
      if (await hasFocus(locator)) return;
      await keys.press('Tab');
    }
    throw new Error(`Tab does not reach the ${role} ${name}`);
  };

  return {
    reach,
    async press(role, name, options) {
      await reach(role, name, options);
      await keys.press('Enter');
    },
    async type(name, text) {
      await reach('textbox', name);
      await keys.press('ControlOrMeta+A');
      await keys.type(text);
    },
    /** Chooses in a picker by typing a part of the option. */
    async pick(name, text) {
      const field = page
        .getByRole('combobox', { name })
        .or(page.getByRole('textbox', { name }));
      await field.first().waitFor();
      for (let presses = 0; !(await hasFocus(field)); presses++) {
        if (presses === 150) throw new Error(`Tab does not reach ${name}`);
        await keys.press('Tab');
      }
      await keys.type(text);
      await page.getByRole('option', { name: new RegExp(text, 'i') }).waitFor();
      await keys.press('ArrowDown');
      await keys.press('Enter');
    },
  };
}
