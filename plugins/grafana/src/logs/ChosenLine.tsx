import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { CopySnippet, Fact } from '@idp/parts-react';
import type { LogLine } from '@idp/plugin-grafana-common';
import { FactLine } from '../parts/FactLine';
import { grafanaTranslationRef } from '../translation';
import styles from './Logs.module.css';

/** All of one line, and where it comes from. */
export const ChosenLine = ({ line }: { line: LogLine | undefined }) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  if (!line) {
    return (
      <Text as="p" variant="body-small" color="secondary">
        {t('logs.choose')}
      </Text>
    );
  }
  const { at, level, text, cut, pod, container, workload } = line;
  return (
    <section aria-label={t('logs.line')} className={styles.chosen}>
      <FactLine>
        <Fact term={t('logs.at')}>{at}</Fact>
        <Fact term={t('logs.level')}>{t(`logs.levels.${level}`)}</Fact>
        {workload && <Fact term={t('logs.workload')}>{workload}</Fact>}
        {pod && <Fact term={t('logs.pod')}>{pod}</Fact>}
        {container && <Fact term={t('logs.container')}>{container}</Fact>}
      </FactLine>
      <CopySnippet label={t('logs.text')} text={text} />
      {cut && (
        <Text as="p" variant="body-small" color="secondary">
          {t('logs.cut')}
        </Text>
      )}
    </section>
  );
};
