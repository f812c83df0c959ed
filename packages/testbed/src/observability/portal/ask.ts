import type {
  AlertRule,
  EntityAlerts,
  EntityLogs,
  EntitySignals,
  SignalData,
  SignalPanelId,
} from '@idp/plugin-grafana-common';
import type { PortalClient } from '../../portal/PortalClient';

type Query = Record<string, string | number | string[] | undefined>;

const base = (entity: string) => `idp-grafana/entities/${entity}`;

export const signalsOf = (portal: PortalClient, entity: string) =>
  portal.get<EntitySignals>(`${base(entity)}/signals`);

/** One chart of the last minutes; of ten where nothing else is said. */
export function signalOf(
  portal: PortalClient,
  entity: string,
  panel: SignalPanelId,
  minutes = 10,
): Promise<SignalData> {
  const to = Date.now();
  const query = queryText({
    from: new Date(to - minutes * 60_000).toISOString(),
    to: new Date(to).toISOString(),
  });
  return portal.get(`${base(entity)}/signals/${panel}?${query}`);
}

export const alertsOf = (portal: PortalClient, entity: string) =>
  portal.get<EntityAlerts>(`${base(entity)}/alerts`);

export async function ruleOf(
  portal: PortalClient,
  entity: string,
  name: string,
): Promise<AlertRule | undefined> {
  const { rules } = await alertsOf(portal, entity);
  return rules.find(rule => rule.name === name);
}

export const logsOf = (
  portal: PortalClient,
  entity: string,
  query: Query = {},
) =>
  portal.get<EntityLogs>(
    `${base(entity)}/logs?${queryText({ environment: 'local', ...query })}`,
  );

function queryText(query: Query): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const item of [value].flat())
      if (item !== undefined) search.append(name, String(item));
  }
  return search;
}
