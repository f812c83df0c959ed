// Run as a process of its own, so that its work is in no figure: one Grafana and one Prometheus for each backend, all with the
// same in them, so that what one asks is told from what the others ask.
import {
  createFakeGrafana,
  type FakeGrafana,
} from '../../../../sandbox/src/grafana/fake';
import {
  createFakePrometheus,
  type FakePrometheus,
} from '../../../../sandbox/src/prometheus/fake';
import { serveCommands } from '../../lib/plugins/startProcess';
import { DASHBOARDS, firesAt, labelsOf, RULES, SERIES, tagsOf } from '../scene';

/** Where a backend reaches them, and with what. */
export interface Doors {
  grafana: string;
  prometheus: string;
  token: string;
}

/** What the bench may ask for. */
export interface FakeCommands {
  /** Requests and bytes since the last time, by kind of path. */
  take(backend: string): Taken;
}

export interface Taken {
  calls: number;
  bytes: number;
  byPath: Record<string, number>;
}

async function begin({ backends }: { backends: readonly string[] }) {
  const fakes = new Map<string, [FakeGrafana, FakePrometheus]>();
  for (const backend of backends) {
    fakes.set(backend, [
      await createFakeGrafana({
        dashboards: DASHBOARDS,
        rules: RULES,
        tagsOf,
        labelsOf,
        firesAt,
      }),
      await createFakePrometheus({ series: SERIES }),
    ]);
  }
  const commands: FakeCommands = {
    take(backend) {
      const taken: Taken = { calls: 0, bytes: 0, byPath: {} };
      for (const fake of fakes.get(backend)!) {
        const { total, bytes, byPath } = fake.counts();
        fake.resetCounts();
        taken.calls += total;
        taken.bytes += bytes;
        Object.assign(taken.byPath, byPath);
      }
      return taken;
    },
  };
  const doors = [...fakes].map(
    ([name, [grafana, prometheus]]): [string, Doors] => [
      name,
      {
        grafana: grafana.url,
        prometheus: prometheus.url,
        token: grafana.token,
      },
    ],
  );
  return { started: Object.fromEntries(doors), commands };
}

serveCommands(begin);
