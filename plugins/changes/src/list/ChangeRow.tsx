import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { Change } from '@idp/plugin-changes-common';
import {
  EntityLinks,
  GoldenPathLink,
  Person,
  StateBadge,
  Time,
} from '../parts';
import { detailsRouteRef } from '../routes';
import { changesTranslationRef } from '../translation';
import { decidedAt } from './decidedAt';
import styles from './ChangeRow.module.css';

/** One change of a list. */
export const ChangeRow = ({
  change,
  compact,
}: {
  change: Change;
  compact?: boolean;
}) => {
  const { t } = useTranslationRef(changesTranslationRef);
  const details = useRouteRef(detailsRouteRef);
  const href = details?.({ id: change.id });
  return (
    <li className={styles.row}>
      <div className={styles.head}>
        {href ? (
          <Link href={href} variant="body-large" weight="bold">
            {change.title}
          </Link>
        ) : (
          <Text variant="body-large" weight="bold">
            {change.title}
          </Text>
        )}
        {!compact && <StateBadge state={change.state} />}
      </div>
      <Text
        as="p"
        variant="body-small"
        color="secondary"
        className={styles.meta}
      >
        {t('row.byline', {
          id: change.id,
          author: <Person person={change.author} />,
          opened: t(`row.${decidedAt(change).what}`, {
            time: <Time iso={decidedAt(change).iso} />,
          }),
        })}
        {!compact && change.goldenPath && (
          <>
            {' · '}
            <GoldenPathLink goldenPath={change.goldenPath} />
          </>
        )}
      </Text>
      {!compact && change.entityRefs.length > 0 && (
        <Text
          as="p"
          variant="body-small"
          color="secondary"
          className={styles.meta}
        >
          {t('row.entities')} <EntityLinks entityRefs={change.entityRefs} />
        </Text>
      )}
    </li>
  );
};
