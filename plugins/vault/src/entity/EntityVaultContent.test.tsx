import { vaultSignalChannel } from '@idp/plugin-vault-common';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  ago,
  answer,
  chain,
  COMMAND,
  delivery,
  missing,
  ref,
  rotation,
  secret,
  source,
  sources,
  vault,
} from '../__testUtils__/fixtures';
import {
  address,
  expectAccessible,
  fakeApi,
  refusal,
  fakeSignals,
  renderOnEntity,
} from '../__testUtils__/renderPlugin';
import { EntityVaultContent } from './EntityVaultContent';

const show = (
  fields: Parameters<typeof answer>[0],
  options: Parameters<typeof renderOnEntity>[1] = {},
) =>
  renderOnEntity(<EntityVaultContent />, {
    api: fakeApi({ getEntitySecrets: async () => answer(fields) }),
    ...options,
  });

const copy = (server = 'local', name = 'database') =>
  screen.findByRole('region', {
    name: `tenant-payments/orders/${name} in Vault ${server}`,
  });

const fact = (part: HTMLElement, term: string) =>
  within(part)
    .getAllByRole('term')
    .find(element => element.textContent === term)!.parentElement!;

describe('the tab of an entity', () => {
  it('says whose a secret is and why, how old, which keys, and where it arrived', async () => {
    const { container } = show({});
    const part = await copy();
    expect(fact(part, 'Belongs to')).toHaveTextContent(
      'by the platform’s contract',
    );
    expect(
      within(part).getByRole('link', { name: 'payments' }),
    ).toHaveAttribute('href', '/catalog/default/group/payments');
    expect(fact(part, 'Version')).toHaveTextContent('4; 3 kept, from 2 on');
    expect(fact(part, 'Age')).toHaveTextContent(
      '40 days old, may become 90 (class default) · 50 days left',
    );
    expect(fact(part, 'Key expected')).toHaveTextContent('DATABASE_URL');
    expect(fact(part, 'Store')).toHaveTextContent('SecretStore vault is ready');
    expect(fact(part, 'Used by')).toHaveTextContent('Deployment orders');
    expect(fact(part, 'Last refresh')).toHaveTextContent('every 1h');
    expect(
      within(part).getByRole('link', {
        name: 'Open tenant-payments/orders/database in Vault local',
      }),
    ).toHaveAttribute('target', '_blank');
    await expectAccessible(container);
  });

  it('marks where the chain is broken, says why, who has to do what, and with which command', async () => {
    const { container } = show({ secrets: [missing()] });
    const part = await copy();
    const links = within(
      within(part).getByRole('list', { name: /From Vault to the workload/ }),
    ).getAllByRole('listitem');
    expect(links.map(link => link.textContent)).toEqual([
      'Vault pathkv/tenant-payments/orders/databasebroken here',
      'StoreSecretStore vaultwaits',
      'ExternalSecretorders--databasewaits',
      'Secretorders--databasewaits',
      'WorkloadDeployment orderswaits',
    ]);
    expect(part).toHaveTextContent('Nothing has been written there yet.');
    expect(part).toHaveTextContent(
      'What to do: Somebody in the group payments writes it.',
    );
    expect(
      within(part).getByRole('region', { name: 'Command to run' }),
    ).toHaveTextContent(COMMAND);
    expect(fact(part, 'In Vault')).toHaveTextContent('Never written');
    expect(within(part).queryByText('Version')).toBeNull();
    await expectAccessible(container);
  });

  it('shows of what belongs to somebody else the reference alone', async () => {
    show({
      secrets: [
        secret({
          standing: 'foreign',
          because: 'annotation',
          finding: 'foreign',
          declared: false,
          vault: undefined,
          writtenBy: undefined,
          deliveries: [],
        }),
      ],
    });
    const part = await copy();
    expect(part).toHaveTextContent('nobody else says that it may');
    expect(fact(part, 'Belongs to')).toHaveTextContent(
      'claimed by an annotation alone',
    );
    expect(within(part).queryByText('In Vault')).toBeNull();
    expect(within(part).queryByText(/Nothing delivers it/)).toBeNull();
  });

  it('tells deletion, an engine without versions, and a secret that nobody asks for', async () => {
    show({
      secrets: [
        secret({
          declared: false,
          finding: 'unowned',
          deliveries: [],
          vault: vault({
            state: 'deleted',
            deletedAt: ago(2),
            versions: undefined,
            rotation: undefined,
          }),
        }),
      ],
    });
    const part = await copy();
    expect(fact(part, 'In Vault')).toHaveTextContent('can bring it back');
    expect(fact(part, 'Deleted')).toHaveTextContent('2 days ago');
    expect(fact(part, 'Version')).toHaveTextContent('keeps no versions');
    expect(within(part).queryByText('Age')).toBeNull();
    expect(part).toHaveTextContent('no ExternalSecret asks for this path');
  });

  it('says since when a cluster has been silent, at its own deliveries only', async () => {
    show({
      secrets: [
        secret({
          deliveries: [
            delivery(),
            delivery({ cluster: 'eks', state: 'unknown' }),
          ],
        }),
      ],
      sources: [
        ...sources,
        source('cluster', 'eks', { state: 'stale', since: ago(0.25) }),
      ],
    });
    const eks = await screen.findByRole('region', {
      name: 'orders--database in eks',
    });
    expect(eks).toHaveTextContent('As of 6 hours ago: Cluster eks');
    expect(
      screen.getByRole('region', { name: 'orders--database in local' }),
    ).not.toHaveTextContent('As of');
  });

  it('reads again what somebody wants now, after asking in words', async () => {
    const user = userEvent.setup();
    const api = fakeApi();
    show({}, { api });
    await user.click(
      await screen.findByRole('button', {
        name: 'Refresh now… orders--database in local',
      }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent(
      'kv/tenant-payments/orders/database again at once',
    );
    expect(dialog).toHaveTextContent('only after they start again');
    expect(api.refreshDelivery).not.toHaveBeenCalled();
    await user.click(
      within(dialog).getByRole('button', { name: 'Refresh now' }),
    );
    expect(api.refreshDelivery.mock.calls[0]).toEqual([
      'component:payments/orders',
      {
        cluster: 'local',
        namespace: 'tenant-payments',
        name: 'orders--database',
      },
    ]);
    expect(
      await screen.findByText(/External Secrets was asked/),
    ).toBeInTheDocument();
    expect(api.getEntitySecrets).toHaveBeenCalledTimes(2);
  });

  it('says in the dialog why it was refused', async () => {
    const user = userEvent.setup();
    show(
      {},
      {
        api: fakeApi({
          refreshDelivery: async () => {
            throw refusal(403, 'Only members may refresh.');
          },
        }),
      },
    );
    await user.click(await screen.findByRole('button', { name: /^Refresh/ }));
    const dialog = await screen.findByRole('dialog');
    await user.click(
      within(dialog).getByRole('button', { name: 'Refresh now' }),
    );
    expect(
      await within(dialog).findByText('Only members may refresh.'),
    ).toBeInTheDocument();
  });

  it('offers no refresh to those who may not, and says whom to ask', async () => {
    show({ permissions: { refresh: false } });
    await copy();
    expect(screen.queryByRole('button', { name: /^Refresh/ })).toBeNull();
    expect(screen.getByText(/read again at once, ask/)).toBeInTheDocument();
  });

  it('leads to the forms that add and rotate, where the portal has them', async () => {
    const forms = {
      addLink: jest.fn(() => '/create/add'),
      rotateLink: jest.fn(() => '/create/rotate'),
    };
    show({}, { forms });
    const part = await copy();
    expect(
      within(part).getByRole('link', { name: 'Rotate secret' }),
    ).toHaveAttribute('href', '/create/rotate');
    expect(forms.rotateLink).toHaveBeenCalledWith({
      entityRef: 'component:payments/orders',
      secret: ref(),
    });
    expect(screen.getByRole('link', { name: 'Add secret' })).toHaveAttribute(
      'href',
      '/create/add',
    );
  });

  it('leads to where forms are chosen in a portal that names none', async () => {
    show({});
    await copy();
    expect(screen.getByRole('link', { name: 'Add secret' })).toHaveAttribute(
      'href',
      '/create',
    );
    expect(screen.queryByRole('link', { name: 'Rotate secret' })).toBeNull();
  });

  it('shows of a tenant what needs somebody first, narrowed in the address', async () => {
    const user = userEvent.setup();
    const { container } = show({
      secrets: [
        ...['a', 'b', 'c', 'd'].map(name =>
          secret({ ref: ref(`${name}-fine`) }),
        ),
        missing({ ref: ref('lost') }),
        secret({
          ref: ref('old'),
          vault: vault({ rotation: rotation({ state: 'overdue' }) }),
        }),
      ],
    });
    const names = () =>
      screen
        .getAllByRole('button', { name: /kv\/tenant-payments/ })
        .map(button => button.textContent);
    expect(
      (await screen.findAllByRole('button', { name: /kv\/tenant/ })).length,
    ).toBe(6);
    expect(names()[0]).toContain('lost');
    expect(names()[1]).toContain('old');
    await expectAccessible(container);
    await user.click(screen.getByRole('button', { name: /Show/ }));
    await user.click(
      await screen.findByRole('option', { name: 'What needs somebody (2)' }),
    );
    expect(names()).toHaveLength(2);
    expect(address.current).toMatch(/\?show=needs$/);
  });

  it('opens the secret that the address names', async () => {
    show(
      {
        secrets: ['a', 'b', 'c', 'd'].map(name => secret({ ref: ref(name) })),
      },
      { path: '?secret=kv/tenant-payments/orders/c' },
    );
    expect(await copy('local', 'c')).toBeInTheDocument();
    expect(
      screen.queryByRole('region', { name: /orders\/b in Vault/ }),
    ).toBeNull();
  });

  it('shows what comes from elsewhere', async () => {
    show({
      secrets: [],
      otherDeliveries: [
        delivery({
          name: 'orders--from-aws',
          store: { kind: 'ClusterSecretStore', name: 'aws', ready: false },
          chain: chain('store'),
        }),
      ],
    });
    expect(
      await screen.findByRole('region', { name: 'orders--from-aws in local' }),
    ).toHaveTextContent('ClusterSecretStore aws is not ready');
  });

  it('goes on to delivered without being loaded again', async () => {
    const signals = fakeSignals();
    let written = false;
    show(
      {},
      {
        signals,
        api: fakeApi({
          getEntitySecrets: async () =>
            answer({ secrets: [written ? secret() : missing()] }),
        }),
      },
    );
    const part = await copy();
    expect(part).toHaveTextContent('broken here');
    written = true;
    await act(async () => signals.send(vaultSignalChannel));
    expect(await within(part).findAllByText('Delivered')).not.toHaveLength(0);
    expect(part).not.toHaveTextContent('broken here');
  });

  it('shows what tools and people wrote as plain text', async () => {
    const hostile = '<img src=x onerror=alert(1)>';
    const { container } = show({
      secrets: [
        missing({
          next: { message: hostile, command: hostile },
          vault: vault({ state: 'unknown', reason: hostile }),
        }),
      ],
    });
    expect(await copy()).toHaveTextContent(hostile);
    expect(container.querySelector('img')).toBeNull();
  });
});
