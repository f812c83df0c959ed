import type { GrafanaConfig } from '../config/readSources';

/** The page of a dashboard, with its variables filled in; undefined where no browser gets to its Grafana. */
export function dashboardUrl(
  { publicUrl }: Pick<GrafanaConfig, 'publicUrl'>,
  { uid, slug }: { uid: string; slug?: string },
  variables: Readonly<Record<string, string>> = {},
): string | undefined {
  if (!publicUrl) return undefined;
  const url = new URL([publicUrl, 'd', uid, slug].filter(Boolean).join('/'));
  for (const [name, value] of Object.entries(variables)) {
    url.searchParams.set(`var-${name}`, value);
  }
  return url.toString();
}

/** A question in Grafana's Explore, filled in. */
export function exploreUrl(
  { publicUrl, datasources }: Pick<GrafanaConfig, 'publicUrl' | 'datasources'>,
  question: {
    type: 'prometheus' | 'loki';
    query: string;
    /** Milliseconds since 1970. */
    from: number;
    to: number;
  },
): string | undefined {
  if (!publicUrl) return undefined;
  const { type, query, from, to } = question;
  const datasource = datasources[type];
  const url = new URL(`${publicUrl}/explore`);
  url.searchParams.set('schemaVersion', '1');
  url.searchParams.set('orgId', '1');
  url.searchParams.set(
    'panes',
    JSON.stringify({
      portal: {
        datasource,
        queries: [
          { refId: 'A', expr: query, datasource: { type, uid: datasource } },
        ],
        range: { from: String(from), to: String(to) },
      },
    }),
  );
  return url.toString();
}
