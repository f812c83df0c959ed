import type {
  EntityAlerts,
  EntityDashboards,
} from '@idp/plugin-grafana-common';
import type { EntityPage } from './EntityPage';

/** Our cards: one request each. */
export const ourPage: EntityPage = {
  async open(browser, { name }) {
    const base = `idp-grafana/entities/component/default/${name}`;
    const [{ dashboards }, { rules }]: [EntityDashboards, EntityAlerts] =
      await Promise.all([
        browser.get(`${base}/dashboards`),
        browser.get(`${base}/alerts`),
      ]);
    return {
      dashboards: dashboards.map(({ uid }) => uid),
      rules: new Map(rules.map(rule => [rule.name, rule.state === 'firing'])),
    };
  },
};
