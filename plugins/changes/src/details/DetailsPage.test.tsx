import { ResponseError } from '@backstage/errors';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  addedFile,
  change,
  details,
  forge,
  modifiedFile,
  preview,
  workloadFile,
} from '../__testUtils__/fixtures';
import {
  expectAccessible,
  fakeApi,
  renderPlugin,
} from '../__testUtils__/renderPlugin';

const refusal = (status: number, error: object) =>
  ResponseError.fromResponse(
    new Response(
      JSON.stringify({
        error: { name: 'ForgeError', ...error },
        response: { statusCode: status },
      }),
      { status, headers: { 'content-type': 'application/json' } },
    ) as any,
  );

const title = () =>
  screen.findByRole('heading', { level: 1, name: 'Add orders to payments' });

describe('the page of a change', () => {
  it('tells who, what, when and where', async () => {
    const { container } = renderPlugin('/changes/7');
    await title();
    expect(screen.getByText('Open')).toBeInTheDocument();
    expect(screen.getByText('version 1.2.0')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'payments' })).toHaveAttribute(
      'href',
      '/catalog/default/system/payments',
    );
    expect(screen.getByText('orders', { selector: 'strong' })).toBeVisible();
    expect(screen.getByText(/Can be merged/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Changes' })).toHaveAttribute(
      'href',
      '/changes',
    );
    await screen.findByRole('heading', { name: workloadFile.path });
    await screen.findByText('Workload');
    await expectAccessible(container);
  });

  it('shows the files as coloured diffs, each under its path', async () => {
    const api = fakeApi({
      getChangeFiles: async () => ({ items: [modifiedFile, workloadFile] }),
    });
    renderPlugin('/changes/7', { api });
    const heading = await screen.findByRole('heading', {
      name: modifiedFile.path,
    });
    const file = within(heading.closest('article')!);
    const diff = await file.findByRole('region');
    await waitFor(() =>
      expect(diff.querySelector('.diff-code-delete')).toHaveTextContent(
        'namespace: tenant-old',
      ),
    );
    expect(diff.querySelector('.diff-code-insert')).toHaveTextContent(
      'namespace: tenant-payments',
    );
    expect(diff.querySelector('.token.key')).toHaveTextContent('kind');
    expect(file.getByText('modified')).toBeInTheDocument();
    expect(screen.getByText(/2 files/)).toHaveTextContent(
      '5 lines added, 1 line deleted',
    );
  });

  it('keeps big files shut, says why others have no diff, and jumps to a file', async () => {
    const big = addedFile(
      'big.yaml',
      Array.from({ length: 1000 }, (_, n) => `line${n}: true`),
    );
    const api = fakeApi({
      getChangeFiles: async () => ({
        items: [
          big,
          {
            path: 'logo.png',
            status: 'added',
            additions: 0,
            deletions: 0,
            omitted: 'binary',
          },
          {
            path: 'huge.json',
            status: 'deleted',
            additions: 0,
            deletions: 90_000,
            omitted: 'too-large',
          },
        ],
      }),
    });
    renderPlugin('/changes/7', { api });
    const show = await screen.findByRole('button', {
      name: 'Show diff of big.yaml',
    });
    expect(show).toHaveAttribute('aria-expanded', 'false');
    expect(screen.queryByText('line7')).not.toBeInTheDocument();
    expect(screen.getByText(/Binary file/)).toBeInTheDocument();
    expect(screen.getByText(/Too large/)).toBeInTheDocument();
    const index = within(
      screen.getByRole('navigation', { name: 'Jump to a file' }),
    );
    await userEvent.click(index.getByRole('link', { name: 'big.yaml' }));
    expect(await screen.findByText('line7')).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: 'big.yaml' })).toHaveFocus();
  });

  it('says what the contract says of it, and what a merge brings to each environment', async () => {
    const { container } = renderPlugin('/changes/7');
    expect(await screen.findByText('Verdict: passed')).toBeInTheDocument();
    await userEvent.click(await screen.findByRole('tab', { name: 'eks' }));
    const eks = within(screen.getByRole('tabpanel', { name: 'eks' }));
    expect(eks.getByRole('heading', { name: 'Service/orders' })).toBeVisible();
    expect(eks.queryByText('Deployment/orders')).not.toBeInTheDocument();
    expect(eks.getByText('2 objects stay as they are.')).toBeInTheDocument();
    await expectAccessible(container);
  });

  it('names every problem of a change that the contract refuses', async () => {
    const api = fakeApi({
      getChangePreview: async () =>
        preview({
          problems: [
            {
              file: 'gitops/tenants/payments/boundary/tenant.yaml',
              line: 12,
              rule: 'schema',
              message: 'quota is "huge"',
              remedy: 'Write small, medium or large',
            },
          ],
          renders: [],
          notRendered: 'no-kustomize',
        }),
    });
    const { container } = renderPlugin('/changes/7', { api });
    await screen.findByText('Verdict: refused, 1 problem');
    expect(screen.getByText(/tenant\.yaml, line 12/)).toBeInTheDocument();
    expect(
      screen.getByText('quota is "huge". Write small, medium or large.'),
    ).toBeInTheDocument();
    expect(screen.getByText(/Neither kustomize nor kubectl/)).toBeVisible();
    await expectAccessible(container);
  });

  it('stays readable where no preview can be had, and has none once it is merged', async () => {
    const getChangePreview = jest.fn(async () => {
      throw await refusal(503, { message: 'The forge does not answer' });
    });
    renderPlugin('/changes/7', { api: fakeApi({ getChangePreview }) });
    await screen.findByText('What a merge would bring could not be worked out');
    await screen.findByRole('heading', { name: workloadFile.path });

    const merged = fakeApi({
      getChange: async id => details({ id, state: 'merged' }),
    });
    renderPlugin('/changes/8', { api: merged });
    await screen.findByText('Merged');
    expect(merged.getChangePreview).not.toHaveBeenCalled();
  });

  it('merges after a second question, and says what happens next', async () => {
    const api = fakeApi();
    const { container } = renderPlugin('/changes/7', { api });
    await userEvent.click(await screen.findByRole('button', { name: 'Merge' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/Argo CD then brings them/)).toBeInTheDocument();
    expect(api.mergeChange).not.toHaveBeenCalled();
    await expectAccessible(screen.getByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Merge change' }));
    expect(
      await screen.findByText(/the catalog shows it in seconds/),
    ).toBeInTheDocument();
    expect(api.mergeChange).toHaveBeenCalledWith('7');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    const outcome = screen.getByRole('status');
    await waitFor(() => expect(outcome).toHaveFocus());
    expect(
      within(outcome).getByRole('link', { name: 'payments/orders' }),
    ).toHaveAttribute('href', '/catalog/payments/component/orders');
    expect(
      screen.queryByRole('button', { name: 'Merge' }),
    ).not.toBeInTheDocument();
    await expectAccessible(container);
  });

  it('closes after a second question', async () => {
    const api = fakeApi();
    renderPlugin('/changes/7', { api });
    await userEvent.click(await screen.findByRole('button', { name: 'Close' }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Close change' }),
    );
    expect(
      await screen.findByText('Nothing was deployed.'),
    ).toBeInTheDocument();
    expect(api.closeChange).toHaveBeenCalledWith('7');
  });

  it('gives the focus back when one thinks again', async () => {
    const api = fakeApi();
    renderPlugin('/changes/7', { api });
    const button = await screen.findByRole('button', { name: 'Merge' });
    button.focus();
    await userEvent.keyboard('{Enter}');
    await screen.findByRole('dialog');
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Merge' })).toHaveFocus(),
    );
    expect(api.mergeChange).not.toHaveBeenCalled();
  });

  it('names the files when main was quicker, and what to do', async () => {
    const api = fakeApi({
      mergeChange: async () => {
        throw await refusal(409, {
          code: 'conflict',
          message: 'Main changed the same files.',
          files: ['gitops/a.yaml', 'gitops/b.yaml'],
        });
      },
    });
    renderPlugin('/changes/7', { api });
    await userEvent.click(await screen.findByRole('button', { name: 'Merge' }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Merge change' }),
    );
    const alert = within(await screen.findByRole('alert'));
    expect(alert.getByText('Not merged')).toBeInTheDocument();
    expect(
      within(alert.getByRole('list', { name: 'Files in conflict' }))
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual(['gitops/a.yaml', 'gitops/b.yaml']);
    expect(alert.getByText(/run the golden path again/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Merge change' })).toBeEnabled();
  });

  it('does not offer to merge a conflict', async () => {
    const api = fakeApi({
      getChange: async () =>
        details({
          mergeability: { status: 'conflict', conflicts: ['gitops/a.yaml'] },
        }),
    });
    renderPlugin('/changes/7', { api });
    expect(await screen.findByText('Conflict with main')).toBeInTheDocument();
    expect(screen.getByText('gitops/a.yaml')).toBeInTheDocument();
    expect(await screen.findByRole('button', { name: 'Merge' })).toBeDisabled();
    expect(screen.getByRole('button', { name: 'Close' })).toBeEnabled();
  });

  it('shows no button to those who may not decide', async () => {
    const api = fakeApi({
      getChange: async () =>
        details({ permissions: { merge: false, close: false } }),
    });
    renderPlugin('/changes/7', { api });
    expect(
      await screen.findByText(/has to be a member of the group/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /Merge|Close/ }),
    ).not.toBeInTheDocument();
  });

  it('sends one to the forge where the forge reviews', async () => {
    const api = fakeApi({
      getForge: async () =>
        forge({ type: 'github', title: 'GitHub', reviewedInPortal: false }),
      getChange: async () =>
        details({ webUrl: 'https://github.example/pull/7' }),
    });
    renderPlugin('/changes/7', { api });
    expect(
      await screen.findByRole('link', { name: 'Review on GitHub' }),
    ).toHaveAttribute('href', 'https://github.example/pull/7');
    expect(
      screen.queryByRole('button', { name: 'Merge' }),
    ).not.toBeInTheDocument();
  });

  it('says that it does not know where to decide, and asks again', async () => {
    let down = true;
    const api = fakeApi({
      getForge: async () => {
        if (down) throw await refusal(503, { message: 'Try later' });
        return forge();
      },
    });
    renderPlugin('/changes/7', { api });
    expect(
      await screen.findByText(/Where this change is decided/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Merge' }),
    ).not.toBeInTheDocument();
    down = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('button', { name: 'Merge' })).toBeEnabled();
  });

  it('shows a merged change as merged, without a decision', async () => {
    const api = fakeApi({
      getChange: async () =>
        details({
          ...change({
            state: 'merged',
            mergedAt: new Date().toISOString(),
            mergeCommit: 'b'.repeat(40),
          }),
          permissions: { merge: false, close: false },
        }),
    });
    renderPlugin('/changes/7', { api });
    await title();
    expect(screen.getByText('bbbbbbbbbbbb')).toBeInTheDocument();
    expect(screen.queryByText(/member of the group/)).not.toBeInTheDocument();
  });

  it('knows no change of an unknown number, and leads to the list', async () => {
    const api = fakeApi({
      getChange: async () => {
        throw await refusal(404, {
          code: 'not-found',
          message: 'No change 99',
        });
      },
    });
    const { container } = renderPlugin('/changes/99', { api });
    expect(
      await screen.findByRole('heading', { name: 'There is no change 99' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'All changes' })).toHaveAttribute(
      'href',
      '/changes',
    );
    await expectAccessible(container);
  });
});
