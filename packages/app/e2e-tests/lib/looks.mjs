import fs from 'node:fs';
import { createRequire } from 'node:module';
import { isUpstream } from './upstreamViolations.mjs';

const axeSource = fs.readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/**
 * `look(name)`: a picture of the page; `lookEveryWay(name)`: light and dark, wide and narrow, with axe on each theme.
 * `onPicture` is called beside each picture.
 */
export function createLooks({ page, pictures, onPicture }) {
  const look = async (name, options) => {
    await onPicture();
    await page.screenshot({
      path: `${pictures}/${name}.png`,
      fullPage: true,
      ...options,
    });
  };

  /** Nothing on the page is still loading. */
  const settled = () =>
    page.waitForFunction(() => !document.querySelector('[role="progressbar"]'));

  const assertAccessible = async name => {
    await settled();
    await page.evaluate(`${axeSource}; undefined`);
    const found = await page.evaluate(async () => {
      const { violations } = await window.axe.run(document, {
        resultTypes: ['violations'],
      });
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, help, nodes }) => ({
          id,
          help,
          nodes: nodes.map(({ html, target, failureSummary }) => ({
            html,
            target: target.join(' '),
            why: failureSummary?.split('\n')[1]?.trim(),
          })),
        }));
    });
    const violations = found
      .map(violation => ({
        ...violation,
        nodes: violation.nodes.filter(
          ({ html }) => !isUpstream(violation.id, html),
        ),
      }))
      .filter(({ nodes }) => nodes.length > 0)
      .map(
        ({ id, help, nodes }) =>
          `${id} (${help}) ${nodes
            .slice(0, 4)
            .map(({ target, why }) => `\n              ${target}: ${why}`)
            .join('')}`,
      );
    if (violations.length > 0) {
      throw new Error(`axe on ${name}: ${violations.join('\n            ')}`);
    }
  };

  const setTheme = async theme => {
    await page.evaluate(id => localStorage.setItem('theme', id), theme);
    await page.reload();
  };

  return {
    look,
    assertAccessible,
    setTheme,
    async lookEveryWay(name, ready) {
      const size = page.viewportSize();
      for (const theme of ['light', 'dark']) {
        await setTheme(theme);
        await ready();
        await settled();
        await look(`${name}-${theme}-wide`);
        await assertAccessible(`${name} (${theme})`);
        await page.setViewportSize({ width: 420, height: 900 });
        await ready();
        await settled();
        await look(`${name}-${theme}-narrow`);
        await page.setViewportSize(size);
      }
      await setTheme('light');
      await ready();
    },
  };
}
