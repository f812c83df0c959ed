import type { Entity } from '@backstage/catalog-model';
import {
  useApiHolder,
  useRouteRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { secretFormsApiRef } from '../api';
import { goldenPathsRouteRef } from '../routes';
import { vaultTranslationRef } from '../translation';

/** The way to the form that adds a secret; to where forms are chosen in a portal that names none. */
export const AddLink = ({ entity }: { entity: Entity }) => {
  const { t } = useTranslationRef(vaultTranslationRef);
  const forms = useApiHolder().get(secretFormsApiRef);
  const goldenPaths = useRouteRef(goldenPathsRouteRef);
  const link = forms ? forms.addLink({ entity }) : goldenPaths?.();
  if (!link) return null;
  return (
    <ButtonLink href={link} size="small" variant="primary">
      {t('secret.add')}
    </ButtonLink>
  );
};
