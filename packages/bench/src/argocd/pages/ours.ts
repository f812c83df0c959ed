import type { EntityApplications } from '@idp/plugin-argocd-common';
import type { Browser } from '../../lib/plugins/Browser';
import type { Service } from '../scene';
import type { EntityPage } from './EntityPage';

/**
 * Card and tab of our plugin: one request for all. An open page is told of changes by signals and asks again only then; the
 * bench asks every 30 seconds, as in a portal without signals, which is the most that a page does.
 */
export const ourPage: EntityPage = {
  async open(browser, service) {
    const { applications, revisions } = await ask(browser, service);
    return {
      applications: marks(applications),
      deployments: applications
        .flatMap(({ deployments }) => deployments)
        .filter(({ revisions: [revision] }) => {
          const { author, message } = revisions[revision] ?? {};
          return author && message;
        }).length,
    };
  },
  poll: {
    everyMs: 30_000,
    ask: async (browser, service) =>
      marks((await ask(browser, service)).applications),
  },
};

function ask(browser: Browser, { name }: Service): Promise<EntityApplications> {
  return browser.get(
    `idp-argocd/entities/component/default/${name}/applications`,
  );
}

function marks(applications: EntityApplications['applications']) {
  return new Map(
    applications.map(({ ref, images }) => [
      `${ref.instance}/${ref.name}`,
      images[0],
    ]),
  );
}
