import http from 'node:http';

/** One alert as a receiver of Alertmanager's webhook gets it. */
export interface Notified {
  /** The receiver's name, which is the path of its address. */
  receiver: string;
  status: 'firing' | 'resolved';
  labels: Record<string, string>;
}

/** Stands for the services that wake people: keeps what Alertmanager tells each of them. */
export class AlertReceiver {
  readonly notified: Notified[] = [];
  private readonly server: http.Server;

  constructor() {
    this.server = http.createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', chunk => chunks.push(chunk));
      request.on('end', () => {
        const receiver = request.url!.slice(1);
        const { alerts } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
        for (const { status, labels } of alerts)
          this.notified.push({ receiver, status, labels });
        response.writeHead(200).end();
      });
    });
    this.server.unref();
  }

  async listen(port: number): Promise<void> {
    await new Promise<void>(resolve => {
      this.server.listen(port, '127.0.0.1', resolve);
    });
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
