import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import type { Change } from '@idp/plugin-changes-common';
import { forwardRef } from 'react';
import { EntityLinks } from '../parts';
import { changesTranslationRef } from '../translation';
import styles from './Decision.module.css';

/** What came of the decision that was just taken here. */
export const Outcome = forwardRef<HTMLDivElement, { change: Change }>(
  ({ change }, ref) => {
    const { t } = useTranslationRef(changesTranslationRef);
    const merged = change.state === 'merged';
    return (
      <Alert
        ref={ref}
        tabIndex={-1}
        role="status"
        className={styles.outcome}
        status={merged ? 'success' : 'info'}
        icon
        title={merged ? t('decide.merged') : t('decide.closed')}
        description={
          merged ? (
            <>
              {t('decide.mergedText')}{' '}
              <EntityLinks entityRefs={change.entityRefs} />
            </>
          ) : (
            t('decide.closedText')
          )
        }
      />
    );
  },
);
Outcome.displayName = 'Outcome';
