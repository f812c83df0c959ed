import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonLink, Text } from '@backstage/ui';
import type {
  Change,
  ChangeDetails,
  ForgeInfo,
} from '@idp/plugin-changes-common';
import { RiExternalLinkLine } from '@remixicon/react';
import { useEffect, useRef, useState } from 'react';
import { changesApiRef } from '../api';
import { changesTranslationRef } from '../translation';
import styles from './Decision.module.css';
import { DecisionDialog } from './DecisionDialog';
import { Mergeability } from './Mergeability';
import { Outcome } from './Outcome';

/** Whether the change can be merged, the buttons for it, and what came of them. */
export const Decision = ({
  change,
  forge,
  onDecided,
}: {
  change: ChangeDetails;
  forge?: ForgeInfo;
  onDecided: (change: Change) => void;
}) => {
  const { t } = useTranslationRef(changesTranslationRef);
  const api = useApi(changesApiRef);
  const [asked, setAsked] = useState<'merge' | 'close'>();
  const [decidedHere, setDecidedHere] = useState(false);
  const outcome = useRef<HTMLDivElement>(null);

  // The button that had the focus is gone; what came of it is what comes next.
  useEffect(() => {
    if (decidedHere && change.state !== 'open') outcome.current?.focus();
  }, [decidedHere, change.state]);

  if (change.state !== 'open') {
    return decidedHere ? <Outcome ref={outcome} change={change} /> : null;
  }

  const reviewedHere = forge?.reviewedInPortal === true;
  const reviewedThere = forge?.reviewedInPortal === false;
  const { merge, close } = change.permissions;
  const conflict = change.mergeability.status === 'conflict';

  return (
    <section aria-label={t('decide.label')} className={styles.decision}>
      <Mergeability {...change.mergeability} />
      <div className={styles.buttons}>
        {reviewedThere && change.webUrl && (
          <ButtonLink
            href={change.webUrl}
            target="_blank"
            rel="noopener noreferrer"
            variant="primary"
            iconEnd={<RiExternalLinkLine aria-hidden="true" />}
          >
            {t('details.reviewOn', { forge: forge.title })}
          </ButtonLink>
        )}
        {reviewedHere && merge && (
          <Button
            variant="primary"
            isDisabled={conflict}
            onPress={() => setAsked('merge')}
          >
            {t('decide.merge')}
          </Button>
        )}
        {reviewedHere && close && (
          <Button variant="secondary" onPress={() => setAsked('close')}>
            {t('decide.close')}
          </Button>
        )}
      </div>
      {reviewedHere && !merge && !close && (
        <Text as="p" variant="body-small" color="secondary">
          {t('decide.notAllowed')}
        </Text>
      )}
      <DecisionDialog
        decision={asked}
        change={change}
        onDecide={async decision => {
          const decided =
            decision === 'merge'
              ? await api.mergeChange(change.id)
              : await api.closeChange(change.id);
          setDecidedHere(true);
          onDecided(decided);
        }}
        onClose={() => setAsked(undefined)}
      />
    </section>
  );
};
