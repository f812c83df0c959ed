import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Text } from '@backstage/ui';
import { Time, useLanguage } from '@idp/live-react';
import { durationText } from '../model/duration';
import type { Progress } from '../model/progress';
import { argocdTranslationRef } from '../translation';
import styles from './ProgressNotice.module.css';

/** How a sync goes, or what was asked for, read out as it changes. The region stays, so that it is. */
export const ProgressNotice = ({
  progress,
  said,
  onDismiss,
}: {
  progress: Progress | undefined;
  said: string | undefined;
  onDismiss: () => void;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const language = useLanguage();
  const title = () => {
    switch (progress?.what) {
      case undefined:
        return said;
      case 'running':
        return t('progress.running', {
          time: progress.since ? <Time iso={progress.since} /> : '',
        });
      case 'succeeded':
        return t('progress.succeeded', {
          duration: durationText(progress.took ?? 0, language),
        });
      default:
        return t(`progress.${progress!.what}`);
    }
  };
  const over =
    !progress || ['succeeded', 'tried', 'failed'].includes(progress.what);
  const status = {
    succeeded: 'success',
    tried: 'success',
    failed: 'danger',
  } as const;
  const message = progress && 'message' in progress && progress.message;
  return (
    <div role="status" className={styles.region}>
      {(progress || said) && (
        <Alert
          status={status[progress?.what as keyof typeof status] ?? 'info'}
          icon
          isPending={!over}
          title={title()}
          description={
            message && (
              <Text as="p" variant="body-small" className={styles.message}>
                {message}
              </Text>
            )
          }
          customActions={
            over && (
              <Button size="small" variant="tertiary" onPress={onDismiss}>
                {t('progress.dismiss')}
              </Button>
            )
          }
        />
      )}
    </div>
  );
};
