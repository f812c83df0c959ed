import {
  useApiHolder,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import type { EntitySecret } from '@idp/plugin-vault-common';
import { secretFormsApiRef } from '../api';
import { vaultTranslationRef } from '../translation';

/** The way to the form that rotates a secret; nothing where the portal has none, or there is nothing to rotate. */
export const RotateLink = ({
  entityRef,
  secret,
}: {
  entityRef: string;
  secret: EntitySecret;
}) => {
  const { t } = useTranslationRef(vaultTranslationRef);
  const forms = useApiHolder().get(secretFormsApiRef);
  const rotates =
    secret.standing === 'owned' &&
    secret.declared &&
    secret.vault?.state === 'present';
  if (!rotates) return null;
  const link = forms?.rotateLink({ entityRef, secret: secret.ref });
  if (!link) return null;
  return (
    <ButtonLink href={link} size="small" variant="secondary">
      {t('secret.rotate')}
    </ButtonLink>
  );
};
