import type { Browser } from '../../lib/plugins/Browser';
import { DASHBOARDS, type Service } from '../scene';
import type { EntityPage, Shown } from './EntityPage';

const PROXY = 'proxy/grafana/api';
const USUAL = { limit: 1_000, pages: 1 };
/** The largest page that Grafana allows, and as many as it takes. */
const ALL = { limit: 5_000, pages: Math.ceil(DASHBOARDS / 5_000) + 2 };

/**
 * The cards of dashboards and alerts of @backstage-community/plugin-grafana 0.21 (GrafanaApiClient), which asks Grafana itself
 * through Backstage's proxy and picks in the browser: all dashboards where the selector is an expression, those of a tag where
 * it is one word; and one after the other all rules of Grafana and all of its alerts. Its pages begin at 0, which Grafana
 * takes for 1. In its favour: what the browser does with the answers is not counted.
 */
function communityPage(
  find: (service: Service) => {
    tag?: string;
    picks: (dashboard: any) => boolean;
  },
  { limit, pages }: { limit: number; pages: number },
): EntityPage {
  return {
    async open(browser, service) {
      const { tag, picks } = find(service);
      const [dashboards, rules] = await Promise.all([
        list(browser, { limit, pages, tag }),
        alertsOf(browser, service),
      ]);
      return {
        dashboards: [
          ...new Set<string>(dashboards.filter(picks).map(({ uid }) => uid)),
        ],
        rules,
      };
    },
  };
}

const byExpression = ({ name }: Service) => ({
  picks: ({ tags }: any) => tags.includes(name),
});
const byTag = ({ name }: Service) => ({ tag: name, picks: () => true });

/** As it is installed: one page of 1,000 dashboards. */
export const communityUsual = communityPage(byExpression, USUAL);
/** Configured so that it finds every dashboard. */
export const communityAll = communityPage(byExpression, ALL);
/** With a selector of one word, which Grafana itself answers. */
export const communityTag = communityPage(byTag, USUAL);

async function list(
  browser: Browser,
  { limit, pages, tag }: { limit: number; pages: number; tag?: string },
): Promise<any[]> {
  const all: any[] = [];
  for (let page = 0; page < pages; page++) {
    const found = await browser.get(
      `${PROXY}/api/search?type=dash-db&limit=${limit}&page=${page}${
        tag === undefined ? '' : `&tag=${tag}`
      }`,
    );
    all.push(...found);
    if (found.length < limit) break;
  }
  return all;
}

async function alertsOf(
  browser: Browser,
  { name }: Service,
): Promise<Shown['rules']> {
  const folders: Record<string, any[]> = await browser.get(
    `${PROXY}/api/ruler/grafana/api/v1/rules`,
  );
  const { data } = await browser.get(
    `${PROXY}/api/prometheus/grafana/api/v1/alerts`,
  );
  const firing = new Set(
    data.alerts
      .filter(({ state }: any) => state === 'Alerting')
      .map(({ labels }: any) => labels.alertname),
  );
  return new Map(
    Object.values(folders)
      .flat()
      .flatMap(({ rules }) => rules)
      .filter(({ labels }) => labels.service === name)
      .map(({ grafana_alert: { title } }) => [title, firing.has(title)]),
  );
}
