import type { Browser } from '../../lib/plugins/Browser';
import { INSTANCES, type Service } from '../scene';
import type { EntityPage } from './EntityPage';

const PLUGIN = 'backstage-community-argocd';

/**
 * The tab “Deployment Lifecycle” of @backstage-community/plugin-argocd 3.1 (ArgoCDApiClient, useApplications,
 * DeploymentLifecycle): once in a session `/check`; then, for an entity with `argocd/app-selector`, one list for each
 * configured instance, all at once; then the metadata of every revision in the histories, each once. While it is open the
 * lists are asked again every 10 seconds (`argocd.refreshInterval`). In its favour: that some renders ask for the metadata
 * twice is left out, the second tab (“Deployment Summary”) is not opened, and the backend has a token, so it does not log in.
 */
export const communityPage: EntityPage = {
  async start(browser) {
    await browser.get(`${PLUGIN}/check`);
  },
  async open(browser, service) {
    const applications = await list(browser, service);
    const revisions = uniqueRevisions(applications);
    const details = await Promise.all(
      [...revisions].map(([revision, { instance, name }]) =>
        browser.get(
          `${PLUGIN}/argoInstance/${instance}/applications/name/${encodeURIComponent(
            name,
          )}/revisions/${encodeURIComponent(revision)}/metadata`,
        ),
      ),
    );
    const known = new Set(
      details
        .filter(({ author, message }) => author && message)
        .map(({ revisionID }) => revisionID),
    );
    return {
      applications: marks(applications),
      deployments: applications
        .flatMap(application => application.status.history)
        .filter(({ revision }) => known.has(revision)).length,
    };
  },
  poll: {
    everyMs: 10_000,
    ask: async (browser, service) => marks(await list(browser, service)),
  },
};

async function list(browser: Browser, service: Service): Promise<any[]> {
  // The front end encodes the annotation when it reads it, and once more in the query.
  const selector = encodeURIComponent(service.selector);
  const lists = await Promise.all(
    INSTANCES.map(instance =>
      browser.get(
        `${PLUGIN}/argoInstance/${instance}/applications/selector/${selector}?selector=${encodeURIComponent(
          selector,
        )}`,
      ),
    ),
  );
  return lists.flatMap(({ items }) => items);
}

/** Each revision with the first Application that has it. */
function uniqueRevisions(applications: any[]) {
  const revisions = new Map<string, { instance: string; name: string }>();
  for (const { metadata, status } of applications) {
    for (const { revision } of status.history) {
      if (revisions.has(revision)) continue;
      revisions.set(revision, {
        instance: metadata.instance.name,
        name: metadata.name,
      });
    }
  }
  return revisions;
}

function marks(applications: any[]) {
  return new Map<string, string>(
    applications.map(({ metadata, status }) => [
      `${metadata.instance.name}/${metadata.name}`,
      status.summary.images[0],
    ]),
  );
}
