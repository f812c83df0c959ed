import type { SecretsPage } from './SecretsPage';

/**
 * The card of @backstage-community/plugin-vault 0.24 (EntityVaultTable): one request for each path of the annotation, which
 * its backend answers with a list of each folder, and each folder below, of Vault. It shows names and links.
 */
export const communityPage: SecretsPage = {
  async open(browser, { folder }) {
    const { items } = await browser.get(
      `vault/v1/secrets/${encodeURIComponent(folder)}`,
    );
    return {
      paths: items.map(
        ({ name, path }: { name: string; path: string }) => `${path}/${name}`,
      ),
      aged: 0,
      deliveries: 0,
    };
  },
};
