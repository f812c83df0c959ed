/** A view of an entity's observability: `signals`, `alerts`, `logs` or `dashboards`. */
export async function openObservability(page, entity, view = 'signals') {
  await page.goto(`/catalog/${entity}/observability/${view}`);
  await page.getByRole('tab', { name: 'Golden signals' }).waitFor();
}

/** The chart of a panel. */
export const chartOf = (page, title) =>
  page.getByRole('figure', { name: title, exact: true });

/** What the legend of a chart says last of one line, as text such as `12 req/s`. */
export async function latestOf(page, title, line) {
  const button = chartOf(page, title).getByRole('button', {
    name: new RegExp(`^${line}`),
  });
  await button.waitFor({ timeout: 60_000 });
  const name = await button.innerText();
  return name.replace(line, '').trim();
}

/** Waits until a share that a chart says last fits, on a page that nobody reloads. */
export async function untilShare(page, title, line, fits, seconds = 120) {
  const deadline = Date.now() + seconds * 1000;
  let last;
  while (Date.now() < deadline) {
    last = await latestOf(page, title, line);
    if (fits(Number.parseFloat(last))) return;
    await page.waitForTimeout(1000);
  }
  throw new Error(`${title}, ${line}: it still says ${last}`);
}

/** The rule of that name in one environment. */
export const ruleOf = (page, name, environment) =>
  page
    .getByRole('list', { name: 'Alert rules' })
    .locator('li[data-state]')
    .filter({ hasText: name })
    .filter({ hasText: environment });

/** Waits until a rule is in a state, on a page that nobody reloads. */
export async function untilState(page, rule, state, seconds = 240) {
  const locator = rule.and(page.locator(`[data-state="${state}"]`));
  await locator.waitFor({ timeout: seconds * 1000 });
}
