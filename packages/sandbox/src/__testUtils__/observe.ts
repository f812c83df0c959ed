import express from 'express';
import { ManualClock } from '../clock';
import { serveTelemetry } from '../serveTelemetry';
import { serveOnLoopback } from '../wire/serveOnLoopback';
import { World } from '../world';
import { makeBareRepository } from './bareRepository';
import { ask } from './wire';

const TOKEN = 'sandbox';

/** What Prometheus, Alertmanager and Grafana are told by the repository. */
const OBSERVABILITY = [
  'kubernetes/monitoring',
  'kubernetes/kube-prometheus-stack/values.yaml',
];

const RELEASE = `apiVersion: platform.idp/v1alpha1
kind: Release
metadata:
  name: hello
  annotations:
    config.kubernetes.io/local-config: 'true'
spec:
  image: IMAGE
  replicas: 1
`;

/** A world of this checkout's GitOps part, seen by what observes it; nothing goes on but by the clock. */
export async function observe() {
  const repository = await makeBareRepository(OBSERVABILITY);
  // The morning of a Thursday: a quarter past eight.
  const clock = new ManualClock('2026-01-01T08:15:00Z');
  const world = new World({
    gitDir: repository.gitDir,
    environments: ['local'],
    clock,
    log: () => {},
  });
  const environment = world.environments.get('local')!;
  const app = express();
  const { telemetry, stop } = serveTelemetry({
    world,
    environment,
    clock,
    token: TOKEN,
    serve: (part, router) => app.use(`/${part}`, router),
  });
  const served = await serveOnLoopback(app);
  // Moving the clock far takes long; connections outlive that.
  served.server.keepAliveTimeout = 600_000;
  await world.take(repository.first);
  // Past the settling, and past the first evaluation of rules.
  clock.advance(60_000);
  const { url } = served;
  const get = (address: string, query: Record<string, string> = {}) =>
    ask(`${url}${address}?${new URLSearchParams(query)}`, { token: TOKEN });
  return {
    repository,
    clock,
    world,
    environment,
    telemetry,
    url,
    token: TOKEN,
    get,
    /** The answer of a query of Prometheus, by the value of a label, or the only one. */
    async query(text: string, label?: string) {
      const { body } = await get('/prometheus/api/v1/query', { query: text });
      if (body.status !== 'success') throw new Error(body.error);
      const { result } = body.data;
      return label === undefined
        ? Number(result[0]?.value[1] ?? NaN)
        : Object.fromEntries(
            result.map((one: any) => [one.metric[label], Number(one.value[1])]),
          );
    },
    /** The workload of the tenant demo has another image on main. */
    async release(image: string) {
      await repository.write(
        'gitops/tenants/demo/workloads/hello/overlays/local/release.yaml',
        RELEASE.replace('IMAGE', image),
      );
      await world.take(await repository.commit(`hello ${image}`));
    },
    async stop() {
      stop();
      served.stop();
      await world.close();
      await repository.remove();
    },
  };
}
