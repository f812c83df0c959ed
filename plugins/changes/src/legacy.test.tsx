import { renderInOldApp } from '@idp/testing-react/legacy';
import { screen } from '@testing-library/react';
import { fakeApi } from './__testUtils__/renderPlugin';
import {
  changesApiRef,
  ChangesPage,
  changesPlugin,
  EntityChangesCard,
  EntityChangesContent,
} from './legacy';

const payments = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name: 'payments' },
};

async function renderOldApp(path: string) {
  const api = fakeApi();
  await renderInOldApp(path, {
    apis: [[changesApiRef, api]],
    pages: { '/changes': <ChangesPage /> },
    entity: payments,
    parts: {
      '/entity': (
        <>
          <EntityChangesCard />
          <EntityChangesContent />
        </>
      ),
    },
  });
  return api;
}

describe('in an app of the old frontend system', () => {
  it('makes the client of the backend', () => {
    expect([...changesPlugin.getApis()].map(({ api }) => api.id)).toEqual([
      'plugin.idp-changes.client',
    ]);
  });

  it('shows the list, linked to the changes', async () => {
    await renderOldApp('/changes');
    expect(
      await screen.findByRole('link', { name: 'Add orders to payments' }),
    ).toHaveAttribute('href', '/changes/7');
  });

  it('shows a change', async () => {
    const api = await renderOldApp('/changes/7');
    expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent(
      'Add orders to payments',
    );
    expect(await screen.findByRole('button', { name: 'Merge' })).toBeEnabled();
    expect(api.getChange).toHaveBeenCalledWith('7');
  });

  it('shows what is open for an entity', async () => {
    const api = await renderOldApp('/entity');
    expect(
      await screen.findAllByRole('link', { name: 'Add orders to payments' }),
    ).toHaveLength(2);
    expect(api.listChanges).toHaveBeenCalledWith(
      expect.objectContaining({ entityRef: 'system:default/payments' }),
    );
  });
});
