import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Text } from '@backstage/ui';
import { SourceNotices } from '@idp/parts-react';
import type { SourceState } from '@idp/plugin-vault-common';
import { vaultTranslationRef } from '../translation';
import styles from './SourcesNotices.module.css';

/** Which Vaults and clusters are silent since when, and what of the others cannot be read; nothing while all is well. */
export const SourcesNotices = ({ sources }: { sources: SourceState[] }) => {
  const { t } = useTranslationRef(vaultTranslationRef);
  const named = sources.map(source => ({
    ...source,
    name: t(`sources.${source.kind}`, { name: source.name }),
  }));
  const problems = named.flatMap(({ name, problems: all = [] }) =>
    all.map(problem => t('sources.problem', { source: name, problem })),
  );
  return (
    <>
      <SourceNotices
        sources={named}
        title={silent =>
          t('sources.silentTitle', {
            names: silent.map(({ name }) => name).join(', '),
          })
        }
      />
      {problems.length > 0 && (
        <Alert
          role="status"
          status="warning"
          icon
          title={t('sources.problemsTitle')}
          description={problems.map(problem => (
            <Text as="p" key={problem} className={styles.problem}>
              {problem}
            </Text>
          ))}
        />
      )}
    </>
  );
};
