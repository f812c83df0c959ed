import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Text } from '@backstage/ui';
import { Time } from '@idp/live-react';
import { partsTranslationRef } from '../translation';
import styles from './SourceNotices.module.css';
import type { SourceNews } from './SourceNews';

/**
 * Which upstreams do not answer, and how old their news therefore is; nothing while all are live.
 *
 * @public
 */
export const SourceNotices = ({
  sources,
  title,
}: {
  sources: SourceNews[];
  /** For how many do not answer. */
  title: (silent: SourceNews[]) => string;
}) => {
  const { t } = useTranslationRef(partsTranslationRef);
  const silent = sources.filter(({ state }) => state !== 'live');
  if (silent.length === 0) return null;
  return (
    <Alert
      role="status"
      status="warning"
      icon
      title={title(silent)}
      description={
        <>
          {silent.map(({ name, state, since, reason }) => (
            <Text as="p" key={name} className={styles.text}>
              {state === 'stale'
                ? t('sources.stale', { name, time: <Time iso={since} /> })
                : t('sources.unknown', { name, time: <Time iso={since} /> })}
              {reason && ` ${reason}`}
            </Text>
          ))}
          <Text as="p" className={styles.text}>
            {t('sources.keepsAsking')}
          </Text>
        </>
      }
    />
  );
};
