import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { componentFolder } from '../build/cache';
import { component } from '../components/components';
import { findOnPath } from '../lib/findOnPath';
import { Problem } from '../lib/problem';
import type { KubeClient } from '../kube/KubeClient';
import { Ports } from '../process/Ports';
import { Processes } from '../process/Processes';

/** Names something that services hand to each other. */
export class Fact<T> {
  private declare readonly type: T;

  constructor(readonly name: string) {}
}

export const kubeClient = new Fact<KubeClient>('Kubernetes API client');

/** How long a service took, and what it holds. */
export interface ServiceTimes {
  name: string;
  /** From the moment its needs were ready. */
  readySeconds: number;
}

/** One test bed: a temporary folder, ports, processes, and what services hand to each other. */
export class Bed {
  readonly ports = new Ports();
  readonly processes: Processes;
  readonly times: ServiceTimes[] = [];
  private readonly facts = new Map<object, unknown>();

  private constructor(
    /** All data of the test bed. */
    readonly folder: string,
    options: { keep?: boolean },
  ) {
    this.processes = Processes.begin(folder, options);
  }

  static create(options: { keep?: boolean } = {}): Bed {
    return new Bed(
      fs.mkdtempSync(path.join(os.tmpdir(), 'idp-testbed-')),
      options,
    );
  }

  /** A folder of the test bed; made when it is first asked for. */
  dir(...parts: string[]): string {
    const folder = path.join(this.folder, ...parts);
    fs.mkdirSync(folder, { recursive: true });
    return folder;
  }

  file(...parts: string[]): string {
    return path.join(this.dir(...parts.slice(0, -1)), parts[parts.length - 1]);
  }

  /** Writes a file that only its owner may read; returns its path. */
  secretFile(name: string, content: string): string {
    const file = this.file('credentials', name);
    fs.writeFileSync(file, `${content}\n`, { mode: 0o600 });
    return file;
  }

  logFile(service: string): string {
    return this.file('log', `${service}.log`);
  }

  /** The folder in the cache that a component was built to. */
  componentFolder(name: string): string {
    return componentFolder(component(name));
  }

  /** The program of a component. */
  binary(name: string): string {
    const found = component(name);
    if (found.kind === 'go')
      return path.join(componentFolder(found), found.binary);
    if (found.kind === 'debian') {
      const binary = findOnPath(found.binary);
      if (binary) return binary;
    }
    throw new Problem(
      `${name} is not there. Run \`npm run testbed -- build ${name}\`.`,
    );
  }

  /** What every process gets: nothing of the person's own configuration. */
  environment(extra: Record<string, string> = {}): Record<string, string> {
    return {
      PATH: [
        this.dir('bin'),
        ...(process.env.PATH ?? '').split(path.delimiter),
      ].join(path.delimiter),
      HOME: this.dir('home'),
      TMPDIR: this.dir('tmp'),
      LANG: 'C.UTF-8',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_TERMINAL_PROMPT: '0',
      ...extra,
    };
  }

  /** `http://127.0.0.1:<port>`, of a port's name. */
  url(port: string, scheme: 'http' | 'https' = 'http'): string {
    return `${scheme}://127.0.0.1:${this.ports.get(port)}`;
  }

  /** Leaves something for those that come later. */
  leave<T>(key: Fact<T>, value: T): T {
    this.facts.set(key, value);
    return value;
  }

  /** What an earlier service left. */
  take<T>(key: Fact<T>): T {
    if (!this.facts.has(key))
      throw new Error(`The test bed has no ${key.name} yet.`);
    return this.facts.get(key) as T;
  }

  /** As if nobody had left it. */
  forget(key: Fact<unknown>): void {
    this.facts.delete(key);
  }

  has(key: Fact<unknown>): boolean {
    return this.facts.has(key);
  }

  get kube(): KubeClient {
    return this.take(kubeClient);
  }

  async end(): Promise<void> {
    await this.ports.releaseAll();
    if (this.has(kubeClient)) this.kube.close();
    await this.processes.end();
  }
}
