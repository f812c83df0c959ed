export interface Waiting {
  name: string;
  wave: number;
  waitsFor: readonly string[];
}

/** The order in which components become healthy, a step a list; and what can never begin, as each waits for the others. */
export interface BirthOrder {
  steps: Array<{ wave: number; components: string[] }>;
  never: string[];
}

/**
 * What starts together when: a component as soon as those that it waits for are healthy, and no earlier than its wave, as
 * Argo CD begins a wave when the one before is healthy.
 */
export function birthOrder(components: readonly Waiting[]): BirthOrder {
  const healthy = new Set<string>();
  const known = new Set(components.map(({ name }) => name));
  const steps: BirthOrder['steps'] = [];
  let waiting = [...components];
  while (waiting.length > 0) {
    const wave = Math.min(...waiting.map(component => component.wave));
    const ready = waiting.filter(
      component =>
        component.wave === wave &&
        component.waitsFor.every(name => healthy.has(name) || !known.has(name)),
    );
    if (ready.length === 0) break;
    steps.push({ wave, components: ready.map(({ name }) => name).sort() });
    for (const { name } of ready) healthy.add(name);
    waiting = waiting.filter(component => !ready.includes(component));
  }
  return { steps, never: waiting.map(({ name }) => name).sort() };
}

/** A circle of components that wait for each other, from its alphabetically first one; undefined where there is none. */
export function circle(components: readonly Waiting[]): string[] | undefined {
  const byName = new Map(components.map(entry => [entry.name, entry]));
  const done = new Set<string>();
  const visit = (name: string, trail: string[]): string[] | undefined => {
    const at = trail.indexOf(name);
    if (at >= 0) return [...trail.slice(at), name];
    if (done.has(name)) return undefined;
    for (const next of byName.get(name)?.waitsFor ?? []) {
      const found = visit(next, [...trail, name]);
      if (found) return found;
    }
    done.add(name);
    return undefined;
  };
  for (const name of [...byName.keys()].sort()) {
    const found = visit(name, []);
    if (found) return found;
  }
  return undefined;
}
