import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';

/** What answers on loopback. */
export interface Served {
  url: string;
  server: Server;
  /** Cuts what is open, too. */
  stop(): void;
}

/** Serves an application on loopback, without what Express adds of its own; port 0 is any that is free. */
export async function serveOnLoopback(app: Express, port = 0): Promise<Served> {
  app.disable('x-powered-by');
  app.disable('etag');
  const server = createServer(app).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    server,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
