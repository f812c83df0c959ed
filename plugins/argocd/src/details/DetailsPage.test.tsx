import { argocdSignalChannel } from '@idp/plugin-argocd-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  ago,
  answer,
  application,
  diff,
  REVISIONS,
} from '../__testUtils__/fixtures';
import {
  address,
  expectAccessible,
  fakeApi,
  refusal,
  fakeSignals,
  renderOnEntity,
} from '../__testUtils__/renderPlugin';
import { EntityArgoCDContent } from '../entity/EntityArgoCDContent';

const PATH = '/local/argocd/payments--orders';
const target = {
  entityRef: 'component:payments/orders',
  application: {
    instance: 'local',
    namespace: 'argocd',
    name: 'payments--orders',
  },
};

const show = (
  path = PATH,
  api = fakeApi(),
  signals?: ReturnType<typeof fakeSignals>,
) => renderOnEntity(<EntityArgoCDContent />, { path, api, signals });

const title = () =>
  screen.findByRole('heading', { level: 2, name: 'payments--orders local' });

describe('the tab of an entity', () => {
  it('tells all of each Application, with the way to its details', async () => {
    const { container } = show(
      '',
      fakeApi({
        getEntityApplications: async () =>
          answer({
            applications: [
              application({
                sources: [
                  ...application().sources,
                  {
                    repoURL: 'https://charts.example.com',
                    chart: 'sidecar',
                    targetRevision: '1.9.2',
                  },
                ],
                conditions: [
                  {
                    type: 'ComparisonError',
                    message: 'failed to render',
                    since: ago(60),
                    remedy: 'Mend kustomization.yaml.',
                  },
                ],
              }),
            ],
          }),
      }),
    );
    const panel = within(
      await screen.findByRole('region', { name: 'payments--orders local' }),
    );
    await userEvent.click(panel.getByRole('button', { name: 'More facts' }));
    for (const text of [
      /sidecar at 1\.9\.2/,
      'registry.example.com/payments/orders:1.4.0',
      'in-cluster / tenant-payments',
      'tenants',
      'Argo CD cannot compare with Git',
      'What to do: Mend kustomization.yaml.',
    ]) {
      expect(panel.getAllByText(text, { exact: false })[0]).toBeInTheDocument();
    }
    expect(
      panel.getByRole('link', { name: 'Open payments--orders in Argo CD' }),
    ).toHaveAttribute('target', '_blank');
    await expectAccessible(container);
  });

  it('links to no address that is not of the web', async () => {
    show(
      '',
      fakeApi({
        getEntityApplications: async () =>
          answer({
            // eslint-disable-next-line no-script-url -- that is the point
            applications: [application({ url: 'javascript:alert(1)' })],
          }),
      }),
    );
    await screen.findByRole('region', { name: 'payments--orders local' });
    expect(
      screen.queryByRole('link', { name: /in Argo CD/ }),
    ).not.toBeInTheDocument();
  });
});

describe('the details of an Application', () => {
  it('say that it is gone', async () => {
    show('/local/argocd/other');
    expect(
      await screen.findByText('This entity has no Application other'),
    ).toBeInTheDocument();
  });

  it('show an unconfirmed claim’s state only, and what confirms it', async () => {
    const api = fakeApi({
      getEntityApplications: async () =>
        answer({ applications: [application({ confirmed: false })] }),
    });
    const { container } = show(PATH, api);
    await title();
    expect(screen.getByText('Only the state is shown')).toBeInTheDocument();
    expect(screen.getByText(/What confirms it/)).toBeInTheDocument();
    expect(screen.getByText('Healthy')).toBeInTheDocument();
    expect(screen.queryByRole('tab')).not.toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /Sync|Refresh/ }),
    ).not.toBeInTheDocument();
    expect(api.getResources).not.toHaveBeenCalled();
    await expectAccessible(container);
  });

  it('show resources as a table, and of one its difference and events; Escape leads back', async () => {
    const api = fakeApi();
    const { container } = show(`${PATH}/resources?show=table`, api);
    const row = await screen.findByRole('row', { name: /orders-7d9f-x2x4z/ });
    expect(row).toHaveTextContent('Degraded');
    await userEvent.click(row);
    const panel = await screen.findByRole('region', {
      name: 'Pod orders-7d9f-x2x4z',
    });
    await waitFor(() =>
      expect(
        within(panel).getByRole('heading', { name: 'Pod orders-7d9f-x2x4z' }),
      ).toHaveFocus(),
    );
    expect(
      await within(panel).findByText(/Failed to pull image/),
    ).toBeInTheDocument();
    expect(within(panel).getByText(/14 times/)).toBeInTheDocument();
    expect(api.getEvents).toHaveBeenCalledWith(target, {
      uid: 'Pod-orders-7d9f-x2x4z',
      namespace: 'tenant-payments',
      name: 'orders-7d9f-x2x4z',
    });
    await expectAccessible(container);
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(panel).not.toBeInTheDocument());
    expect(address.current).not.toContain('resource=');
  });

  it('open at the resource that the address names', async () => {
    const api = fakeApi({
      getDiff: async () => ({ ...diff, items: [diff.items[0]] }),
    });
    show(
      `${PATH}/resources?show=table&resource=${encodeURIComponent(
        'apps/Deployment/tenant-payments/orders',
      )}`,
      api,
    );
    const panel = within(
      await screen.findByRole('region', { name: 'Deployment orders' }),
    );
    const patch = await panel.findByRole('region', { name: /^Diff of/ });
    expect(patch.querySelector('.diff-code-insert')).toHaveTextContent(
      'replicas: 3',
    );
    expect(api.getDiff).toHaveBeenCalledWith(target, {
      group: 'apps',
      kind: 'Deployment',
      namespace: 'tenant-payments',
      name: 'orders',
    });
  });

  it('narrow the resources', async () => {
    show(`${PATH}/resources?show=table`);
    await screen.findByRole('row', { name: /HTTPRoute/ });
    await userEvent.type(screen.getByRole('searchbox'), 'secret');
    await waitFor(() =>
      expect(
        screen.queryByRole('row', { name: /HTTPRoute/ }),
      ).not.toBeInTheDocument(),
    );
    expect(screen.getByText('2 of 8 resources')).toBeInTheDocument();
    expect(address.current).toContain('q=secret');
  });

  it('show how the whole differs from Git', async () => {
    const { container } = show(`${PATH}/diff`);
    expect(await screen.findByText(/2 objects differ/)).toBeInTheDocument();
    const head = await screen.findByRole('heading', {
      name: 'apps/Deployment orders (tenant-payments)',
    });
    expect(head.closest('article')).toHaveTextContent('differs');
    expect(
      screen.getByText('in the cluster only: a sync that prunes deletes it'),
    ).toBeInTheDocument();
    await expectAccessible(container);
  });

  it('read objects again when the Application changed, and not at each signal', async () => {
    const signals = fakeSignals();
    let phase: 'Succeeded' | 'Running' = 'Succeeded';
    const api = fakeApi({
      getEntityApplications: async () =>
        answer({
          applications: [
            application({ operation: { phase, startedAt: ago(1) } }),
          ],
        }),
    });
    show(`${PATH}/diff`, api, signals);
    await screen.findByText(/2 objects differ/);
    const entityReads = () => api.getEntityApplications.mock.calls.length;
    const atFirst = entityReads();
    await act(async () => signals.send(argocdSignalChannel));
    await waitFor(() => expect(entityReads()).toBeGreaterThan(atFirst));
    expect(api.getDiff).toHaveBeenCalledTimes(1);
    phase = 'Running';
    await act(async () => signals.send(argocdSignalChannel));
    await waitFor(() => expect(api.getDiff).toHaveBeenCalledTimes(2));
  });

  it('say that objects could not be read, and try again', async () => {
    let down = true;
    const api = fakeApi({
      getDiff: async () => {
        if (down) throw refusal(503, 'argocd-server answered 503');
        return diff;
      },
    });
    show(`${PATH}/diff`, api);
    expect(
      await screen.findByText('argocd-server answered 503'),
    ).toBeInTheDocument();
    down = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/2 objects differ/)).toBeInTheDocument();
  });
});

describe('the history', () => {
  it('compares two deployments, and says how to go back through Git', async () => {
    const api = fakeApi();
    const { container } = show(`${PATH}/history`, api);
    const table = within(
      await screen.findByRole('table', { name: 'Deployments' }),
    );
    const [, newest, older] = table.getAllByRole('row');
    expect(newest).toHaveTextContent('12 current');
    expect(newest).toHaveTextContent('1 min');
    expect(older).toHaveTextContent('Raise the memory of orders · Kim Doe');
    expect(older).toHaveTextContent('kim');
    await userEvent.click(table.getByLabelText('Compare deployment 12'));
    await userEvent.click(table.getByLabelText('Compare deployment 11'));
    expect(
      await screen.findByRole('heading', { name: 'From deployment 12 to 11' }),
    ).toBeInTheDocument();
    expect(api.compareDeployments).toHaveBeenCalledWith(target, {
      from: 12,
      to: 11,
    });
    expect(address.current).toContain('from=11&to=12');
    const back = within(
      screen.getByRole('region', { name: 'Go back to deployment 11' }),
    );
    expect(
      back.getByRole('link', { name: 'Release orders 1.4.0' }),
    ).toHaveAttribute('href', '/changes/7');
    expect(back.getByText(/Argo CD would undo the rollback/)).toBeVisible();
    expect(
      back.getByRole('link', { name: 'Choose a golden path' }),
    ).toHaveAttribute('href', '/create');
    await screen.findAllByRole('region', { name: /^Diff of/ });
    await expectAccessible(container);
  });
});

describe('actions', () => {
  it('are not for those who may only look', async () => {
    show(
      PATH,
      fakeApi({
        getEntityApplications: async () =>
          answer({ permissions: { refresh: false, sync: false } }),
      }),
    );
    await title();
    expect(screen.getByText(/You may look at/)).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Sync…' }),
    ).not.toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Refresh' }),
    ).not.toBeInTheDocument();
  });

  it('refresh at a press, and hard from the menu', async () => {
    const api = fakeApi();
    show(PATH, api);
    await title();
    await userEvent.click(screen.getByRole('button', { name: 'Refresh' }));
    expect(
      await screen.findByText(/Argo CD compares with Git again/),
    ).toBeInTheDocument();
    expect(api.refresh).toHaveBeenLastCalledWith(target, { hard: false });
    await userEvent.click(
      screen.getByRole('button', { name: 'More ways to refresh' }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: /Hard refresh/ }),
    );
    await waitFor(() =>
      expect(api.refresh).toHaveBeenLastCalledWith(target, { hard: true }),
    );
  });

  it('say before a sync what it will do, and tell how it goes', async () => {
    const signals = fakeSignals();
    let current = application();
    const api = fakeApi({
      getEntityApplications: async () => answer({ applications: [current] }),
    });
    show(PATH, api, signals);
    await title();
    await userEvent.click(screen.getByRole('button', { name: 'Sync…' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByText('1 object is changed.')).toBeInTheDocument();
    expect(dialog.getByText(/stays, unless you prune/)).toBeInTheDocument();
    expect(
      dialog.getByText(/to in-cluster \/ tenant-payments/),
    ).toBeInTheDocument();
    await userEvent.click(dialog.getByRole('checkbox', { name: /^Prune/ }));
    expect(
      dialog.getByText('1 object is deleted: ConfigMap orders-5kf8g2.'),
    ).toBeInTheDocument();
    await userEvent.click(
      dialog.getByRole('checkbox', { name: 'Only selected objects' }),
    );
    await userEvent.click(
      dialog.getByRole('checkbox', { name: 'apps/Deployment orders' }),
    );
    await userEvent.click(
      dialog.getByRole('button', { name: 'Sync and prune' }),
    );
    await waitFor(() =>
      expect(api.sync).toHaveBeenCalledWith(target, {
        prune: true,
        resources: [
          {
            group: '',
            kind: 'ConfigMap',
            namespace: 'tenant-payments',
            name: 'orders-5kf8g2',
          },
        ],
      }),
    );
    expect(
      await screen.findByText(/Argo CD was asked to sync/),
    ).toBeInTheDocument();

    const tell = async (next: typeof current) => {
      current = next;
      await act(async () => signals.send(argocdSignalChannel));
    };
    await tell(
      application({ operation: { phase: 'Running', startedAt: ago(0) } }),
    );
    expect(await screen.findByText(/Argo CD is syncing/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Sync…' })).toBeDisabled();
    await tell(
      application({
        operation: {
          phase: 'Succeeded',
          startedAt: ago(0),
          finishedAt: new Date(Date.parse(ago(0)) + 12_000).toISOString(),
        },
      }),
    );
    expect(await screen.findByText('Synced, in 12 sec.')).toBeInTheDocument();
  });

  it('keep the dialog and say why a sync was refused; Escape closes it', async () => {
    const api = fakeApi({
      sync: async () => {
        throw refusal(409, 'another operation is already in progress');
      },
    });
    show(PATH, api);
    await title();
    const button = screen.getByRole('button', { name: 'Sync…' });
    await userEvent.click(button);
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Sync' }));
    expect(
      await within(dialog).findByText(
        'another operation is already in progress',
      ),
    ).toBeInTheDocument();
    expect(
      within(dialog).getByText(/Wait for the running operation/),
    ).toBeInTheDocument();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    await waitFor(() => expect(button).toHaveFocus());
  });

  it('end a running sync once one has confirmed', async () => {
    const api = fakeApi({
      getEntityApplications: async () =>
        answer({
          applications: [
            application({ operation: { phase: 'Running', startedAt: ago(1) } }),
          ],
        }),
    });
    show(PATH, api);
    await title();
    await userEvent.click(screen.getByRole('button', { name: 'End sync…' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/nothing is rolled back/)).toBeInTheDocument();
    expect(api.terminate).not.toHaveBeenCalled();
    await userEvent.click(dialog.getByRole('button', { name: 'End sync' }));
    await waitFor(() => expect(api.terminate).toHaveBeenCalledWith(target));
  });

  it('warn of a sync window that forbids it', async () => {
    const api = fakeApi({
      getSyncWindows: async () => ({
        readAt: ago(0),
        items: [
          {
            kind: 'deny',
            schedule: '* * * * *',
            duration: '1h',
            active: true,
            manualSync: false,
          },
        ],
      }),
    });
    show(PATH, api);
    await title();
    await userEvent.click(screen.getByRole('button', { name: 'Sync…' }));
    expect(
      await screen.findByText(/A sync window forbids syncs/),
    ).toBeInTheDocument();
  });
});

describe('about', () => {
  it('has the revision that is deployed in full, and the sync windows', async () => {
    show(`${PATH}/about`);
    expect(
      await screen.findByRole('region', { name: 'Sync windows' }),
    ).toHaveTextContent('No syncs then: 0 22 * * 5 for 60h (Europe/Berlin)');
    expect(screen.getAllByTitle(REVISIONS.now).length).toBeGreaterThan(0);
  });
});
