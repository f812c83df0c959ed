import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Flex, Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import { partsTranslationRef } from '../translation';
import styles from './FailureNotice.module.css';

/** @public */
export interface FailureNoticeProps {
  /** What was not done. */
  title: string;
  /** What was said of it. */
  message: string;
  /** What somebody can do, in the plugin's words. */
  advice: string;
  /** What it is about, between message and advice. */
  children?: ReactNode;
  onRetry?: () => void;
}

/**
 * What went wrong, and what to do.
 *
 * @public
 */
export const FailureNotice = ({
  title,
  message,
  advice,
  children,
  onRetry,
}: FailureNoticeProps) => {
  const { t } = useTranslationRef(partsTranslationRef);
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={title}
      description={
        <Flex direction="column" gap="2">
          <Text as="p" className={styles.text}>
            {message}
          </Text>
          {children}
          <Text as="p" className={styles.text}>
            {advice}
          </Text>
        </Flex>
      }
      customActions={
        onRetry && (
          <Button variant="secondary" onPress={onRetry}>
            {t('retry')}
          </Button>
        )
      }
    />
  );
};
