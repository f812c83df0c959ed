import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeApi, renderPlugin } from './__testUtils__/renderPlugin';
import plugin from './index';

describe('the plugin', () => {
  it('has the extensions that an app may name in its configuration', () => {
    for (const id of [
      'api:idp-changes',
      'page:idp-changes',
      'entity-card:idp-changes/open',
      'entity-content:idp-changes',
      'home-page-widget:idp-changes/open-changes',
    ] as const) {
      expect(plugin.getExtension(id)).toBeDefined();
    }
  });

  it('leads from the list to a change by keyboard alone', async () => {
    const api = fakeApi();
    renderPlugin('/changes', { api });
    const link = await screen.findByRole('link', {
      name: 'Add orders to payments',
    });
    for (let tab = 0; tab < 20 && document.activeElement !== link; tab++) {
      await userEvent.tab();
    }
    await userEvent.keyboard('{Enter}');
    expect(
      await screen.findByRole('heading', {
        level: 1,
        name: 'Add orders to payments',
      }),
    ).toBeInTheDocument();
    expect(api.getChange).toHaveBeenCalledWith('7');
  });
});
