import type { EnvironmentName } from '@idp/platform-contract';
import type { ValuePath } from '../../repository';

/** A leaf in which two environments differ; undefined where one of them does not have it. */
export interface Difference {
  path: ValuePath;
  values: Record<EnvironmentName, unknown>;
}

const isBranchOrMissing = (value: unknown) =>
  value === undefined || (typeof value === 'object' && value !== null);

/** Two lists or two objects with nothing in them. */
const isEmptyTwin = (a: unknown, b: unknown) =>
  typeof a === 'object' &&
  typeof b === 'object' &&
  JSON.stringify(a) === JSON.stringify(b);

/** Every leaf in which two values differ. */
export function differences(local: unknown, eks: unknown): Difference[] {
  const found: Difference[] = [];
  const visit = (a: unknown, b: unknown, path: ValuePath) => {
    if (a === b) return;
    const keys = [...new Set([...keysOf(a), ...keysOf(b)])];
    const isBranch = keys.length > 0 && [a, b].every(isBranchOrMissing);
    if (!isBranch) {
      if (!isEmptyTwin(a, b))
        found.push({ path, values: { local: a, eks: b } });
      return;
    }
    for (const key of keys) {
      visit(child(a, key), child(b, key), [...path, key]);
    }
  };
  visit(local, eks, []);
  return found;
}

function keysOf(value: unknown): Array<string | number> {
  if (Array.isArray(value)) return value.map((_, i) => i);
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

function child(value: unknown, key: string | number): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.hasOwn(value, key) ? (value as any)[key] : undefined;
}

/** `spec.hostnames.0`, as component.yaml writes it. */
export const written = (path: ValuePath) => path.join('.');

/** Whether a declared path covers one that differs: it, or whatever stands below it. */
export function covers(field: string, path: ValuePath): boolean {
  const at = written(path);
  return at === field || at.startsWith(`${field}.`);
}
