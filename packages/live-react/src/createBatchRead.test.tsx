import { createApiRef } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { TestApiProvider } from '@backstage/test-utils';
import { fakeSignals } from '@idp/testing-react';
import { act, render, screen } from '@testing-library/react';
import { createBatchRead } from './createBatchRead';

interface Orchard {
  ripeness: (pears: string[]) => Promise<Record<string, string>>;
}
const orchardApiRef = createApiRef<Orchard>({ id: 'orchard' });
const { useRow, useFreshRows } = createBatchRead({
  apiRef: orchardApiRef,
  channel: 'pears',
  read: (orchard, pears) => orchard.ripeness(pears),
  most: 500,
});

const Row = ({ pear }: { pear: string }) => {
  const { value } = useRow(pear);
  return (
    <li>
      {pear}: {value === null ? 'nothing' : value ?? 'reading'}
    </li>
  );
};

const Freshness = () => {
  useFreshRows();
  return null;
};

describe('createBatchRead', () => {
  it('reads all rows of one client together, in however many lists, and again when something changed', async () => {
    let word = 'green';
    const signals = fakeSignals();
    const orchard = { ripeness: jest.fn(async () => ({ a: word })) };
    render(
      <TestApiProvider
        apis={
          [
            [orchardApiRef, orchard],
            [signalApiRef, signals.api],
          ] as any
        }
      >
        <Freshness />
        <ul>
          <Row pear="a" />
          <Row pear="b" />
        </ul>
        <ul>
          <Row pear="a" />
        </ul>
      </TestApiProvider>,
    );
    expect(await screen.findAllByText('a: green')).toHaveLength(2);
    expect(screen.getByText('b: nothing')).toBeInTheDocument();
    expect(orchard.ripeness.mock.calls).toEqual([[['a', 'b']]]);
    word = 'ripe';
    await act(async () => signals.send('pears'));
    expect(await screen.findAllByText('a: ripe')).toHaveLength(2);
  });

  it('tells nobody what another client answered', async () => {
    const orchardOf = (word: string) => ({
      ripeness: async () => ({ a: word }),
    });
    for (const word of ['green', 'ripe']) {
      const { unmount } = render(
        <TestApiProvider apis={[[orchardApiRef, orchardOf(word)]]}>
          <Row pear="a" />
          <Row pear="a" />
        </TestApiProvider>,
      );
      expect(screen.getAllByText('a: reading')).toHaveLength(2);
      expect(await screen.findAllByText(`a: ${word}`)).toHaveLength(2);
      unmount();
    }
  });
});
