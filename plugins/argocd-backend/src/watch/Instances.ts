import type { LoggerService } from '@backstage/backend-plugin-api';
import type { InstanceState } from '@idp/plugin-argocd-common';
import { Freshness } from '@idp/upstream';
import { ArgoCDInstance } from '../argocd/ArgoCDInstance';
import type { ArgoCDConfig } from '../config/readConfig';
import type { ApplicationIndex } from '../index/ApplicationIndex';
import { InstanceWatch, type WatchTimes } from './InstanceWatch';

interface Member {
  instance: ArgoCDInstance;
  freshness: Freshness;
  watch: InstanceWatch;
}

/** All Argo CDs of the configuration, each with its own watch. What one does is of no matter to the others. */
export class Instances {
  readonly #members = new Map<string, Member>();
  readonly #listeners = new Set<() => void>();

  constructor(options: {
    config: ArgoCDConfig;
    index: ApplicationIndex;
    logger: LoggerService;
    times?: Partial<WatchTimes>;
  }) {
    const { config, index, logger, times } = options;
    const limits = Object.fromEntries(
      Object.entries(config.timeouts).filter(([, ms]) => ms !== undefined),
    );
    for (const item of config.instances) {
      const instance = new ArgoCDInstance(item, limits);
      const freshness = new Freshness({
        onChange: () => {
          for (const listener of this.#listeners) listener();
        },
      });
      this.#members.set(item.name, {
        instance,
        freshness,
        watch: new InstanceWatch({ instance, index, freshness, logger, times }),
      });
    }
  }

  start(): void {
    for (const { watch } of this.#members.values()) watch.start();
  }

  async stop(): Promise<void> {
    await Promise.all(
      [...this.#members.values()].map(({ watch }) => watch.stop()),
    );
  }

  /** Told when the freshness of an instance changes. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  get(name: string): ArgoCDInstance | undefined {
    return this.#members.get(name)?.instance;
  }

  names(): string[] {
    return [...this.#members.keys()];
  }

  isLive(name: string): boolean {
    return this.#members.get(name)?.freshness.current.state === 'live';
  }

  /** Since the last sign of life; undefined where there was none. */
  ageSeconds(name: string): number | undefined {
    return this.#members.get(name)?.freshness.ageSeconds;
  }

  states(): InstanceState[] {
    return [...this.#members.values()].map(({ instance, freshness }) => {
      const { state, since, reason } = freshness.current;
      return {
        name: instance.name,
        url: instance.config.publicUrl,
        state,
        since: since.toISOString(),
        reason,
      };
    });
  }
}
