import type { AlertRow } from '@idp/plugin-grafana-common';
import { entityParts } from '@idp/parts-react';

export interface Group {
  name: string;
  rows: AlertRow[];
}

/** Whose an entity is: of a namespace, such as a tenant’s; in the default one it stands for itself. */
export function groupOf(entityRef: string): string {
  const parts = entityParts(entityRef);
  if (!parts) return entityRef;
  return parts.namespace === 'default' ? parts.name : parts.namespace;
}

/** Rows by whose they are, in the order in which each first appears. */
export function groupsOf(rows: readonly AlertRow[]): Group[] {
  const groups = new Map<string, AlertRow[]>();
  for (const row of rows) {
    const name = groupOf(row.entityRef);
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  return [...groups].map(([name, all]) => ({ name, rows: all }));
}
