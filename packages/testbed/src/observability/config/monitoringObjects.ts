import { deliveries } from '../../repository/delivered';
import type { KubeObject } from '../../kube/types';
import { shorter, shorterQuery } from './timeFactor';

/** The objects of the Prometheus operator that this repository delivers to an environment. */
export async function monitoringObjects(): Promise<{
  rules: KubeObject[];
  podMonitors: KubeObject[];
}> {
  const objects = (await deliveries('local')).flatMap(found => found.objects);
  const ofKind = (kind: string) =>
    objects.filter(
      ({ apiVersion, kind: own }) =>
        apiVersion.startsWith('monitoring.coreos.com/') && own === kind,
    );
  return {
    rules: ofKind('PrometheusRule'),
    podMonitors: ofKind('PodMonitor'),
  };
}

/** What the operator makes of a PrometheusRule: a file of groups, here with shorter times. */
export function ruleFile({ metadata, spec }: KubeObject): {
  name: string;
  content: { groups: any[] };
} {
  return {
    name: `${metadata.namespace}-${metadata.name}.yaml`,
    content: {
      groups: spec.groups.map(({ interval, rules, ...group }: any) => ({
        ...group,
        ...(interval && { interval: shorter(interval) }),
        rules: rules.map(shorterRule),
      })),
    },
  };
}

function shorterRule(rule: any) {
  const times = ['for', 'keep_firing_for']
    .filter(name => rule[name] !== undefined)
    .map(name => [name, shorter(rule[name])]);
  return {
    ...rule,
    expr: shorterQuery(String(rule.expr)),
    ...Object.fromEntries(times),
  };
}
