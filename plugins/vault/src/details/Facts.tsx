import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Time } from '@idp/live-react';
import { Fact, FactList } from '@idp/parts-react';
import type { EntitySecret } from '@idp/plugin-vault-common';
import { EntityLink } from '../parts';
import { vaultTranslationRef } from '../translation';
import { Age } from './Age';

/** Whose a secret is and why, what Vault knows of it, and which keys are expected. */
export const Facts = ({ secret }: { secret: EntitySecret }) => {
  const { t } = useTranslationRef(vaultTranslationRef);
  const { because, entityRef, writtenBy, vault, deliveries } = secret;
  const keys = [
    ...new Set(deliveries.flatMap(delivery => delivery.keys ?? [])),
  ];
  const takesAll = deliveries.some(delivery => !delivery.keys);
  const written = vault?.state === 'present' || vault?.state === 'deleted';
  return (
    <FactList label={t('facts.label')}>
      <Fact term={t('facts.owner')}>
        <>
          {entityRef && (
            <>
              <EntityLink entityRef={entityRef} />{' '}
            </>
          )}
          {t(`because.${because}`)}
        </>
      </Fact>
      {secret.standing === 'owned' && (
        <Fact term={t('facts.writtenBy')}>
          {writtenBy ? (
            <EntityLink entityRef={writtenBy} />
          ) : (
            t('facts.noWriter')
          )}
        </Fact>
      )}
      {vault && (
        <Fact term={t('facts.state')}>{t(`state.${vault.state}`)}</Fact>
      )}
      {vault && written && (
        <Fact term={t('facts.version')}>
          {vault.versions
            ? t('facts.versions', {
                current: String(vault.versions.current),
                oldest: String(vault.versions.oldest),
                kept: String(
                  vault.versions.current - vault.versions.oldest + 1,
                ),
              })
            : t('facts.noVersions')}
        </Fact>
      )}
      {vault?.deletedAt && (
        <Fact term={t('facts.deleted')}>
          <Time iso={vault.deletedAt} />
        </Fact>
      )}
      {vault && written && (
        <Fact term={t('facts.changed')}>
          {vault.changedAt ? (
            <Time iso={vault.changedAt} />
          ) : (
            t('facts.neverChanged')
          )}
        </Fact>
      )}
      {vault?.state === 'present' && vault.changedAt && (
        <Fact term={t('facts.age')}>
          <Age vault={vault} />
        </Fact>
      )}
      {deliveries.length > 0 && (
        <Fact term={t('facts.keys', { count: takesAll ? 2 : keys.length })}>
          {takesAll
            ? t('facts.allKeys')
            : keys.map(key => <code key={key}>{key}</code>)}
        </Fact>
      )}
      {vault?.readAt && (
        <Fact term={t('facts.readAt')}>
          <Time iso={vault.readAt} />
        </Fact>
      )}
    </FactList>
  );
};
