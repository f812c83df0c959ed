import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { HealthStatus, SyncStatus } from '@idp/plugin-argocd-common';
import { HealthIcon, SyncIcon } from '../parts/Status';
import { argocdTranslationRef } from '../translation';
import styles from './GraphNode.module.css';

const WIDTH = 228;
/** With a line for why it is not healthy. */
const HEIGHT = { plain: 48, message: 64 };

/** One object of the graph: a button where there is more to be seen. */
export const GraphNode = ({
  title,
  kind,
  health,
  message,
  sync,
  selected,
  onPress,
}: {
  title: string;
  kind: string;
  health?: HealthStatus;
  /** Why it is not healthy. */
  message?: string;
  sync?: SyncStatus;
  selected: boolean;
  onPress?: () => void;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const states = [
    health && t(`health.${health}`),
    sync && t(`sync.${sync}`),
  ].filter(Boolean);
  const words = [`${kind} ${title}`, ...states, message]
    .filter(Boolean)
    .join(', ');
  const content = (
    <>
      <span className={styles.icons} aria-hidden="true">
        {health && <HealthIcon status={health} />}
        {sync && sync !== 'Synced' && <SyncIcon status={sync} />}
      </span>
      <span className={styles.text}>
        <span className={styles.kind}>{kind}</span>{' '}
        <span className={styles.name}>{title}</span>
        {/* What the icons say */}
        <span className={styles.unseen}>
          {states.map(state => `, ${state}`).join('')}
          {message && ', '}
        </span>
        {message && <span className={styles.message}>{message}</span>}
      </span>
    </>
  );
  return (
    <foreignObject
      width={WIDTH}
      height={message ? HEIGHT.message : HEIGHT.plain}
    >
      {onPress ? (
        <button
          type="button"
          className={styles.node}
          aria-pressed={selected}
          title={words}
          onClick={onPress}
        >
          {content}
        </button>
      ) : (
        <div className={`${styles.node} ${styles.root}`} title={words}>
          {content}
        </div>
      )}
    </foreignObject>
  );
};
