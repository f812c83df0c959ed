import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import type { Labels } from '../prometheus';
import { fits, parseMatcher, type AlertMatcher } from './matchers';

interface Route {
  receiver?: string;
  matchers: AlertMatcher[];
  continue: boolean;
  routes: Route[];
}

interface Inhibition {
  source: AlertMatcher[];
  target: AlertMatcher[];
  equal: string[];
}

/** Who hears of an alert, and which alerts keep others quiet. */
export interface AlertmanagerConfig {
  route: Route;
  inhibitions: Inhibition[];
  receivers: string[];
  /** As it is in the repository. */
  original: string;
}

const VALUES = 'kubernetes/kube-prometheus-stack/values.yaml';

/** What Alertmanager is told by the repository. */
export async function readConfig(
  checkout: string,
): Promise<AlertmanagerConfig> {
  const text = await readFile(path.join(checkout, VALUES), 'utf8').catch(
    () => '',
  );
  return parseConfig(text);
}

/** The configuration that the values of the chart hold. */
export function parseConfig(values: string): AlertmanagerConfig {
  const config = parse(values)?.alertmanager?.config ?? {};
  return {
    route: readRoute(config.route ?? { receiver: 'nobody' }),
    inhibitions: (config.inhibit_rules ?? []).map((rule: any) => ({
      source: readMatchers(rule.source_matchers),
      target: readMatchers(rule.target_matchers),
      equal: rule.equal ?? [],
    })),
    receivers: (config.receivers ?? [{ name: 'nobody' }]).map(
      ({ name }: { name: string }) => name,
    ),
    original: JSON.stringify(config),
  };
}

/** The receivers of an alert: those of the deepest routes that fit. */
export function receiversOf(route: Route, labels: Labels): string[] {
  const found: string[] = [];
  for (const child of route.routes) {
    if (!fits(labels, child.matchers)) continue;
    found.push(
      ...receiversOf(
        { ...child, receiver: child.receiver ?? route.receiver },
        labels,
      ),
    );
    if (!child.continue) break;
  }
  if (found.length > 0) return found;
  return route.receiver ? [route.receiver] : [];
}

/** Whether one alert keeps another quiet. */
export function inhibits(
  { source, target, equal }: Inhibition,
  from: Labels,
  to: Labels,
): boolean {
  return (
    source.length > 0 &&
    fits(from, source) &&
    fits(to, target) &&
    // What is both would keep itself quiet.
    !(fits(from, target) && fits(to, source)) &&
    equal.every(name => (from[name] ?? '') === (to[name] ?? ''))
  );
}

function readRoute(route: any): Route {
  return {
    receiver: route.receiver,
    matchers: readMatchers(route.matchers),
    continue: route.continue === true,
    routes: (route.routes ?? []).map(readRoute),
  };
}

function readMatchers(texts: string[] = []): AlertMatcher[] {
  return texts.flatMap(text => parseMatcher(text) ?? []);
}
