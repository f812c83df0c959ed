import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Router } from 'express';
import { ask, type Answer } from './wire';

/** A stand-in by itself, on loopback. */
export async function serveRouter(router: Router, token = 'sandbox') {
  const app = express();
  app.use(router);
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    get: (
      address: string,
      query: Record<string, string> | Array<[string, string]> = {},
    ): Promise<Answer> =>
      ask(`${url}${address}?${new URLSearchParams(query)}`, { token }),
    send: (method: string, address: string, body?: unknown) =>
      ask(`${url}${address}`, { token, method, body }),
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
