import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { listOf, row } from './__testUtils__/fixtures';
import { address, fakeApi, renderPlugin } from './__testUtils__/renderPlugin';
import plugin from './index';

describe('the plugin', () => {
  it('has the extensions that an app may name in its configuration', () => {
    for (const id of [
      'api:idp-vault',
      'page:idp-vault',
      'entity-card:idp-vault/secrets',
      'entity-content:idp-vault',
      'home-page-widget:idp-vault/secrets-that-need-somebody',
    ] as const) {
      expect(plugin.getExtension(id)).toBeDefined();
    }
  });

  it('leads from the list to a secret by keyboard alone', async () => {
    renderPlugin('/vault', {
      api: fakeApi({
        listSecrets: async () => listOf([row('database'), row('queue')]),
      }),
    });
    const rows = await screen.findAllByRole('row');
    for (let tab = 0; tab < 30 && document.activeElement !== rows[1]; tab++) {
      await userEvent.tab();
    }
    await userEvent.keyboard('{ArrowDown}');
    expect(rows[2]).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(address.current).toBe(
      '/catalog/payments/component/orders/vault?secret=kv%2Ftenant-payments%2Forders%2Fqueue',
    );
  });
});
