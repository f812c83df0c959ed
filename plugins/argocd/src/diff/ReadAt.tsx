import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { Time } from '@idp/live-react';
import { RiRefreshLine } from '@remixicon/react';
import { argocdTranslationRef } from '../translation';
import styles from './ReadAt.module.css';

/** How old what is shown is, and the way to newer. */
export const ReadAt = ({
  iso,
  busy,
  onAgain,
}: {
  iso: string;
  busy: boolean;
  onAgain: () => void;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  return (
    <div className={styles.line}>
      <Text variant="body-small" color="secondary">
        {t('details.readAt', { time: <Time iso={iso} /> })}
      </Text>
      <Button
        size="small"
        variant="tertiary"
        isPending={busy}
        iconStart={<RiRefreshLine aria-hidden="true" />}
        onPress={onAgain}
      >
        {t('details.readAgain')}
      </Button>
    </div>
  );
};
