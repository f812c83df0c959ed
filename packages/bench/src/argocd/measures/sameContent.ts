import type { Measure } from '../../lib/measure';
import { DEPLOYMENTS, service } from '../scene';

/** Roadie's history leaves out the oldest of each Application. */
const LEFT_OUT = 3;
import type { Stage } from '../Stage';

/** All pages show the same of an entity; without that no comparison would say anything. */
export async function* sameContent(stage: Stage): AsyncGenerator<Measure> {
  const shown = await Promise.all(
    Object.values(stage.contestants).map(async ({ name, page, browser }) => ({
      name,
      ...(await page.open(browser, service(7))),
    })),
  );
  const described = shown.map(
    ({ applications, deployments }) =>
      JSON.stringify([...applications].sort()) +
      (deployments >= DEPLOYMENTS - LEFT_OUT),
  );
  yield {
    name: `same content, ${stage.applications} Applications`,
    value: new Set(described).size === 1 ? 'yes' : 'no',
    goal: 'yes',
    ok: new Set(described).size === 1 && shown[0].applications.size === 3,
    detail: shown
      .map(
        ({ name, applications, deployments }) =>
          `${name}: ${applications.size} Applications, ${deployments} deployments with author and message`,
      )
      .join('; '),
  };
}
