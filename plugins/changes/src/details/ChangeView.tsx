import { MarkdownContent } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import type {
  Change,
  ChangeDetails,
  ForgeInfo,
} from '@idp/plugin-changes-common';
import { StateBadge } from '../parts';
import { changesTranslationRef } from '../translation';
import styles from './ChangeView.module.css';
import { Decision } from './Decision';
import { Facts } from './Facts';
import { Files } from './Files';
import { Renders } from './Renders';
import { usePreview } from './usePreview';
import { Verdict } from './Verdict';

/** Everything that is known of a change, and the decision on it. */
export const ChangeView = ({
  change,
  forge,
  onDecided,
}: {
  change: ChangeDetails;
  /** Undefined while it is not known which forge it is. */
  forge?: ForgeInfo;
  onDecided: (change: Change) => void;
}) => {
  const { t } = useTranslationRef(changesTranslationRef);
  const preview = usePreview(change);
  return (
    <Flex direction="column" gap="5">
      <div className={styles.head}>
        <Text as="h1" variant="title-medium" className={styles.title}>
          {change.title}
        </Text>
        <StateBadge state={change.state} />
      </div>
      {change.state === 'open' && <Verdict preview={preview} />}
      <Decision change={change} forge={forge} onDecided={onDecided} />
      <div className={styles.columns}>
        <section aria-labelledby="change-description" className={styles.body}>
          <Text as="h2" variant="title-x-small" id="change-description">
            {t('details.description')}
          </Text>
          {change.body.trim() ? (
            <MarkdownContent content={change.body} />
          ) : (
            <Text as="p" color="secondary">
              {t('details.noDescription')}
            </Text>
          )}
        </section>
        <Facts change={change} forge={forge} />
      </div>
      {change.state === 'open' && preview.value && (
        <Renders preview={preview.value} />
      )}
      <Files change={change} />
    </Flex>
  );
};
