import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { Fact } from '@idp/parts-react';
import type { Change, ForgeInfo } from '@idp/plugin-changes-common';
import { EntityLinks, GoldenPathLink, Person, Time } from '../parts';
import { changesTranslationRef } from '../translation';
import styles from './Facts.module.css';

/** Who, what, when and where. */
export const Facts = ({
  change,
  forge,
}: {
  change: Change;
  forge?: ForgeInfo;
}) => {
  const { t } = useTranslationRef(changesTranslationRef);
  const { goldenPath } = change;
  return (
    <section aria-labelledby="change-facts" className={styles.facts}>
      <Text as="h2" variant="title-x-small" id="change-facts">
        {t('details.facts')}
      </Text>
      <dl className={styles.list}>
        <Fact term={t('details.number')}>#{change.id}</Fact>
        <Fact term={t('details.author')}>
          <Person person={change.author} />
        </Fact>
        {goldenPath && (
          <Fact term={t('details.goldenPath')}>
            <GoldenPathLink goldenPath={goldenPath} />
            {goldenPath.version && (
              <> {t('details.version', { version: goldenPath.version })}</>
            )}
          </Fact>
        )}
        <Fact term={t('details.touches')}>
          {change.entityRefs.length > 0 ? (
            <EntityLinks entityRefs={change.entityRefs} />
          ) : (
            t('details.nothing')
          )}
        </Fact>
        <Fact term={t('details.opened')}>
          <Time iso={change.createdAt} />
        </Fact>
        {change.state === 'open' && change.updatedAt !== change.createdAt && (
          <Fact term={t('details.updated')}>
            <Time iso={change.updatedAt} />
          </Fact>
        )}
        {change.mergedAt && (
          <Fact term={t('details.merged')}>
            <Time iso={change.mergedAt} />
          </Fact>
        )}
        {change.state === 'closed' && change.closedAt && (
          <Fact term={t('details.closed')}>
            <Time iso={change.closedAt} />
          </Fact>
        )}
        <Fact term={t('details.branch')}>
          {t('details.into', {
            branch: <code>{change.branch}</code>,
            base: <code>{change.baseBranch}</code>,
          })}
        </Fact>
        {change.mergeCommit && (
          <Fact term={t('details.mergeCommit')}>
            <code title={change.mergeCommit}>
              {change.mergeCommit.slice(0, 12)}
            </code>
          </Fact>
        )}
      </dl>
      {change.webUrl && (
        <Link href={change.webUrl} target="_blank" rel="noopener noreferrer">
          {t('details.onForge', { forge: forge?.title ?? change.webUrl })}
        </Link>
      )}
    </section>
  );
};
