import type { Browser } from '../../lib/plugins/Browser';
import type { Service } from '../scene';
import type { EntityPage } from './EntityPage';

/**
 * The two cards of @roadiehq/backstage-plugin-argo-cd 2.12 that its README puts on an entity page, overview and history
 * (useAppDetails, ArgoCDHistoryCard): each finds the instances that have Applications for the selector and then lists them
 * instance by instance; the history card asks for the metadata of every row but the oldest, one request a row, none of them
 * kept. Nothing is asked again until somebody presses “Refresh”. The backend has a token, so it does not log in.
 */
export const roadiePage: EntityPage = {
  async open(browser, service) {
    const [overview, deployments] = await Promise.all([
      details(browser, service),
      details(browser, service).then(items => history(browser, items)),
    ]);
    return {
      applications: new Map<string, string>(
        overview.map(({ metadata, status }) => [
          `${metadata.instance.name}/${metadata.name}`,
          status.summary.images[0],
        ]),
      ),
      deployments,
    };
  },
};

async function details(browser: Browser, service: Service): Promise<any[]> {
  const selector = encodeURIComponent(service.selector);
  const instances: Array<{ name: string }> = await browser.get(
    `argocd/find/selector/${selector}`,
  );
  const lists = await Promise.all(
    instances.map(({ name }) =>
      browser.get(
        `argocd/argoInstance/${name}/applications/selector/${selector}`,
      ),
    ),
  );
  return lists.flatMap(({ items }) => items ?? []);
}

async function history(browser: Browser, items: any[]): Promise<number> {
  const rows = items.flatMap(({ metadata, status }) =>
    // Newest first; `revisionsToLoad` is -1 where it is not configured, which drops the oldest.
    [...status.history]
      .sort(
        (a, b) =>
          new Date(b.deployedAt).valueOf() - new Date(a.deployedAt).valueOf(),
      )
      .slice(0, -1)
      .map(({ revision }) => ({ metadata, revision })),
  );
  const metadataOfRows = await Promise.all(
    rows.map(({ metadata, revision }) =>
      browser.get(
        `argocd/argoInstance/${
          metadata.instance.name
        }/applications/name/${encodeURIComponent(
          metadata.name,
        )}/revisions/${encodeURIComponent(revision)}/metadata`,
      ),
    ),
  );
  return metadataOfRows.filter(({ author, message }) => author && message)
    .length;
}
