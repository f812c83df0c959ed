import type { EntitySecrets } from '@idp/plugin-vault-common';
import type { SecretsPage } from './SecretsPage';

/** Card and tab of our plugin: one request for all, and again when a signal says that something has changed. */
export const ourPage: SecretsPage = {
  async open(browser, { name }) {
    const { secrets }: EntitySecrets = await browser.get(
      `idp-vault/entities/component/default/${name}/secrets`,
    );
    const owned = secrets.filter(({ standing }) => standing === 'owned');
    return {
      paths: owned.map(({ ref }) => ref.path),
      aged: owned.filter(({ vault }) => vault?.rotation).length,
      deliveries: owned.flatMap(({ deliveries }) => deliveries).length,
    };
  },
};
