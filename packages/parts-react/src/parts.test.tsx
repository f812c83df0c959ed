import { createExternalRouteRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { expectAccessible } from '@idp/testing-react';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  CopySnippet,
  createEntityLink,
  EmptyMessage,
  ExternalLink,
  FailureNotice,
  LateNews,
  Row,
  SearchBox,
  ShortList,
  SourceNotices,
  useEntityTab,
} from './index';

const entityRouteRef = createExternalRouteRef({
  params: ['namespace', 'kind', 'name'],
});
const EntityLink = createEntityLink(entityRouteRef);

const mountedRoutes: any = {
  '/catalog/:namespace/:kind/:name': entityRouteRef,
};

const hourAgo = new Date(Date.now() - 3_600_000).toISOString();

describe('an entity’s link', () => {
  it('leads to its page', async () => {
    renderInTestApp(<EntityLink entityRef="Component:payments/orders" />, {
      mountedRoutes,
    });
    expect(
      await screen.findByRole('link', { name: 'payments/orders' }),
    ).toHaveAttribute('href', '/catalog/payments/component/orders');
  });

  it('is a name where there is no catalog, or no reference', async () => {
    renderInTestApp(
      <>
        <EntityLink entityRef="component:payments/orders" />
        <EntityLink entityRef="orders" />
      </>,
    );
    expect(await screen.findByText('payments/orders')).toBeInTheDocument();
    expect(screen.getByText('orders')).toBeInTheDocument();
    expect(screen.queryByRole('link')).toBeNull();
  });
});

const Tab = ({ entityRef }: { entityRef: string }) => (
  <p>{useEntityTab(entityRouteRef, '/pears')(entityRef) ?? 'nowhere'}</p>
);

describe('a plugin’s tab', () => {
  it('stands below the entity’s page', async () => {
    renderInTestApp(
      <>
        <Tab entityRef="Component:payments/orders" />
        <Tab entityRef="orders" />
      </>,
      { mountedRoutes },
    );
    expect(
      await screen.findByText('/catalog/payments/component/orders/pears'),
    ).toBeInTheDocument();
    expect(screen.getByText('nowhere')).toBeInTheDocument();
  });

  it('stands nowhere where there is no catalog', async () => {
    renderInTestApp(<Tab entityRef="component:payments/orders" />);
    expect(await screen.findByText('nowhere')).toBeInTheDocument();
  });
});

describe('a link out of the portal', () => {
  it('is none for what is no web address', async () => {
    renderInTestApp(
      <>
        {/* eslint-disable-next-line no-script-url -- what must not become a link */}
        <ExternalLink url="javascript:alert(1)" text="Bad" />
        <ExternalLink url="https://vault.example" text="Good" />
      </>,
    );
    expect(await screen.findByRole('link', { name: 'Good' })).toHaveAttribute(
      'href',
      'https://vault.example',
    );
    expect(screen.queryByText('Bad')).toBeNull();
  });
});

describe('a text to copy', () => {
  it('is copied, and says so', async () => {
    const user = userEvent.setup();
    const written = jest.spyOn(navigator.clipboard, 'writeText');
    renderInTestApp(<CopySnippet label="Command" text="vault kv put a" />);
    await user.click(await screen.findByRole('button', { name: 'Copy' }));
    expect(await screen.findByText('Copied')).toBeInTheDocument();
    expect(written).toHaveBeenCalledWith('vault kv put a');
  });
});

describe('what is said in the place of content', () => {
  it('is told apart by nothing but names, without a violation', async () => {
    const { container } = renderInTestApp(
      <main>
        <h1>Page</h1>
        <EmptyMessage page title="Nothing yet" text="Make one." />
        <FailureNotice title="Not read" message="It is down." advice="Wait." />
        <SourceNotices
          title={silent => `${silent.length} silent`}
          sources={[
            { name: 'eks', state: 'stale', since: hourAgo, reason: 'Sealed.' },
            { name: 'local', state: 'live', since: hourAgo },
          ]}
        />
        <LateNews late={{ name: 'eks', state: 'unknown', since: hourAgo }} />
      </main>,
    );
    expect(await screen.findByText('1 silent')).toBeInTheDocument();
    expect(screen.getByText(/eks: what you see is as of/).textContent).toMatch(
      /1 hour ago.*Sealed\./,
    );
    expect(screen.queryByText(/local/)).toBeNull();
    expect(screen.getByText(/has not answered yet/)).toBeInTheDocument();
    await expectAccessible(container);
  });
});

describe('a short list', () => {
  const show = (items: string[], href?: string) =>
    renderInTestApp(
      <ShortList
        label="Pears"
        items={items}
        most={2}
        more={count => `${count} more`}
        all={{ href, text: 'All pears' }}
      >
        {pear => <Row key={pear} name={pear} states="ripe" />}
      </ShortList>,
    );

  const shown = async () =>
    within(await screen.findByRole('list', { name: 'Pears' }))
      .getAllByRole('listitem')
      .map(item => item.textContent);

  it('shows the first, how many more there are, and the way to all', async () => {
    show(['Conference', 'Williams', 'Abate'], '/pears');
    expect(await shown()).toEqual(['Conferenceripe', 'Williamsripe']);
    expect(screen.getByText('1 more')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'All pears' })).toHaveAttribute(
      'href',
      '/pears',
    );
  });

  it('leaves out what there is not', async () => {
    show(['Conference', 'Williams']);
    expect(await shown()).toEqual(['Conferenceripe', 'Williamsripe']);
    expect(screen.queryByText(/more/)).toBeNull();
    expect(screen.queryByText('All pears')).toBeNull();
  });
});

describe('a search field', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('speaks once the typing has stopped', async () => {
    const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
    const onSearch = jest.fn();
    renderInTestApp(
      <SearchBox label="Search" placeholder="" value="" onSearch={onSearch} />,
    );
    await act(async () => jest.advanceTimersByTime(50));
    await user.type(screen.getByRole('searchbox'), ' pay');
    expect(onSearch).not.toHaveBeenCalled();
    await act(async () => jest.advanceTimersByTime(300));
    expect(onSearch.mock.calls).toEqual([['pay']]);
  });
});
