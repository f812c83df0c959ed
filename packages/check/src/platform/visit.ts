import type { ValuePath } from '../repository';

/** Sees each node of a value, the value itself first. */
export function visit(
  value: unknown,
  see: (at: ValuePath, node: any) => void,
  at: ValuePath = [],
) {
  see(at, value);
  if (value === null || typeof value !== 'object') return;
  for (const [key, child] of Object.entries(value)) {
    visit(child, see, [...at, Array.isArray(value) ? Number(key) : key]);
  }
}
