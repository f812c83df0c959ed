import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ChangeFile } from '@idp/plugin-changes-common';
import { changesTranslationRef } from '../translation';
import { fileAnchor } from './fileAnchor';
import styles from './FileIndex.module.css';
import { LineCounts } from './LineCounts';

/** The paths of a change's files, each a jump to its diff. */
export const FileIndex = ({
  files,
  onGo,
}: {
  files: ChangeFile[];
  onGo: (path: string) => void;
}) => {
  const { t } = useTranslationRef(changesTranslationRef);
  return (
    <nav aria-label={t('files.jump')} className={styles.index}>
      <ol>
        {files.map(file => (
          <li key={file.path}>
            <a
              href={`#${fileAnchor(file.path)}`}
              onClick={event => {
                event.preventDefault();
                onGo(file.path);
                const heading = document.getElementById(fileAnchor(file.path));
                heading?.scrollIntoView?.({ block: 'start' });
                heading?.focus({ preventScroll: true });
              }}
            >
              {file.path}
            </a>{' '}
            <LineCounts {...file} />
          </li>
        ))}
      </ol>
    </nav>
  );
};
