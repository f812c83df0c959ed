const longest = 100;

/**
 * A page in words, for a log that outlives its pictures: its address, what has the focus, and what an assistive
 * technology is told of it, cut after 100 lines. What stands in a password's field is not among it.
 */
export async function whatItShows(page) {
  try {
    const { focus, passwords } = await page.evaluate(() => {
      const { activeElement: active } = document;
      const name = ['id', 'name', 'aria-label', 'role']
        .filter(attribute => active?.hasAttribute(attribute))
        .map(attribute => ` ${attribute}="${active.getAttribute(attribute)}"`);
      return {
        focus: `${active?.localName}${name.join('')}`,
        passwords: [...document.querySelectorAll('input[type=password]')]
          .map(({ value }) => value)
          .filter(Boolean),
      };
    });
    let shown = await page.locator('body').ariaSnapshot({ timeout: 5_000 });
    for (const password of passwords) {
      shown = shown.replaceAll(password, '(a password)');
    }
    const lines = shown.split('\n');
    const left = lines.length - longest;
    return [
      `at ${page.url()}, with the focus on ${focus}`,
      ...lines.slice(0, longest),
      ...(left > 0 ? [`… and ${left} lines more`] : []),
    ].join('\n');
  } catch (error) {
    return `at ${page.url()}; it cannot be read: ${error.message}`;
  }
}
