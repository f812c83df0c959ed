import path from 'node:path';
import type { Change, ChangeList } from '@idp/plugin-changes-common';
import { busySeconds } from '../lib/busySeconds';
import { cpuSecondsOf } from '../lib/cpuTimes';
import {
  pause,
  root,
  startPortal,
  until,
  WITHOUT_INDEXING,
  type BenchPortal,
} from '../lib/portal';
import { tenantName } from '../lib/syntheticRepository';

const TENANT = tenantName(3);
const BARE = path.join(root, 'packages/bench/src/main/bareCatalogBackend.ts');
const QUIET_SECONDS = 5;
/** Of the time: one that only looks whether there is something to do is far below, one at work far above. */
const QUIET_SHARE = 0.4;
const INGESTION_SECONDS = 1800;
const QUIET_WITHIN_MS = 120_000;

/** A portal on a repository of some size. */
export class ScalePortal {
  private constructor(
    private readonly portal: BenchPortal,
    private readonly tenants: number,
    readonly files: number,
    private readonly started: { at: number; cpuSeconds: number },
  ) {}

  static async start(options: {
    tenants: number;
    files: number;
    forge: string;
    database: object;
    /** Bare Backstage instead, told of the entities in this file. */
    bareEntities?: string;
  }): Promise<ScalePortal> {
    const { bareEntities } = options;
    const portal = await startPortal({
      forge: options.forge,
      entry: bareEntities && BARE,
      config: {
        ...(bareEntities && { bench: { entities: bareEntities } }),
        backend: { database: options.database },
        ...WITHOUT_INDEXING,
      },
    });
    return new ScalePortal(portal, options.tenants, options.files, {
      at: performance.now(),
      cpuSeconds: cpuSecondsOf(portal.pid),
    });
  }

  /**
   * Waits until every workload is in the catalog and nothing is left to do. The catalog is asked only when the portal has
   * come to rest: counting is work that grows with the number of entities, and none of what is measured.
   */
  async ingest(): Promise<{ seconds: number; cpuSeconds: number }> {
    const workloads = this.tenants * 4;
    const deadline = performance.now() + INGESTION_SECONDS * 1000;
    for (;;) {
      const quiet = await this.untilQuiet(deadline);
      const { totalItems } = await this.portal.get<{ totalItems: number }>(
        'catalog/entities/by-query?limit=1&filter=kind=component',
      );
      if (totalItems >= workloads) {
        this.portal.signInAgain();
        return {
          seconds: (quiet.at - this.started.at) / 1000,
          cpuSeconds: quiet.cpuSeconds - this.started.cpuSeconds,
        };
      }
    }
  }

  /** Waits until the portal does nothing for some seconds; when that began, and the CPU time until then. */
  private async untilQuiet(
    deadline: number,
  ): Promise<{ at: number; cpuSeconds: number }> {
    const now = () => ({
      at: performance.now(),
      busy: busySeconds(this.portal.pid),
      cpuSeconds: cpuSecondsOf(this.portal.pid),
    });
    for (let since = now(); ; ) {
      await pause(1000);
      const { at, busy } = now();
      if (at > deadline) {
        throw new Error('The queue of the catalog does not get empty');
      }
      const seconds = (at - since.at) / 1000;
      if (busy - since.busy > QUIET_SHARE * seconds) since = now();
      else if (seconds >= QUIET_SECONDS) return since;
    }
  }

  /** Runs the golden path web-service to its end, in milliseconds; asks how it goes after each pause. */
  async goldenPath(
    name: string,
    { pauseMs = 10 } = {},
  ): Promise<{ ms: number; waited: number }> {
    const posted = performance.now();
    const { id } = await this.portal.post<{ id: string }>(
      'scaffolder/v2/tasks',
      {
        templateRef: 'template:default/web-service',
        values: {
          tenant: TENANT,
          name,
          description: 'A service of a bench',
          lifecycle: 'experimental',
          image: 'ghcr.io/acme/bench:1.0.0',
          port: 8080,
          probePath: '/',
          size: 'small',
          environments: ['local', 'eks'],
          replicas: { local: 1, eks: 2 },
          secrets: [{ name: 'database' }],
          links: [],
        },
      },
    );
    const task = () =>
      this.portal.get<{ status: string }>(`scaffolder/v2/tasks/${id}`);
    await until(task, ({ status }) => status !== 'open', {
      seconds: 300,
      what: `Task ${name} in the queue`,
      pauseMs,
    });
    const begun = performance.now();
    const { status } = await until(
      task,
      answer => answer.status !== 'processing',
      { seconds: 120, what: `Task ${name}`, pauseMs },
    );
    if (status !== 'completed') {
      const events = await this.portal.get<{ body: { message: string } }[]>(
        `scaffolder/v2/tasks/${id}/events`,
      );
      const log = events.slice(-8).map(({ body }) => body.message);
      throw new Error(`Task ${name}: ${status}\n${log.join('\n')}`);
    }
    return { ms: performance.now() - begun, waited: begun - posted };
  }

  /** How many of these workloads have an open change that is theirs alone. */
  async countRight(names: string[]): Promise<number> {
    const wanted = new Set(names);
    let right = 0;
    for (const change of await this.openChanges()) {
      const name = change.key.replace(`web-service/${TENANT}--`, '');
      const { items } = await this.portal.get<{ items: { path: string }[] }>(
        `idp-changes/changes/${change.id}/files`,
      );
      const folder = `gitops/tenants/${TENANT}/workloads/${name}/`;
      const isRight =
        items.length === 7 && items.every(file => file.path.startsWith(folder));
      if (isRight && wanted.delete(name)) right += 1;
    }
    return right;
  }

  /**
   * Merges a change that adds a workload; milliseconds until the catalog answers with it by its name, as its page asks.
   * `list` is what the list of its tenant takes that has it, too: asked only then, as Backstage looks at every entity for it
   * on SQLite, and asking again and again would slow down what is waited for.
   */
  async mergeToQuery(name: string): Promise<{ shown: number; list: number }> {
    await this.goldenPath(name);
    const change = (await this.openChanges(name))[0];
    await this.untilQuiet(performance.now() + QUIET_WITHIN_MS);
    const started = performance.now();
    await this.portal.post(`idp-changes/changes/${change.id}/merge`);
    const refs = { entityRefs: [`component:${TENANT}/${name}`] };
    await until(
      () =>
        this.portal.post<{ items: unknown[] }>(
          'catalog/entities/by-refs',
          refs,
        ),
      ({ items }) => items[0] !== null,
      { seconds: 60, what: `${name} in the catalog` },
    );
    const shown = performance.now() - started;
    // The catalog writes what it is found by a moment later.
    let asked = 0;
    await until(
      () => {
        asked = performance.now();
        return this.portal.get<{ items: { metadata: { name: string } }[] }>(
          `catalog/entities/by-query?limit=100&filter=kind=component,metadata.namespace=${TENANT}`,
        );
      },
      ({ items }) => items.some(({ metadata }) => metadata.name === name),
      { seconds: 60, what: `${name} in the list of ${TENANT}`, pauseMs: 100 },
    );
    return { shown, list: performance.now() - asked };
  }

  /** Milliseconds that each told change took: comparing, reading, and the mutation. */
  mutations(): number[] {
    const lines = this.portal
      .log()
      .matchAll(/what main changed at .*?removed, in (\d+) ms/g);
    return [...lines].map(([, ms]) => Math.max(Number(ms), 1));
  }

  stop(): Promise<void> {
    return this.portal.stop();
  }

  private async openChanges(text?: string): Promise<Change[]> {
    const changes: Change[] = [];
    let cursor: string | undefined;
    do {
      const query = new URLSearchParams({ state: 'open', limit: '100' });
      if (text) query.set('q', text);
      if (cursor) query.set('cursor', cursor);
      const page = await this.portal.get<ChangeList>(
        `idp-changes/changes?${query}`,
      );
      changes.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    return changes;
  }
}
