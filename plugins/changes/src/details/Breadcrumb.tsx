import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { rootRouteRef } from '../routes';
import { changesTranslationRef } from '../translation';

/** The way back to the list. */
export const Breadcrumb = () => {
  const { t } = useTranslationRef(changesTranslationRef);
  const list = useRouteRef(rootRouteRef);
  if (!list) return null;
  return (
    <nav aria-label={t('details.back')}>
      <Link href={list()}>{t('title')}</Link>
    </nav>
  );
};
