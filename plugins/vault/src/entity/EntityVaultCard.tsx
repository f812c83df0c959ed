import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex } from '@backstage/ui';
import { ShortList, TitledCard } from '@idp/parts-react';
import { useSecretHref } from '../parts';
import { vaultTranslationRef } from '../translation';
import { EntityNotices } from './EntityNotices';
import { SecretRowItem } from './SecretRowItem';
import { useEntitySecrets } from './useEntitySecrets';

/** More than fit beside an overview are in the tab. */
const SHOWN = 6;

/** The secrets of the entity whose page this is, in short. */
export const EntityVaultCard = () => {
  const { t } = useTranslationRef(vaultTranslationRef);
  const { value, error, reload, paths, entity, entityRef } = useEntitySecrets();
  const tab = useSecretHref()(entityRef);
  return (
    <TitledCard title={t('card.title')}>
      <Flex direction="column" gap="3">
        <EntityNotices {...{ entity, value, error, reload }} height={96} />
        {paths.length > 0 && (
          <ShortList
            label={t('card.label')}
            items={paths}
            most={SHOWN}
            more={count => t('card.more', { count })}
            all={{ href: tab, text: t('card.all') }}
          >
            {path => (
              <SecretRowItem key={path.id} path={path} entityRef={entityRef} />
            )}
          </ShortList>
        )}
      </Flex>
    </TitledCard>
  );
};
