import { shorter } from './timeFactor';
import { valuesOf } from './values';

const TIMES = /^(group_wait|group_interval|repeat_interval|resolve_timeout)$/;

/** The routes of this repository with shorter times. Addresses that come from Vault in a cluster are below one of ours. */
export function alertmanagerConfig(receiver: string) {
  const { config } = valuesOf('kube-prometheus-stack').alertmanager;
  return withShorterTimes({
    ...config,
    receivers: config.receivers.map(
      ({ name, webhook_configs: hooks, ...rest }: any) => ({
        name,
        ...rest,
        ...(hooks && {
          webhook_configs: hooks.map(({ url_file: _, ...hook }: any) => ({
            ...hook,
            url: `${receiver}/${name}`,
          })),
        }),
      }),
    ),
  });
}

function withShorterTimes(value: any): any {
  if (Array.isArray(value)) return value.map(withShorterTimes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      TIMES.test(key) ? shorter(String(item)) : withShorterTimes(item),
    ]),
  );
}
