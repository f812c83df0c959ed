import { decide } from '../lib/changes.mjs';
import { form } from '../lib/form.mjs';
import {
  chartOf,
  latestOf,
  openObservability,
  ruleOf,
  untilShare,
  untilState,
} from '../lib/observability.mjs';

export const title =
  'A release that answers with errors: its signals, its alert and its lines say so, until it is taken back';

const orders = 'payments/component/orders';
const faulty = 'ghcr.io/acme/orders:faulty-1.7.0';
const rule = 'WorkloadServerErrors';

export async function run(story) {
  const { page, look } = story;
  await openObservability(page, orders);
  await untilShare(page, 'Errors', '5xx · local', share => share < 5);
  await everyView(story);

  await openObservability(page, orders, 'alerts');
  await untilState(page, ruleOf(page, rule, 'local'), 'normal', 400);

  await release(story, faulty);

  // The error rate rises on a page that nobody reloads, beside the mark of the deployment.
  await openObservability(page, orders);
  await untilShare(page, 'Errors', '5xx · local', share => share > 10);
  await page
    .getByRole('list', { name: 'Deployments in this range' })
    .getByRole('link', { name: /orders/ })
    .first()
    .waitFor({ timeout: 60_000 });
  await look('15-errors-rise');
  await readByKeyboard(page);

  // Its alert, on a page that nobody reloads.
  await openObservability(page, orders, 'alerts');
  await untilState(page, ruleOf(page, rule, 'local'), 'firing');
  await page
    .getByText(/answers \d+(\.\d+)?% of requests/)
    .first()
    .waitFor();
  await look('15-alert-fires');
  await everywhere(story);

  // The lines of that time say why.
  await openObservability(page, orders, 'logs');
  await page.getByRole('button', { name: 'Follow' }).click();
  await page.getByText('New lines are shown as they come.').waitFor();
  await page.goto(
    `/catalog/${orders}/observability/logs?level=error&environment=local`,
  );
  const lines = page.getByRole('listbox', { name: 'Lines of local' });
  await lines.getByRole('option').first().waitFor({ timeout: 60_000 });
  await lines.getByRole('option').last().click();
  await page.getByRole('region', { name: 'The chosen line' }).waitFor();
  await look('15-lines');

  // Taken back, errors fall. The rate is one of five minutes, and so long takes quiet: that it turns is enough here.
  await openObservability(page, orders);
  const worst = Number.parseFloat(
    await latestOf(page, 'Errors', '5xx · local'),
  );
  await takeBack(story);
  await openObservability(page, orders);
  await untilShare(
    page,
    'Errors',
    '5xx · local',
    share => share < worst * 0.9,
    400,
  );
  await look('15-errors-fall');
}

/** Releases an image in the local environment by the golden path, and merges it. */
async function release({ page, look }, image) {
  await page.goto('/create/templates/default/release');
  const fields = form(page, look);
  await fields.choose('Tenant', /Payments|payments/);
  await fields.choose('Workload', /orders/);
  await fields.next();
  await fields.text('Image', image);
  await fields.next();
  await page.getByText(image).first().waitFor();
  await fields.review();
  await readAndMerge(page, await fields.openChange());
}

/** Goes back to the deployment before, by the way that the history shows. */
async function takeBack({ page, look }) {
  await page.goto(
    `/catalog/${orders}/argocd/local/argocd/payments--orders/history`,
  );
  const deployments = page.getByRole('checkbox', {
    name: /Compare deployment/,
  });
  await deployments.first().waitFor();
  // Their labels are drawn over them.
  await deployments.nth(0).press('Space');
  await deployments.nth(1).press('Space');
  await page.getByRole('link', { name: 'Go back by a change' }).click();
  const fields = form(page, look);
  await page.getByRole('button', { name: 'Next' }).waitFor();
  await fields.next();
  await fields.review();
  await readAndMerge(page, await fields.openChange());
}

async function readAndMerge(page, change) {
  await page.goto(`/changes/${change}`);
  await page.getByText('The merge changes').waitFor();
  await decide(page, 'Merge');
}

/** Arrow keys say what stands at each moment, and every chart is a table too. */
async function readByKeyboard(page) {
  const reader = page.getByRole('slider', { name: 'Errors: values by time' });
  await reader.focus();
  const now = await reader.getAttribute('aria-valuetext');
  await page.keyboard.press('Home');
  const first = await reader.getAttribute('aria-valuetext');
  if (now === first || !/5xx/.test(first)) {
    throw new Error(`arrow keys do not read the chart: ${now}; ${first}`);
  }
  const errors = chartOf(page, 'Errors');
  await errors.getByRole('button', { name: 'Show as table' }).click();
  await errors.getByRole('rowheader', { name: 'Highest' }).waitFor();
  await errors.getByRole('button', { name: 'Show as chart' }).click();
}

/** Every view of the workload, and the tenant's. */
async function everyView({ page, lookEveryWay }) {
  const requests = () =>
    page
      .getByRole('slider', { name: 'Requests: values by time' })
      .waitFor({ timeout: 60_000 });
  await lookEveryWay('15-signals', requests);
  for (const [view, shown] of [
    ['alerts', () => page.getByRole('list', { name: 'Alert rules' })],
    ['logs', () => page.getByRole('listbox')],
    ['dashboards', () => page.getByRole('list', { name: 'Dashboards' })],
  ]) {
    await openObservability(page, orders, view);
    await lookEveryWay(`15-${view}`, () => shown().first().waitFor());
  }
  await openObservability(page, 'default/system/payments');
  await lookEveryWay('15-tenant', requests);
}

/** Wherever alerts are counted, this one is. */
async function everywhere({ page, lookEveryWay }) {
  const firing = () => page.getByText(/^\d+ firing$/).first();
  for (const [name, address, shown] of [
    ['page', '/observability', () => page.getByText(rule).first()],
    ['home', '/', firing],
    ['catalog', '/catalog?filters[kind]=component', firing],
    ['card', `/catalog/${orders}`, firing],
  ]) {
    await page.goto(address);
    await lookEveryWay(`15-${name}`, () => shown().waitFor());
  }
}
