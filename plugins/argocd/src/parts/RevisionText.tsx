import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Revision } from '@idp/plugin-argocd-common';
import { authorName } from '../model/author';
import { shortRevision, subjectOf } from '../model/revision';
import { argocdTranslationRef } from '../translation';
import { ChangeLink } from './ChangeLink';
import styles from './RevisionText.module.css';

/** Which revision, what its author says of it, linked to the change that brought it. All of it is plain text. */
export const RevisionText = ({
  revision,
  known,
}: {
  revision: string | undefined;
  /** What is known of it. */
  known?: Revision;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  if (!revision) return <>{t('revision.none')}</>;
  const short = (
    <code className={styles.revision} title={revision}>
      {shortRevision(revision)}
    </code>
  );
  const message = known?.change ? (
    <ChangeLink change={known.change} />
  ) : (
    subjectOf(known?.message)
  );
  return known?.author ? (
    <>
      {t('revision.by', {
        revision: short,
        message,
        author: authorName(known.author),
      })}
    </>
  ) : (
    <>{t('revision.plain', { revision: short, message })}</>
  );
};
