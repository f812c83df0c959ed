import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DeployedChange, Revision } from '@idp/plugin-argocd-common';
import { authorName } from '../model/author';
import { shortRevision, subjectOf } from '../model/revision';
import { argocdTranslationRef } from '../translation';
import { ChangeLink } from './ChangeLink';
import styles from './RevisionText.module.css';

/**
 * Which revision, and the change that brought it, or else what its author says of it. All of it is plain text. A revision that
 * is another one's commit has an author who brought nothing of this, so then they are not named.
 */
export const RevisionText = ({
  revision,
  known,
  change,
}: {
  revision: string | undefined;
  /** What is known of it. */
  known?: Revision;
  /** What brought it. */
  change?: DeployedChange;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  if (!revision) return <>{t('revision.none')}</>;
  const short = (
    <code className={styles.revision} title={revision}>
      {shortRevision(revision)}
    </code>
  );
  const message = change ? (
    <ChangeLink change={change} />
  ) : (
    subjectOf(known?.message)
  );
  const isItself = !change || change.revision === revision;
  return known?.author && isItself ? (
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
