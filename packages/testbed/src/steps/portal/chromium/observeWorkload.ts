import {
  latestOf,
  openObservability,
} from '../../../../../app/e2e-tests/lib/observability.mjs';
import { REQUEST_RATE } from '../observed';
import type { Visit } from './Visit';

/** The workload of the steps before, as the bed's exporter shows it. */
const observed = 'payments/component/orders';

/** What Prometheus knows, drawn, and the rules that watch over it. */
export async function observeWorkload(visit: Visit): Promise<void> {
  const { check, look, page } = visit;
  await check('its golden signals are drawn from Prometheus', async () => {
    await openObservability(page, observed);
    const shown = await latestOf(page, 'Requests', '2xx');
    const difference = Math.abs(Number.parseFloat(shown) - REQUEST_RATE);
    if (!(difference < REQUEST_RATE / 2))
      throw new Error(`the legend says ${shown}`);
    await look('golden-signals');
  });
  await check('so are the alerts that watch over it', async () => {
    await openObservability(page, observed, 'alerts');
    await page
      .getByRole('list', { name: 'Alert rules' })
      .locator('li[data-state]')
      .first()
      .waitFor();
    await look('alerts');
  });
}
