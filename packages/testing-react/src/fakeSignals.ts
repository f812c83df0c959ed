type Receive = (message: any) => void;

/** A signals service whose messages a test sends. */
export function fakeSignals() {
  const receivers = new Map<string, Set<Receive>>();
  return {
    send(channel: string) {
      receivers.get(channel)?.forEach(receive => receive({}));
    },
    api: {
      subscribe(channel: string, receive: Receive) {
        const all = receivers.get(channel) ?? new Set();
        receivers.set(channel, all.add(receive));
        return { unsubscribe: () => all.delete(receive) };
      },
    },
  };
}

/** What {@link fakeSignals} makes. */
export type FakeSignals = ReturnType<typeof fakeSignals>;
