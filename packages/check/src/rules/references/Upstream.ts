import {
  ENVIRONMENTS,
  type EnvironmentName,
  type UpstreamObjects,
} from '@idp/platform-contract';
import type { Findings } from '../../platform/Findings';
import { readComponents, type ComponentFacts } from '../../platform/components';
import { matchesLabels } from '../../platform/selectors';
import type { Repository, ValuePath } from '../../repository';

/** One thing that a component says its chart brings. */
interface Entry {
  component: ComponentFacts;
  at: ValuePath;
  kind: 'Pod' | 'Service' | 'ServiceAccount' | 'ConfigMap';
  name: string;
  namespace: string;
  environments: readonly EnvironmentName[];
  labels: Record<string, string>;
  ports: readonly number[];
}

const LISTS: ReadonlyArray<[keyof UpstreamObjects, Entry['kind']]> = [
  ['pods', 'Pod'],
  ['services', 'Service'],
  ['serviceAccounts', 'ServiceAccount'],
  ['configMaps', 'ConfigMap'],
];

/** What components say that their charts bring: it cannot be seen from here, so it is written down (`spec.brings`). */
export class Upstream {
  private readonly byPlace = new Map<string, Entry[]>();
  private readonly named = new Set<Entry>();

  constructor(repository: Repository) {
    for (const component of readComponents(repository).values()) {
      for (const entry of entriesOf(component)) {
        for (const environment of entry.environments) {
          const place = `${environment} ${entry.kind} ${entry.namespace}`;
          const known = this.byPlace.get(place) ?? [];
          this.byPlace.set(place, [...known, entry]);
        }
      }
    }
  }

  find(
    environment: EnvironmentName,
    kind: string,
    namespace: string,
    name: string,
  ): { ports: readonly number[] } | undefined {
    return this.use(environment, kind, namespace, entry => entry.name === name);
  }

  /** Whether one that a selector takes is there. */
  matches(
    environment: EnvironmentName,
    kind: 'Pod' | 'Service',
    namespace: string,
    selector: any,
  ): boolean {
    return Boolean(
      this.use(environment, kind, namespace, ({ labels }) =>
        matchesLabels(selector, labels),
      ),
    );
  }

  /** Reports what nothing names (any more). */
  reportUnused(findings: Findings) {
    for (const entry of new Set([...this.byPlace.values()].flat())) {
      if (this.named.has(entry)) continue;
      const { component, at, kind, name, namespace } = entry;
      findings.at(
        component.document.place(at),
        `${component.name} says that its chart brings the ${kind} ${name} of namespace ${namespace}, and nothing names it`,
        'Remove the entry, so that it cannot let a wrong name pass',
      );
    }
  }

  private use(
    environment: EnvironmentName,
    kind: string,
    namespace: string,
    isIt: (entry: Entry) => boolean,
  ): Entry | undefined {
    const found = (
      this.byPlace.get(`${environment} ${kind} ${namespace}`) ?? []
    ).filter(isIt);
    for (const entry of found) this.named.add(entry);
    return found[0];
  }
}

/** As far as they are written as the contract wants it; the rule on components says what is wrong with the others. */
function entriesOf(component: ComponentFacts): Entry[] {
  const { brings = {}, environments = ENVIRONMENTS } = component.spec;
  return LISTS.flatMap(([list, kind]) =>
    (Array.isArray(brings?.[list]) ? brings[list] : [])
      .map((entry: any, i: number) => ({
        component,
        at: ['spec', 'brings', list, i],
        kind,
        name: entry?.name,
        namespace: entry?.namespace,
        environments,
        labels: entry?.labels ?? {},
        ports: entry?.ports ?? [],
      }))
      .filter(({ name, namespace }: Entry) => name && namespace),
  );
}
