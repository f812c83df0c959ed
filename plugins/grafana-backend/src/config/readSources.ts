import type { Config } from '@backstage/config';
import { reachable } from '@idp/upstream';
import { readAddress } from './readAddress';
import { readSignIn, type SignIn } from './readSignIn';

/** One upstream: a Grafana, a Prometheus, an Alertmanager or a Loki. */
export interface SourceConfig {
  name: string;
  environment: string;
  /** Where the backend reaches it. */
  url: string;
  /** Where people reach it, without a slash at its end. */
  publicUrl?: string;
  signIn: SignIn;
  /** The header that the token is sent in; `Authorization: Bearer` when absent. */
  tokenHeader?: string;
  caFile?: string;
}

export interface GrafanaConfig extends SourceConfig {
  /** Ask for Grafana's own alert rules. */
  unifiedAlerting: boolean;
  /** uids of its data sources, for links to Explore. */
  datasources: { prometheus: string; loki: string };
}

export interface PrometheusConfig extends SourceConfig {
  /** Its external labels, which it tells in texts of alerts alone. */
  externalLabels: Readonly<Record<string, string>>;
}

export interface LokiConfig extends SourceConfig {
  /** Sent as `X-Scope-OrgID`. */
  tenant?: string;
  labels: { namespace: string; workload: string };
}

const NAME = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const HEADER = /^[A-Za-z][A-Za-z0-9-]{0,60}$/;
const LABEL = /^[a-zA-Z_][a-zA-Z0-9_]{0,60}$/;
const TENANT = /^[A-Za-z0-9!_.*'()|-]{1,150}$/;
const UID = /^[A-Za-z0-9_-]{1,40}$/;

/** The Grafanas: `hosts`, or one by the keys of the community plugin beside each other. */
export function readGrafanas(config: Config): GrafanaConfig[] {
  const hosts = config.getOptionalConfigArray('hosts');
  if (hosts && config.has('domain')) {
    throw new Error(
      'grafana.domain and grafana.hosts are both set: move the first into the list, with an id',
    );
  }
  if (!hosts && !config.has('domain') && !config.has('url')) return [];
  const items: Array<[Config, string]> = hosts
    ? hosts.map((host, at) => [host, `grafana.hosts[${at}]`])
    : [[config, 'grafana']];
  const all = items.map(([item, key]): GrafanaConfig => {
    const domain = item.getOptionalString('domain');
    const publicUrl = domain ? readAddress(domain, `${key}.domain`) : undefined;
    const url = item.getOptionalString('url');
    if (!url && !publicUrl) {
      throw new Error(`${key} has no address: write domain, url or both`);
    }
    return {
      ...readSource(
        item,
        key,
        hosts ? 'id' : undefined,
        url ? readAddress(url, `${key}.url`) : publicUrl!,
      ),
      publicUrl: publicUrl ?? reachable(readAddress(url!, `${key}.url`)),
      unifiedAlerting: item.getOptionalBoolean('unifiedAlerting') ?? false,
      datasources: {
        prometheus: readName(
          item.getOptionalString('datasources.prometheus') ?? 'prometheus',
          `${key}.datasources.prometheus`,
          UID,
        ),
        loki: readName(
          item.getOptionalString('datasources.loki') ?? 'loki',
          `${key}.datasources.loki`,
          UID,
        ),
      },
    };
  });
  refuseTwice(all, 'grafana.hosts', 'name');
  return all;
}

/** `grafana.prometheus`; of this list and those of the other two at most one for an environment. */
export function readPrometheuses(config: Config): PrometheusConfig[] {
  const all = each(config, 'prometheus').map(
    ([item, key]): PrometheusConfig => {
      const labels = item.getOptionalConfig('externalLabels');
      return {
        ...readOther(item, key),
        externalLabels: Object.fromEntries(
          (labels?.keys() ?? []).map(name => [
            readName(name, `a name in ${key}.externalLabels`, LABEL),
            labels!.getString(name),
          ]),
        ),
      };
    },
  );
  refuseTwice(all, 'grafana.prometheus', 'environment');
  return all;
}

export function readAlertmanagers(config: Config): SourceConfig[] {
  const all = each(config, 'alertmanager').map(([item, key]) =>
    readOther(item, key),
  );
  refuseTwice(all, 'grafana.alertmanager', 'environment');
  return all;
}

export function readLokis(config: Config): LokiConfig[] {
  const all = each(config, 'loki').map(([item, key]): LokiConfig => {
    const tenant = item.getOptionalString('tenant');
    const label = (name: 'namespace' | 'workload') =>
      readName(
        item.getOptionalString(`labels.${name}`) ?? name,
        `${key}.labels.${name}`,
        LABEL,
      );
    return {
      ...readOther(item, key),
      ...(tenant && { tenant: readName(tenant, `${key}.tenant`, TENANT) }),
      labels: { namespace: label('namespace'), workload: label('workload') },
    };
  });
  refuseTwice(all, 'grafana.loki', 'environment');
  return all;
}

function each(config: Config, list: string): Array<[Config, string]> {
  return (config.getOptionalConfigArray(list) ?? []).map((item, at) => [
    item,
    `grafana.${list}[${at}]`,
  ]);
}

function readOther(item: Config, key: string): SourceConfig {
  const url = readAddress(item.getString('url'), `${key}.url`);
  const external = item.getOptionalString('externalUrl');
  return {
    ...readSource(item, key, 'name', url),
    publicUrl: external
      ? readAddress(external, `${key}.externalUrl`)
      : reachable(url),
  };
}

function readSource(
  config: Config,
  key: string,
  nameKey: 'id' | 'name' | undefined,
  url: string,
): SourceConfig {
  const name = nameKey
    ? readName(config.getString(nameKey), `${key}.${nameKey}`, NAME)
    : 'default';
  const tokenHeader = config.getOptionalString('tokenHeader');
  return {
    name,
    environment: readName(
      config.getOptionalString('environment') ?? name,
      `${key}.environment`,
      NAME,
    ),
    url,
    signIn: readSignIn(config, key),
    ...(tokenHeader && {
      tokenHeader: readName(tokenHeader, `${key}.tokenHeader`, HEADER),
    }),
    caFile: config.getOptionalString('caFile'),
  };
}

function readName(text: string, key: string, pattern: RegExp): string {
  if (pattern.test(text)) return text;
  throw new Error(
    `${key} is ${JSON.stringify(text)}: write what fits ${pattern.source}`,
  );
}

function refuseTwice(
  all: SourceConfig[],
  key: string,
  what: 'name' | 'environment',
): void {
  for (const part of new Set(['name' as const, what])) {
    const values = all.map(item => item[part]);
    const twice = values.find((value, at) => values.indexOf(value) !== at);
    if (twice) throw new Error(`${key} has '${twice}' twice: one is enough`);
  }
}
