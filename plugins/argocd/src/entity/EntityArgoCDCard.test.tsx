import { screen, within } from '@testing-library/react';
import {
  ago,
  answer,
  application,
  CHANGE,
  REVISIONS,
  revisions,
  stale,
} from '../__testUtils__/fixtures';
import {
  expectAccessible,
  fakeApi,
  refusal,
  renderOnEntity,
} from '../__testUtils__/renderPlugin';
import { EntityArgoCDCard } from './EntityArgoCDCard';

const show = (fields: Parameters<typeof answer>[0]) =>
  renderOnEntity(<EntityArgoCDCard />, {
    api: fakeApi({ getEntityApplications: async () => answer(fields) }),
  });

const rows = async () =>
  within(
    await screen.findByRole('list', { name: 'Applications' }),
  ).getAllByRole('listitem');

describe('the card of an entity', () => {
  it('says how each Application is, what it runs, who brought it, and when', async () => {
    const { container } = show({});
    const [row] = await rows();
    expect(
      within(row).getByRole('link', { name: 'payments--orders' }),
    ).toHaveAttribute(
      'href',
      '/catalog/payments/component/orders/argocd/local/argocd/payments--orders',
    );
    expect(within(row).getByText('Synced')).toBeInTheDocument();
    expect(within(row).getByText('Healthy')).toBeInTheDocument();
    expect(within(row).getByText('2222222')).toHaveAttribute(
      'title',
      REVISIONS.now,
    );
    expect(
      within(row).getByRole('link', { name: 'Release orders 1.4.0' }),
    ).toHaveAttribute('href', '/changes/7');
    expect(row).toHaveTextContent('Sam Rivera');
    expect(row).toHaveTextContent('deployed 2 hours ago');
    await expectAccessible(container);
  });

  it('names the change that brought it, not who wrote the later commit at which Argo CD deployed it', async () => {
    const [newest] = application().deployments;
    show({
      applications: [
        application({
          deployments: [
            { ...newest, change: { ...CHANGE, revision: REVISIONS.old } },
          ],
        }),
      ],
    });
    const [row] = await rows();
    expect(within(row).getByText('2222222')).toBeInTheDocument();
    expect(
      within(row).getByRole('link', { name: 'Release orders 1.4.0' }),
    ).toBeInTheDocument();
    expect(row).not.toHaveTextContent('Sam Rivera');
  });

  it('puts first what is broken, then what differs from Git', async () => {
    const named = (name: string, fields: object) =>
      application({
        ref: { instance: 'local', namespace: 'argocd', name },
        ...fields,
      });
    show({
      applications: [
        named('fine', {}),
        named('drifted', { sync: { status: 'OutOfSync', revisions: [] } }),
        named('broken', { health: { status: 'Degraded' } }),
      ],
    });
    const names = (await rows()).map(
      row => row.querySelector('a')!.textContent,
    );
    expect(names).toEqual(['broken', 'drifted', 'fine']);
  });

  it('marks the rows of an Argo CD that does not answer with since when', async () => {
    show({
      applications: [
        application(),
        application({
          ref: { instance: 'eks', namespace: 'argocd', name: 'orders-eks' },
        }),
      ],
      instances: [answer().instances[0], stale('eks')],
    });
    const [local, eks] = await rows();
    expect(eks).toHaveTextContent('As of 2 hours ago: eks does not answer');
    expect(local).not.toHaveTextContent('does not answer');
    expect(screen.getByText('1 Argo CD does not answer')).toBeInTheDocument();
    expect(screen.getByText(/It answered 503/)).toBeInTheDocument();
  });

  it('shows what tools and people wrote as plain text', async () => {
    const hostile = '<img src=x onerror=alert(1)> [x](javascript:alert(1))';
    const { container } = show({
      applications: [application({ deployments: [] })],
      revisions: {
        [REVISIONS.now]: {
          revision: REVISIONS.now,
          author: hostile,
          message: hostile,
        },
      },
    });
    expect((await rows())[0]).toHaveTextContent(hostile);
    expect(container.querySelector('img')).toBeNull();
  });

  it('says which annotation an entity lacks, to be copied', async () => {
    const { container } = show({ applications: [], revisions: {} });
    expect(
      await screen.findByRole('region', { name: 'Annotation to add' }),
    ).toHaveTextContent('argocd/app-name: orders');
    await expectAccessible(container);
  });

  it('says that no Argo CD has the Application yet, and no more of the annotation', async () => {
    show({ applications: [], missing: ['payments--orders'] });
    expect(
      await screen.findByText(/Named by this entity, but in no Argo CD/),
    ).toHaveTextContent('payments--orders');
    expect(screen.queryByText(/Annotation to add/)).not.toBeInTheDocument();
  });

  it('says what is wrong with the annotations', async () => {
    show({
      applications: [],
      problems: ['The annotation argocd/app-name is not a list: "A b".'],
    });
    expect(
      await screen.findByText(/argocd\/app-name is not a list/),
    ).toBeInTheDocument();
  });

  it('tells who may not see them whom to ask', async () => {
    renderOnEntity(<EntityArgoCDCard />, {
      api: fakeApi({
        getEntityApplications: async () => {
          throw refusal(403);
        },
      }),
    });
    expect(
      await screen.findByText('You may not see these Applications'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('keeps what it shows when a reading fails', async () => {
    let down = false;
    const api = fakeApi({
      getEntityApplications: async () => {
        if (down) throw new TypeError('Failed to fetch');
        return answer({ revisions });
      },
    });
    renderOnEntity(<EntityArgoCDCard />, { api });
    await rows();
    down = true;
    window.dispatchEvent(new Event('focus'));
    expect(
      await screen.findByText('What you see may be out of date'),
    ).toBeInTheDocument();
    expect(screen.getByText('payments--orders')).toBeInTheDocument();
  });

  it('says what runs and what failed, and leaves out what went well', async () => {
    show({
      applications: [
        application({
          operation: { phase: 'Running', startedAt: ago(1) },
        }),
      ],
    });
    expect(within((await rows())[0]).getByText('Syncing')).toBeInTheDocument();
  });
});
