import { TestApiProvider } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { changesSignalChannel } from '@idp/plugin-changes-common';
import { fakeSignals } from '@idp/testing-react';
import { act, render, screen } from '@testing-library/react';
import { AGAIN_MS, EntityLinks } from './EntityLinks';

const pass = (ms: number) => act(async () => jest.advanceTimersByTime(ms));

/** A catalog that answers with these titles, one answer after another, and with the last of them from then on. */
async function show(...answers: Array<string[] | Error>) {
  const signals = fakeSignals();
  const load = jest.fn(async () => {
    const answer = answers.length > 1 ? answers.shift()! : answers[0];
    if (answer instanceof Error) throw answer;
    return answer.map(title => ({ title, href: `/${title}` }));
  });
  render(
    <TestApiProvider apis={[[signalApiRef, signals.api]] as any}>
      <EntityLinks load={load} empty="None yet." />
    </TestApiProvider>,
  );
  await pass(0);
  return { load, signals, answers };
}

const shown = () =>
  screen.queryAllByRole('link').map(({ textContent }) => textContent);

describe('EntityLinks', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('looks again while a catalog is being filled, until two reads say the same', async () => {
    const { load } = await show([], ['Roll back'], ['Roll back', 'Add']);
    expect(screen.getByText('None yet.')).toBeInTheDocument();
    await pass(AGAIN_MS);
    expect(shown()).toEqual(['Roll back']);
    await pass(AGAIN_MS);
    expect(shown()).toEqual(['Add', 'Roll back']);
    await pass(AGAIN_MS);
    expect(load).toHaveBeenCalledTimes(4);
    // Every page of a portal reads once more when the portal listens to signals.
    await pass(AGAIN_MS);
    load.mockClear();
    await pass(60_000);
    expect(load).not.toHaveBeenCalled();
  });

  it('shows what a merge brought, on a page that nobody loads again', async () => {
    const { signals, answers } = await show(['Demo']);
    await pass(60_000);
    answers[0] = ['Demo', 'Payments'];
    await act(async () => signals.send(changesSignalChannel));
    await pass(AGAIN_MS);
    expect(shown()).toEqual(['Demo', 'Payments']);
  });

  it('says that the catalog does not answer, until it does', async () => {
    await show(new Error('503'), ['Demo']);
    expect(
      screen.getByText('The catalog did not answer: 503'),
    ).toBeInTheDocument();
    await pass(AGAIN_MS);
    expect(shown()).toEqual(['Demo']);
  });

  it('keeps what it knows when a later read fails', async () => {
    const { signals, answers } = await show(['Demo']);
    await pass(60_000);
    answers[0] = new Error('503');
    await act(async () => signals.send(changesSignalChannel));
    await pass(AGAIN_MS);
    expect(shown()).toEqual(['Demo']);
  });
});
