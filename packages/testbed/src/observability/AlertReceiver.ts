import type http from 'node:http';
import { LoopbackServer } from './LoopbackServer';

/** One alert as a receiver of Alertmanager's webhook gets it. */
export interface Notified {
  /** The receiver's name, which is the path of its address. */
  receiver: string;
  status: 'firing' | 'resolved';
  labels: Record<string, string>;
}

/** Stands for the services that wake people: keeps what Alertmanager tells each of them. */
export class AlertReceiver extends LoopbackServer {
  readonly notified: Notified[] = [];

  protected answer(
    request: http.IncomingMessage,
    response: http.ServerResponse,
  ) {
    const chunks: Buffer[] = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', () => {
      const receiver = request.url!.slice(1);
      const { alerts } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      for (const { status, labels } of alerts)
        this.notified.push({ receiver, status, labels });
      response.writeHead(200).end();
    });
  }
}
