import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { expectAccessible } from '@idp/testing-react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createFailureNotice } from './createFailureNotice';
import { createReadNotices } from './createReadNotices';
import { ProblemsNotice } from './ProblemsNotice';

const pearTranslationRef = createTranslationRef({
  id: 'pears',
  messages: {
    title: 'Pears',
    failure: { reread: 'These may be old pears' },
    advice: {
      notAllowed: 'Ask the gardener.',
      notFound: 'Look elsewhere.',
      conflict: 'Share.',
      wait: 'Let it ripen.',
      offline: 'Look over the fence.',
      unknown: 'Try apples.',
    },
  },
});
const FailureNotice = createFailureNotice(pearTranslationRef);
const ReadNotices = createReadNotices(pearTranslationRef, FailureNotice);

const show = (
  read: { value?: string; error?: unknown },
  forbidden?: string,
) => {
  const reload = jest.fn();
  const { container } = renderInTestApp(
    <main>
      <h1>Pears</h1>
      <ReadNotices
        read={{ value: undefined, error: undefined, ...read, reload }}
        failed="No pears were read"
        forbidden={forbidden}
        loading="Pears are read"
        height={72}
      >
        <p>In summer there are more.</p>
      </ReadNotices>
    </main>,
  );
  return { container, reload };
};

describe('how a read goes', () => {
  it('is said while it is on its way', async () => {
    const { container } = show({});
    expect(
      await screen.findByRole('status', { name: 'Pears are read' }),
    ).toBeInTheDocument();
    expect(screen.getByText(/In summer/)).toBeInTheDocument();
    await expectAccessible(container);
  });

  it('is said when it failed, with what to do in the plugin’s words', async () => {
    const { reload } = show({
      error: { statusCode: 503, message: 'Too soon' },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'No pears were readToo soonLet it ripen.',
    );
    expect(screen.queryByRole('status')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('tells old news from none', async () => {
    show({ value: 'pears', error: new TypeError('Failed to fetch') });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'These may be old pearsFailed to fetchLook over the fence.',
    );
  });

  it('gives the refusal alone to who may not see it', async () => {
    show({ error: { statusCode: 403, message: 'no' } }, 'Not your pears');
    expect(await screen.findByText('Not your pears')).toBeInTheDocument();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.queryByText(/In summer/)).toBeNull();
  });

  it('takes a refusal for a failure where nothing else is said of it', async () => {
    show({ error: { statusCode: 403, message: 'no' } });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Ask the gardener.',
    );
  });
});

describe('problems', () => {
  it('are told, and nothing where there is none', async () => {
    renderInTestApp(
      <>
        <ProblemsNotice title="Worms" problems={['One in the first.']} />
        <ProblemsNotice title="Wasps" problems={[]} />
      </>,
    );
    expect(await screen.findByRole('status')).toHaveTextContent(
      'WormsOne in the first.',
    );
  });
});
