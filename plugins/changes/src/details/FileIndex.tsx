import { LineCounts } from '@idp/diff-react';
import type { ChangeFile } from '@idp/plugin-changes-common';
import { fileAnchor } from './fileAnchor';
import styles from './FileIndex.module.css';

/** The paths of a change's files, each a jump to its diff. */
export const FileIndex = ({
  label,
  files,
  onGo,
}: {
  label: string;
  files: ChangeFile[];
  onGo: (path: string) => void;
}) => {
  return (
    <nav aria-label={label} className={styles.index}>
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
