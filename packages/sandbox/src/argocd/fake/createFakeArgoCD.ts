import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Response } from 'express';
import { createArgoCDRouter } from '../createArgoCDRouter';
import { Counts, type RequestCounts } from './Counts';
import { FakeView, type StatusChange } from './FakeView';
import { defaultLabels, defaultName } from './madeUpApplication';
import { measuredDuration } from './measuredDuration';

/**
 * An Argo CD with made-up Applications, for measurements.
 *
 * @public
 */
export interface FakeArgoCD {
  url: string;
  token: string;
  /** What signs in for the token at `/api/v1/session`. */
  account: { username: string; password: string };
  /** The namespace that the Applications are in. */
  namespace: string;
  nameOf(index: number): string;
  labelsOf(index: number): Record<string, string>;
  /** Fields of an Application's status from now on: in answers, lists and streams before this returns. */
  change(namespace: string, name: string, status: StatusChange): void;
  counts(): RequestCounts;
  resetCounts(): void;
  /** From now on nothing is answered, and open streams say nothing; connections are accepted. */
  hang(): void;
  /** What was held back is answered. */
  resume(): void;
  stop(): Promise<void>;
}

/**
 * Starts an Argo CD on loopback.
 *
 * @param options.applications - how many
 * @param options.latency - `measured`: answers take the time that those of a real argocd-server take; `none` when absent
 * @param options.nameOf - of the Application with an index; `app-000042` when absent
 * @param options.labelsOf - likewise; `app.kubernetes.io/part-of: service-21` when absent, on two of each
 * @param options.port - any that is free when absent
 * @public
 */
export async function createFakeArgoCD(options: {
  applications: number;
  latency?: 'measured' | 'none';
  nameOf?: (index: number) => string;
  labelsOf?: (index: number) => Record<string, string>;
  port?: number;
}): Promise<FakeArgoCD> {
  const {
    applications,
    latency,
    nameOf = defaultName,
    labelsOf = defaultLabels,
  } = options;
  const token = 'made-up';
  const account = { username: 'portal', password: 'made-up' };
  const view = new FakeView({ applications, nameOf, labelsOf });
  const counts = new Counts();
  const streams = new Set<Response>();
  let waiting: Array<() => void> | undefined;

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(counts.middleware);
  app.use((request, response, next) => {
    if (request.path.startsWith('/api/v1/stream/')) {
      streams.add(response);
      response.once('close', () => streams.delete(response));
    }
    if (waiting) waiting.push(next);
    else next();
  });
  app.use(
    createArgoCDRouter({
      view,
      token,
      accounts: { [account.username]: account.password },
      ...(latency === 'measured' && {
        duration: measuredDuration(applications),
      }),
    }),
  );
  const server = createServer(app);
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    account,
    namespace: 'argocd',
    nameOf,
    labelsOf,
    change: (_, name, status) => view.change(name, status),
    counts: () => counts.read(),
    resetCounts: () => counts.reset(),
    hang() {
      waiting ??= [];
      for (const stream of streams) stream.cork();
    },
    resume() {
      const held = waiting ?? [];
      waiting = undefined;
      for (const stream of streams) stream.uncork();
      held.forEach(go => go());
    },
    async stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
