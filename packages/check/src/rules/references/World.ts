import { Findings } from '../../platform/Findings';
import { secretsByOthers, readComponents } from '../../platform/components';
import { nameOf, readItems, type Item } from '../../platform/items';
import { podTemplateOf } from '../../platform/pods';
import { matchesLabels } from '../../platform/selectors';
import type { Repository, ValuePath } from '../../repository';
import { madeBy } from './operators';
import { Upstream } from './Upstream';

const key = (
  environment: string,
  kind: string,
  namespace: string,
  name: string,
) => `${environment} ${kind} ${namespace}/${name}`;

type Labels = Record<string, string>;

/** All objects that references may lead to, and where to report those that lead nowhere. */
export class World {
  private readonly objects = new Map<string, Item>();
  private readonly givenSecrets: Set<string>;
  /** Secrets, Services and ConfigMaps that controllers make of our objects, with their ports. */
  private readonly made = new Map<string, readonly number[]>();
  private readonly podLabels = new Map<string, Labels[]>();
  private readonly serviceLabels = new Map<string, Labels[]>();
  private readonly upstream: Upstream;
  count = 0;

  private constructor(
    readonly repository: Repository,
    readonly items: readonly Item[],
    private readonly findings: Findings,
  ) {
    this.givenSecrets = secretsByOthers(readComponents(repository));
    this.upstream = new Upstream(repository);
    for (const item of items) this.add(item);
  }

  static async read(repository: Repository, findings: Findings) {
    return new World(repository, await readItems(repository), findings);
  }

  private add(item: Item) {
    const { environment, object, namespace } = item;
    const { kind, metadata } = object;
    const here = `${environment} ${namespace}`;
    this.objects.set(key(environment, kind, namespace, metadata.name), item);
    const labels = podTemplateOf(object)?.labels;
    if (labels) append(this.podLabels, here, labels);
    if (kind === 'Service') {
      append(this.serviceLabels, here, metadata.labels ?? {});
    }
    const made = madeBy(item);
    for (const name of made.secrets ?? []) {
      this.made.set(key(environment, 'Secret', namespace, name), []);
    }
    for (const { name, ports, labels: own = {} } of made.services ?? []) {
      this.made.set(key(environment, 'Service', namespace, name), ports);
      append(this.serviceLabels, here, own);
    }
    for (const pod of made.pods ?? []) {
      const place = `${environment} ${pod.namespace ?? namespace}`;
      append(this.podLabels, place, pod.labels);
    }
    for (const name of made.configMapsEverywhere ?? []) {
      this.made.set(key(environment, 'ConfigMap', '*', name), []);
    }
  }

  find(
    from: Item,
    kind: string,
    name: string,
    namespace = from.namespace,
  ): Item | undefined {
    return this.objects.get(key(from.environment, kind, namespace, name));
  }

  hasSecret(from: Item, name: string, namespace = from.namespace): boolean {
    return (
      this.made.has(key(from.environment, 'Secret', namespace, name)) ||
      this.givenSecrets.has(`${namespace}/${name}`)
    );
  }

  /** Whether pods are there that a selector takes: ours, those of a controller, or those that a component says it brings. */
  hasPods(from: Item, selector: any, namespace = from.namespace): boolean {
    const { environment } = from;
    const place = `${environment} ${namespace}`;
    // Both are asked: whoever is named at all counts as named.
    const brought = this.upstream.matches(
      environment,
      'Pod',
      namespace,
      selector,
    );
    return matchesSome(selector, this.podLabels.get(place)) || brought;
  }

  hasServices(from: Item, selector: any, namespace = from.namespace): boolean {
    const { environment } = from;
    const place = `${environment} ${namespace}`;
    const brought = this.upstream.matches(
      environment,
      'Service',
      namespace,
      selector,
    );
    return matchesSome(selector, this.serviceLabels.get(place)) || brought;
  }

  /** The ports of a Service; undefined where there is none of the name. */
  portsOf(
    from: Item,
    name: string,
    namespace = from.namespace,
  ): readonly number[] | undefined {
    const { environment } = from;
    const own = this.find(from, 'Service', name, namespace);
    if (own) return (own.object.spec?.ports ?? []).map(({ port }: any) => port);
    return (
      this.made.get(key(environment, 'Service', namespace, name)) ??
      this.upstream.find(environment, 'Service', namespace, name)?.ports
    );
  }

  /** Reports a reference that leads nowhere. */
  missing(from: Item, at: ValuePath, what: string, remedy: string) {
    this.findings.in(
      from,
      at,
      `${nameOf(from)} refers to ${what}, which is not there in ${
        from.environment
      }`,
      remedy,
    );
  }

  report(from: Item, at: ValuePath, message: string, remedy: string) {
    this.findings.in(from, at, message, remedy);
  }

  /** The object must be there; one more reference is counted. */
  expect(
    from: Item,
    at: ValuePath,
    kind: string,
    name: string,
    options: { namespace?: string } = {},
  ): Item | undefined {
    this.count++;
    const { namespace = from.namespace } = options;
    const { environment } = from;
    const found = this.find(from, kind, name, namespace);
    const isThere =
      found ||
      this.made.has(key(environment, kind, namespace, name)) ||
      this.made.has(key(environment, kind, '*', name)) ||
      this.upstream.find(environment, kind, namespace, name);
    if (!isThere) {
      this.missing(
        from,
        at,
        `${kind} ${name}${namespace ? ` of namespace ${namespace}` : ''}`,
        'Mend the name, or add the object to the component that owns it; what its chart makes is listed below spec.brings of its component.yaml',
      );
    }
    return found;
  }

  /** Reports what components say that their charts bring, and nothing names. */
  reportUnused() {
    this.upstream.reportUnused(this.findings);
  }
}

function append(map: Map<string, Labels[]>, place: string, labels: Labels) {
  const known = map.get(place);
  if (known) known.push(labels);
  else map.set(place, [labels]);
}

function matchesSome(selector: any, all: readonly Labels[] = []): boolean {
  return all.some(labels => matchesLabels(selector, labels));
}
