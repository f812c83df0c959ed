import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { listOf, row } from './__testUtils__/fixtures';
import { address, fakeApi, renderPlugin } from './__testUtils__/renderPlugin';
import plugin from './index';

describe('the plugin', () => {
  it('has the extensions that an app may name in its configuration', () => {
    for (const id of [
      'api:idp-argocd',
      'page:idp-argocd',
      'entity-card:idp-argocd/applications',
      'entity-content:idp-argocd',
      'home-page-widget:idp-argocd/broken-applications',
    ] as const) {
      expect(plugin.getExtension(id)).toBeDefined();
    }
  });

  it('leads from the list to an Application by keyboard alone', async () => {
    renderPlugin('/argocd', {
      api: fakeApi({
        listApplications: async () => listOf([row('orders'), row('ledger')]),
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
      '/catalog/payments/component/ledger/argocd/local/argocd/ledger',
    );
  });
});
