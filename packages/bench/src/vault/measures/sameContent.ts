import type { Measure } from '../../lib/measure';
import { service } from '../scene';
import type { Stage } from '../Stage';

/** Both pages show the same paths; without that no comparison would say anything. */
export async function* sameContent(stage: Stage): AsyncGenerator<Measure> {
  const viewed = service(3);
  const wanted = JSON.stringify([...viewed.paths].sort());
  const shown = await Promise.all(
    Object.values(stage.contestants).map(async ({ name, page, browser }) => ({
      name,
      ...(await page.open(browser, viewed)),
    })),
  );
  const isSame = shown.every(
    ({ paths }) => JSON.stringify([...paths].sort()) === wanted,
  );
  yield {
    name: `same paths, ${stage.paths} in Vault`,
    value: isSame ? 'yes' : 'no',
    goal: 'yes',
    ok: isSame,
    detail: shown
      .map(
        ({ name, paths, aged, deliveries }) =>
          `${name}: ${paths.length} paths, ${aged} with their age, ${deliveries} deliveries`,
      )
      .join('; '),
  };
}
