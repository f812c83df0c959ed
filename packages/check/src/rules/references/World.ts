import { Findings } from '../../platform/Findings';
import { secretsByOthers, readComponents } from '../../platform/components';
import { nameOf, readItems, type Item } from '../../platform/items';
import { podTemplateOf } from '../../platform/pods';
import type { Repository, ValuePath } from '../../repository';

/** Operators make pods and services of these, by names and labels of their own. */
const MAKES_PODS = new Set([
  'Alertmanager',
  'Cluster',
  'Gateway',
  'EnvoyProxy',
  'Keycloak',
  'Prometheus',
]);

const key = (
  environment: string,
  kind: string,
  namespace: string,
  name: string,
) => `${environment} ${kind} ${namespace}/${name}`;

/** All objects that references may lead to, and where to report those that lead nowhere. */
export class World {
  private readonly objects = new Map<string, Item>();
  /** Namespaces where charts and operators make objects that cannot be seen from here. */
  private readonly unseen = new Set<string>();
  private readonly givenSecrets: Set<string>;
  private readonly madeSecrets = new Map<string, Item>();
  private readonly podLabels = new Map<string, Array<Record<string, string>>>();
  count = 0;

  private constructor(
    readonly repository: Repository,
    readonly items: readonly Item[],
    private readonly findings: Findings,
  ) {
    this.givenSecrets = secretsByOthers(readComponents(repository));
    for (const item of items) {
      const { environment, object, namespace } = item;
      this.objects.set(
        key(environment, object.kind, namespace, object.metadata.name),
        item,
      );
      const labels = podTemplateOf(object)?.labels;
      if (labels) {
        const place = `${environment} ${namespace}`;
        const known = this.podLabels.get(place);
        if (known) known.push(labels);
        else this.podLabels.set(place, [labels]);
      }
      if (MAKES_PODS.has(object.kind))
        this.unseen.add(`${environment} ${namespace}`);
      if (object.kind === 'Application' && hasChart(object)) {
        this.unseen.add(`${environment} ${object.spec.destination?.namespace}`);
      }
      for (const name of secretsMadeBy(item)) {
        this.madeSecrets.set(key(environment, 'Secret', namespace, name), item);
      }
    }
    // The proxies of the gateway: Envoy Gateway makes them.
    for (const { environment, object } of items) {
      if (object.kind === 'GatewayClass')
        this.unseen.add(`${environment} envoy-gateway-system`);
    }
  }

  static async read(repository: Repository, findings: Findings) {
    return new World(repository, await readItems(repository), findings);
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
      this.madeSecrets.has(key(from.environment, 'Secret', namespace, name)) ||
      this.givenSecrets.has(`${namespace}/${name}`)
    );
  }

  /** Whether something that cannot be seen from here may be in the namespace. */
  mayHaveMore(from: Item, namespace = from.namespace): boolean {
    return this.unseen.has(`${from.environment} ${namespace}`);
  }

  /** The labels of the pods in a namespace that we make ourselves. */
  podsIn(
    from: Item,
    namespace = from.namespace,
  ): Array<Record<string, string>> {
    return this.podLabels.get(`${from.environment} ${namespace}`) ?? [];
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
    options: { namespace?: string; unlessUnseen?: boolean } = {},
  ): Item | undefined {
    this.count++;
    const { namespace = from.namespace, unlessUnseen = false } = options;
    const found = this.find(from, kind, name, namespace);
    if (!found && !(unlessUnseen && this.mayHaveMore(from, namespace))) {
      this.missing(
        from,
        at,
        `${kind} ${name}${namespace ? ` of namespace ${namespace}` : ''}`,
        'Mend the name, or add the object to the component that owns it',
      );
    }
    return found;
  }
}

function hasChart(application: any) {
  return [application.spec?.sources, application.spec?.source]
    .flat()
    .some((source: any) => source?.chart);
}

function secretsMadeBy({ object }: Item): string[] {
  const { kind, metadata, spec } = object;
  switch (kind) {
    case 'ExternalSecret':
      return [spec?.target?.name ?? metadata.name];
    case 'Certificate':
      return [spec?.secretName];
    case 'Cluster':
      return ['app', 'ca', 'replication', 'server', 'superuser'].map(
        suffix => `${metadata.name}-${suffix}`,
      );
    default:
      return [];
  }
}
