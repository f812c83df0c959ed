import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { ConfirmDialog, useAsk } from '@idp/parts-react';
import type { Change } from '@idp/plugin-changes-common';
import { useEffect, useState } from 'react';
import { FailureNotice } from '../parts';
import { changesTranslationRef } from '../translation';

type DecisionKind = 'merge' | 'close';

/** Asks once more, says what will happen, and shows a refusal where it was asked. */
export const DecisionDialog = ({
  decision,
  change,
  onDecide,
  onClose,
}: {
  /** Open while set. */
  decision: DecisionKind | undefined;
  change: Change;
  onDecide: (decision: DecisionKind) => Promise<void>;
  onClose: () => void;
}) => {
  const { t } = useTranslationRef(changesTranslationRef);
  // The text stays while the dialog fades out.
  const [shown, setShown] = useState<DecisionKind>('merge');
  const { asking, refusal, ask, forget } = useAsk();

  useEffect(() => {
    if (!decision) return;
    setShown(decision);
    forget();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- at each opening only
  }, [decision]);

  const merge = shown === 'merge';
  return (
    <ConfirmDialog
      isOpen={decision !== undefined}
      title={merge ? t('decide.mergeTitle') : t('decide.closeTitle')}
      confirm={merge ? t('decide.mergeConfirm') : t('decide.closeConfirm')}
      destructive={!merge}
      asking={asking}
      onClose={onClose}
      onConfirm={() => ask(() => onDecide(shown), onClose)}
    >
      <Text as="p" weight="bold">
        {change.title}
      </Text>
      <Text as="p">
        {merge
          ? t('decide.mergeText', { base: change.baseBranch })
          : t('decide.closeText')}
      </Text>
      {refusal !== undefined && (
        <FailureNotice
          title={merge ? t('failure.merge') : t('failure.close')}
          error={refusal}
        />
      )}
    </ConfirmDialog>
  );
};
