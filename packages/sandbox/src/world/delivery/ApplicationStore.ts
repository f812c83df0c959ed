import { randomUUID } from 'node:crypto';
import type { Application } from './types';

/** @public */
export interface ApplicationEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  application: Application;
}

/**
 * The Applications of one Argo CD, with the numbers that Kubernetes gives their versions. A listener reads what it is told
 * at once: the object goes on changing.
 */
export class ApplicationStore {
  private readonly applications = new Map<string, Application>();
  private readonly listeners = new Set<(event: ApplicationEvent) => void>();
  private version = 1000;

  get resourceVersion(): string {
    return String(this.version);
  }

  /** Sorted by name. */
  list(): Application[] {
    return [...this.applications.values()].sort((a, b) =>
      a.metadata.name < b.metadata.name ? -1 : 1,
    );
  }

  get(name: string): Application | undefined {
    return this.applications.get(name);
  }

  add(application: Application): void {
    const { metadata } = application;
    metadata.uid = randomUUID();
    metadata.generation = 1;
    metadata.resourceVersion = this.next();
    this.applications.set(metadata.name, application);
    this.tell('ADDED', application);
  }

  changed(application: Application): void {
    if (this.applications.get(application.metadata.name) !== application)
      return;
    application.metadata.generation += 1;
    application.metadata.resourceVersion = this.next();
    this.tell('MODIFIED', application);
  }

  remove(application: Application): void {
    application.metadata.resourceVersion = this.next();
    this.applications.delete(application.metadata.name);
    this.tell('DELETED', application);
  }

  subscribe(listener: (event: ApplicationEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private next(): string {
    this.version += 1;
    return String(this.version);
  }

  private tell(type: ApplicationEvent['type'], application: Application) {
    for (const listener of [...this.listeners]) listener({ type, application });
  }
}
