import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Flex, Text } from '@backstage/ui';
import { adviceFor, failureOf } from '../api';
import { argocdTranslationRef } from '../translation';
import styles from './FailureNotice.module.css';

/** What went wrong, and what to do. */
export const FailureNotice = ({
  title,
  error,
  onRetry,
}: {
  title: string;
  error: unknown;
  onRetry?: () => void;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const failure = failureOf(error);
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={title}
      description={
        <Flex direction="column" gap="2">
          <Text as="p" className={styles.text}>
            {failure.message}
          </Text>
          <Text as="p" className={styles.text}>
            {t(`advice.${adviceFor(failure)}`)}
          </Text>
        </Flex>
      }
      customActions={
        onRetry && (
          <Button variant="secondary" onPress={onRetry}>
            {t('failure.retry')}
          </Button>
        )
      }
    />
  );
};
