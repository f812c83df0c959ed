import type { Measure } from '../../lib/measure';
import { communityAll, communityTag, communityUsual } from '../pages/community';
import type { EntityPage, Shown } from '../pages/EntityPage';
import { ourPage } from '../pages/ours';
import { DASHBOARDS, DASHBOARDS_EACH, RULES_EACH, viewed } from '../scene';
import type { Contestant, Stage } from '../Stage';

/** Some service of the last thousands. */
const LATE = 40;

/** Both show the same of an entity; without that no comparison would say anything. */
export async function* sameContent(stage: Stage): AsyncGenerator<Measure> {
  const { ours, community } = stage;
  const subject = viewed(LATE);
  const open = (page: EntityPage, { browser }: Contestant) =>
    page.open(browser, subject);
  const pages = {
    ours: await open(ourPage, ours),
    community: await open(communityAll, community),
    'community by tag': await open(communityTag, community),
  };
  const isSame = new Set(Object.values(pages).map(describe)).size === 1;
  yield {
    name: 'same content',
    value: isSame ? 'yes' : 'no',
    goal: 'yes',
    ok:
      isSame &&
      pages.ours.dashboards.length === DASHBOARDS_EACH &&
      pages.ours.rules.size === RULES_EACH,
    detail: Object.entries(pages)
      .map(
        ([name, { dashboards, rules }]) =>
          `${name}: ${dashboards.length} dashboards, ${rules.size} rules, ${
            [...rules.values()].filter(Boolean).length
          } firing`,
      )
      .join('; '),
  };
  const usual = await open(communityUsual, community);
  yield {
    name: 'dashboards that the community page finds as it is installed',
    value: `${usual.dashboards.length} of ${DASHBOARDS_EACH}`,
    goal: 'stated',
    ok: true,
    detail: `of a service whose dashboards are number ${
      subject.index * DASHBOARDS_EACH + 1
    } and following of ${DASHBOARDS}, where it reads the first 1,000; what follows is measured with \`grafanaDashboardSearchLimit\` and \`grafanaDashboardMaxPages\` set so that it finds all`,
  };
}

function describe({ dashboards, rules }: Shown): string {
  return JSON.stringify([[...dashboards].sort(), [...rules].sort()]);
}
