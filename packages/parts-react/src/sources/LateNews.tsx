import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { Time } from '@idp/live-react';
import type { ReactNode } from 'react';
import { partsTranslationRef } from '../translation';
import styles from './LateNews.module.css';
import type { SourceNews } from './SourceNews';

/**
 * Small words that warn of old news.
 *
 * @public
 */
export const LateText = ({
  children,
  truncate,
}: {
  children: ReactNode;
  /** Kept in one line of a table. */
  truncate?: boolean;
}) => (
  <Text
    as={truncate ? 'span' : 'p'}
    truncate={truncate}
    variant="body-small"
    className={styles.late}
  >
    {children}
  </Text>
);

/**
 * Since when an upstream has been silent, beside what it last said; nothing while it is live.
 *
 * @public
 */
export const LateNews = ({ late }: { late: SourceNews | undefined }) => {
  const { t } = useTranslationRef(partsTranslationRef);
  if (!late) return null;
  const words = { time: <Time iso={late.since} />, name: late.name };
  return (
    <LateText>
      {late.state === 'stale'
        ? t('sources.lateStale', words)
        : t('sources.lateUnknown', words)}
    </LateText>
  );
};
