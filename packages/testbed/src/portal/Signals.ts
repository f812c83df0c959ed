import { until } from '../lib/until';
import type { PortalClient } from './PortalClient';

/** What the portal tells open pages, as a page hears it: when each channel spoke. */
export class Signals {
  private readonly heard = new Map<string, number[]>();

  /** Told of each. */
  onSignal: (channel: string) => void = () => {};

  private constructor(private readonly socket: WebSocket) {
    socket.onmessage = ({ data }) => {
      const { channel } = JSON.parse(String(data));
      this.heard.set(channel, [
        ...(this.heard.get(channel) ?? []),
        performance.now(),
      ]);
      this.onSignal(channel);
    };
  }

  /** A socket with the person's token as its protocol, as Backstage's client opens it. */
  static async open(
    portal: PortalClient,
    channels: string[],
  ): Promise<Signals> {
    // The very first makes the backend listen for sockets and may stay without an answer, so the client tries again.
    const socket = await until('the signals are open', async () =>
      connect(portal.url, await portal.signIn()),
    );
    const signals = new Signals(socket);
    for (const channel of channels)
      socket.send(JSON.stringify({ action: 'subscribe', channel }));
    return signals;
  }

  /** How often a channel spoke since a moment of `performance.now()`. */
  since(channel: string, moment: number): number {
    return (this.heard.get(channel) ?? []).filter(at => at >= moment).length;
  }

  close() {
    this.socket.close();
  }
}

function connect(url: string, token: string): Promise<WebSocket | undefined> {
  return new Promise(resolve => {
    const socket = new WebSocket(
      `${url.replace('http', 'ws')}/api/signals`,
      token,
    );
    const giveUp = setTimeout(() => {
      socket.close();
      resolve(undefined);
    }, 5_000);
    const settle = (result?: WebSocket) => {
      clearTimeout(giveUp);
      resolve(result);
    };
    socket.onopen = () => settle(socket);
    socket.onerror = () => settle();
  });
}
