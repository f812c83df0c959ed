import {
  discoveryApiRef,
  fetchApiRef,
  identityApiRef,
} from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { useState } from 'react';
import { PlatformName } from './names/PlatformName';
import { OwnerGroupPicker } from './pickers/OwnerGroupPicker';
import { TenantPicker } from './pickers/TenantPicker';
import { WorkloadPicker } from './pickers/WorkloadPicker';
import { ChangePreview } from './preview/ChangePreview';

const entity = (
  kind: string,
  namespace: string,
  name: string,
  extra: Record<string, any> = {},
) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { namespace, name, ...extra.metadata },
  spec: extra.spec,
  relations: extra.relations,
});

const tenant = (name: string, owner: string, title?: string) =>
  entity('System', 'default', name, {
    metadata: { title },
    spec: { type: 'tenant', owner },
    relations: [{ type: 'ownedBy', targetRef: owner }],
  });

const catalog = catalogApiMock({
  entities: [
    tenant('payments', 'group:default/payments', 'Payments'),
    tenant('search', 'group:default/search', 'Search'),
    tenant('demo', 'group:default/demo', 'Demo'),
    entity('Component', 'payments', 'orders', {
      metadata: { annotations: { 'platform.idp/tenant': 'payments' } },
    }),
    entity('Component', 'demo', 'hello', {
      metadata: { annotations: { 'platform.idp/tenant': 'demo' } },
    }),
    entity('Group', 'default', 'payments', {
      spec: {
        type: 'team',
        children: [],
        profile: { displayName: 'Payments team' },
      },
    }),
    entity('Group', 'default', 'demo', {
      spec: { type: 'team', children: [] },
    }),
  ] as any,
});

const identity = (ownershipEntityRefs: string[]) => ({
  getBackstageIdentity: async () => ({
    type: 'user',
    userEntityRef: 'user:default/sam',
    ownershipEntityRefs,
  }),
});

const mine = [
  'user:default/sam',
  'group:default/payments',
  'group:default/demo',
];

type Answer = object | Error;

async function renderField(
  Field: any,
  options: {
    uiSchema?: object;
    form?: Record<string, unknown>;
    value?: unknown;
    owns?: string[];
    names?: Record<string, Answer>;
    catalogApi?: any;
    schema?: object;
    required?: boolean;
  } = {},
) {
  const changes: unknown[] = [];
  const asked: string[] = [];
  const fetch = jest.fn(async (url: string) => {
    const query = url.split('?')[1];
    asked.push(query);
    const answer = options.names?.[query] ?? { available: true };
    if (answer instanceof Error) throw answer;
    return { ok: true, json: async () => answer };
  });
  let rerenderForm: (form: Record<string, unknown>) => void = () => {};
  const Form = () => {
    const [value, setValue] = useState(options.value);
    const [form, setForm] = useState(options.form);
    rerenderForm = next => act(() => setForm(next));
    return (
      <Field
        name="field"
        schema={{ title: 'Name', type: 'string', ...options.schema }}
        uiSchema={options.uiSchema ?? {}}
        idSchema={{ $id: 'root_field' }}
        formData={value}
        formContext={{ formData: { ...form } }}
        required={options.required ?? true}
        rawErrors={[]}
        onChange={(next: unknown) => {
          changes.push(next);
          setValue(next);
        }}
      />
    );
  };
  const rendered = await renderInTestApp(
    <TestApiProvider
      apis={[
        [catalogApiRef, options.catalogApi ?? catalog],
        [identityApiRef, identity(options.owns ?? mine) as any],
        [
          discoveryApiRef,
          { getBaseUrl: async (id: string) => `http://x/api/${id}` },
        ],
        [fetchApiRef, { fetch } as any],
      ]}
    >
      <main>
        <h1>Form</h1>
        <Form />
      </main>
    </TestApiProvider>,
  );
  return { ...rendered, changes, asked, rerenderForm };
}

const last = (values: unknown[]) => values[values.length - 1];

async function expectAccessible(container: Element) {
  const { violations } = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false } },
  });
  expect(violations.map(({ id, nodes }) => [id, nodes[0].html])).toEqual([]);
}

describe('PlatformName', () => {
  const ofWorkload = {
    'ui:options': { kind: 'workload', tenantField: 'tenant' },
    'ui:placeholder': 'orders',
  };

  it('says while one types what is wrong with a name, and asks nobody', async () => {
    const { asked } = await renderField(PlatformName, {
      uiSchema: { 'ui:options': { kind: 'tenant' } },
    });
    await userEvent.type(screen.getByLabelText(/Name/), 'My_Team');
    expect(screen.getByText(/has upper-case letters/)).toBeInTheDocument();
    expect(screen.getByText(/'my-team'/)).toBeInTheDocument();
    expect(asked).toEqual([]);
  });

  it('says that a name is free, and which names follow from it', async () => {
    const { container, asked } = await renderField(PlatformName, {
      uiSchema: ofWorkload,
      form: { tenant: 'payments' },
    });
    await userEvent.type(screen.getByLabelText(/Name/), 'orders');
    expect(await screen.findByText('Available')).toBeInTheDocument();
    expect(screen.getByText('payments--orders')).toBeInTheDocument();
    expect(last(asked)).toBe('tenant=payments&workload=orders');
    await expectAccessible(container);
  });

  it('names who took it, with a link to the change', async () => {
    await renderField(PlatformName, {
      uiSchema: ofWorkload,
      form: { tenant: 'payments' },
      names: {
        'tenant=payments&workload=orders': {
          available: false,
          takenBy: {
            kind: 'change',
            id: '7',
            title: 'Add orders',
            author: { name: 'Kim' },
          },
        },
      },
    });
    await userEvent.type(screen.getByLabelText(/Name/), 'orders');
    expect(
      await screen.findByText(
        /Taken by the open change 7, “Add orders” of Kim/,
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('Read that change')).toHaveAttribute(
      'href',
      '/changes/7',
    );
  });

  it('asks once after the last key and drops the answer to an older question', async () => {
    jest.useFakeTimers();
    try {
      const { asked } = await renderField(PlatformName, {
        uiSchema: { 'ui:options': { kind: 'tenant' } },
        names: {
          'tenant=pay': { available: false, takenBy: { kind: 'main' } },
        },
      });
      const input = screen.getByLabelText(/Name/);
      fireEvent.change(input, { target: { value: 'pay' } });
      await act(async () => jest.advanceTimersByTime(200));
      fireEvent.change(input, { target: { value: 'payments' } });
      await act(async () => jest.advanceTimersByTime(400));
      expect(asked).toEqual(['tenant=payments']);
      expect(screen.getByText('Available')).toBeInTheDocument();
    } finally {
      jest.useRealTimers();
    }
  });

  it('lets one go on when the backend does not answer, and says so', async () => {
    await renderField(PlatformName, {
      uiSchema: { 'ui:options': { kind: 'tenant' } },
      names: { 'tenant=payments': new Error('down') },
    });
    await userEvent.type(screen.getByLabelText(/Name/), 'payments');
    expect(
      await screen.findByText(/checked again before anything is opened/),
    ).toBeInTheDocument();
  });
});

describe('TenantPicker', () => {
  it('offers the tenants that one owns, and no others', async () => {
    const { changes, container } = await renderField(TenantPicker, {
      schema: { title: 'Tenant' },
    });
    await userEvent.click(
      await screen.findByRole('textbox', { name: /Tenant/ }),
    );
    expect(
      (await screen.findAllByRole('option')).map(option => option.textContent),
    ).toEqual(['Demo demo', 'Payments payments']);
    await userEvent.click(screen.getByRole('option', { name: /Payments/ }));
    expect(last(changes)).toBe('payments');
    await expectAccessible(container);
  });

  it('chooses the only one, and says what to do when there is none', async () => {
    const only = await renderField(TenantPicker, {
      owns: ['group:default/demo'],
    });
    await waitFor(() => expect(last(only.changes)).toBe('demo'));
    only.unmount();
    await renderField(TenantPicker, { owns: ['user:default/new'] });
    expect(
      await screen.findByText(/You own no tenant yet/),
    ).toBeInTheDocument();
    expect(screen.getByText('Onboard one first')).toHaveAttribute(
      'href',
      '/create/templates/default/onboard-tenant',
    );
  });

  it('holds a form back for want of a choice, never for a text that is shown a moment later', async () => {
    await renderField(TenantPicker, { value: 'payments' });
    const chosen = await screen.findByRole<HTMLInputElement>('textbox');
    expect(chosen).toHaveValue('Payments');
    chosen.value = '';
    expect(chosen.checkValidity()).toBe(true);
    await userEvent.click(screen.getByTitle('Clear'));
    expect(chosen.checkValidity()).toBe(false);
    expect(chosen).toHaveAttribute('aria-required', 'true');
  });

  it('says that the catalog is down, and tries again', async () => {
    let down = true;
    await renderField(TenantPicker, {
      catalogApi: {
        getEntities: async (request: any) => {
          if (down) throw new Error('503');
          return catalog.getEntities(request);
        },
      },
    });
    expect(
      await screen.findByText(/The catalog did not answer: 503/),
    ).toBeInTheDocument();
    down = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() =>
      expect(screen.queryByText(/did not answer/)).not.toBeInTheDocument(),
    );
  });
});

describe('WorkloadPicker', () => {
  it('waits for the tenant, then offers its workloads only', async () => {
    const waiting = await renderField(WorkloadPicker);
    expect(
      await screen.findByText('Choose the tenant first.'),
    ).toBeInTheDocument();
    waiting.unmount();
    const { changes } = await renderField(WorkloadPicker, {
      form: { tenant: 'payments' },
    });
    await waitFor(() => expect(last(changes)).toBe('orders'));
  });

  it('keeps a workload that was given before its tenant', async () => {
    const { changes, rerenderForm } = await renderField(WorkloadPicker, {
      value: 'search',
      catalogApi: catalogApiMock({
        entities: ['orders', 'search'].map(name =>
          entity('Component', 'payments', name, {
            metadata: { annotations: { 'platform.idp/tenant': 'payments' } },
          }),
        ) as any,
      }),
    });
    await screen.findByText('Choose the tenant first.');
    rerenderForm({ tenant: 'payments' });
    expect(await screen.findByDisplayValue('search')).toBeInTheDocument();
    expect(changes).toEqual([]);
  });

  it('forgets a workload of another tenant', async () => {
    const { changes } = await renderField(WorkloadPicker, {
      form: { tenant: 'payments' },
      value: 'hello',
    });
    await waitFor(() => expect(changes).toContain(undefined));
    await waitFor(() => expect(last(changes)).toBe('orders'));
  });
});

describe('OwnerGroupPicker', () => {
  it('offers the groups that one is a member of, as full references', async () => {
    const { changes } = await renderField(OwnerGroupPicker, {
      schema: { title: 'Owner' },
    });
    await userEvent.click(
      await screen.findByRole('textbox', { name: /Owner/ }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: /Payments team/ }),
    );
    expect(last(changes)).toBe('group:default/payments');
  });
});

describe('ChangePreview', () => {
  it('shows what will exist and which paths somebody has to fill', async () => {
    const { container } = await renderField(ChangePreview, {
      uiSchema: { 'ui:options': { goldenPath: 'web-service' } },
      form: {
        tenant: 'payments',
        name: 'orders',
        secrets: [{ name: 'database', keys: ['URL'] }],
      },
    });
    expect(container).toHaveTextContent('payments--orders');
    expect(container).toHaveTextContent(
      'Secret orders--database in tenant-payments',
    );
    expect(container).toHaveTextContent(
      'vault kv put -mount=kv tenant-payments/orders/database URL=-',
    );
  });
});
