import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CatalogApi } from '@backstage/plugin-catalog-react';
import { Combobox, useAsyncList } from '@backstage/ui';
import { changesTranslationRef } from '../translation';
import { tenantOptions, type TenantOption } from './tenantOptions';

/** Chooses a tenant; the catalog looks for what is typed. */
export const TenantFilter = ({
  catalogApi,
  onChoose,
}: {
  catalogApi: CatalogApi;
  onChoose: (entityRef: string) => void;
}) => {
  const { t } = useTranslationRef(changesTranslationRef);
  const tenants = useAsyncList<TenantOption>({
    load: async ({ filterText }) => ({
      items: await tenantOptions(catalogApi, filterText ?? ''),
    }),
  });
  return (
    <Combobox
      aria-label={t('list.tenant')}
      placeholder={t('list.tenant')}
      size="small"
      options={tenants}
      search={{ mode: 'server' }}
      value={null}
      onChange={tenant => tenant && onChoose(tenant.id)}
    />
  );
};
