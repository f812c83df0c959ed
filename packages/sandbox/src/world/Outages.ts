/** What an environment has an API of. */
export const PARTS = [
  'argocd',
  'vault',
  'kubernetes',
  'grafana',
  'prometheus',
  'alertmanager',
  'loki',
] as const;

/** @public */
export type Part = (typeof PARTS)[number];

/** Which parts of an environment do not answer. */
export class Outages {
  private readonly down = new Set<Part>();
  private readonly listeners = new Map<Part, Set<() => void>>();

  private readonly changes = new Set<(part: Part) => void>();

  list(): Part[] {
    return PARTS.filter(part => this.down.has(part));
  }

  has(part: Part): boolean {
    return this.down.has(part);
  }

  begin(part: Part): void {
    this.down.add(part);
    for (const listener of this.listeners.get(part) ?? []) listener();
    this.tell(part);
  }

  end(part: Part): void {
    this.down.delete(part);
    this.tell(part);
  }

  /** Called when the part goes down; the answer ends that. */
  whenDown(part: Part, listener: () => void): () => void {
    const listeners = this.listeners.get(part) ?? new Set();
    this.listeners.set(part, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  /** Told of each part that goes down or comes back. */
  onChange(listener: (part: Part) => void): void {
    this.changes.add(listener);
  }

  private tell(part: Part) {
    for (const listener of this.changes) listener(part);
  }
}
