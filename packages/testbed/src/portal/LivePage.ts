import { setTimeout as sleep } from 'node:timers/promises';
import {
  argocdSignalChannel,
  type EntityApplication,
  type EntityApplications,
} from '@idp/plugin-argocd-common';
import { openSignals } from '../../../toolchain/src/portal/openSignals.mjs';
import type { PortalClient } from './PortalClient';
import { PortalError } from './PortalClient';

/** When an open page reads after a signal: soon, and once more, as another replica may lag. */
const readsAfterSignal = [200, 2_200];

/** The Argo CD tab of an entity that stays open: it reads once, and again only when the portal tells it to. */
export class LivePage {
  private shown?: EntityApplications;
  private readonly closed = new AbortController();
  private reads: Promise<unknown> = Promise.resolve();
  private signals?: { close(): void };

  private constructor(
    private readonly portal: PortalClient,
    private readonly entity: string,
  ) {}

  /** `entity` as in a path: `component/payments/orders`. */
  static async open(portal: PortalClient, entity: string): Promise<LivePage> {
    const page = new LivePage(portal, entity);
    page.signals = await openSignals({
      url: portal.url,
      token: () => portal.signIn(),
      channels: [argocdSignalChannel],
      onSignal: () => page.readSoon(),
    });
    await page.read();
    return page;
  }

  /** What it shows of one Application, undefined where it shows none. */
  application(name: string): EntityApplication | undefined {
    return this.shown?.applications.find(({ ref }) => ref.name === name);
  }

  get instances(): EntityApplications['instances'] {
    return this.shown?.instances ?? [];
  }

  /** Waits until it shows an Application so; nothing but a signal makes it read. */
  async untilShown(
    name: string,
    what: string,
    is: (application: EntityApplication) => boolean,
    timeoutMs = 240_000,
  ): Promise<EntityApplication> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const application = this.application(name);
      if (application && is(application)) return application;
      if (performance.now() > deadline) {
        throw new Error(
          `the open page does not show ${name} ${what}; it shows ${stateShown(
            application,
          )}`,
        );
      }
      await sleep(50);
    }
  }

  close() {
    this.closed.abort();
    this.signals?.close();
  }

  private readSoon() {
    for (const ms of readsAfterSignal) {
      sleep(ms, undefined, { signal: this.closed.signal }).then(
        () => this.read(),
        () => {},
      );
    }
  }

  private read(): Promise<unknown> {
    this.reads = this.reads.then(async () => {
      try {
        this.shown = await this.portal.get<EntityApplications>(
          `idp-argocd/entities/${this.entity}/applications`,
        );
      } catch (error) {
        // Before the entity has reached the catalog there is nothing to show.
        if (!(error instanceof PortalError)) throw error;
      }
    });
    return this.reads;
  }
}

/** `Synced/Degraded`, and what is wrong. */
export function stateShown(application?: EntityApplication): string {
  if (!application) return 'nothing of it';
  const { sync, health, troubles = [], conditions } = application;
  return [
    `${sync.status}/${health.status}`,
    ...troubles.map(({ kind, name, message }) => `${kind} ${name}: ${message}`),
    ...conditions.map(({ message }) => message),
  ].join('; ');
}
