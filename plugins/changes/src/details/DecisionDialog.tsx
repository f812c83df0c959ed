import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Text,
} from '@backstage/ui';
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
  const [deciding, setDeciding] = useState(false);
  const [refusal, setRefusal] = useState<unknown>();

  useEffect(() => {
    if (!decision) return;
    setShown(decision);
    setRefusal(undefined);
  }, [decision]);

  const decide = async () => {
    setDeciding(true);
    setRefusal(undefined);
    try {
      await onDecide(shown);
      onClose();
    } catch (error) {
      setRefusal(error);
    } finally {
      setDeciding(false);
    }
  };

  return (
    <Dialog
      isOpen={decision !== undefined}
      onOpenChange={open => !open && !deciding && onClose()}
      width={520}
    >
      <DialogHeader>
        {shown === 'merge' ? t('decide.mergeTitle') : t('decide.closeTitle')}
      </DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="3">
          <Text as="p" weight="bold">
            {change.title}
          </Text>
          <Text as="p">
            {shown === 'merge'
              ? t('decide.mergeText', { base: change.baseBranch })
              : t('decide.closeText')}
          </Text>
          {refusal !== undefined && (
            <FailureNotice
              title={
                shown === 'merge' ? t('failure.merge') : t('failure.close')
              }
              error={refusal}
            />
          )}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" isDisabled={deciding} onPress={onClose}>
          {t('decide.cancel')}
        </Button>
        <Button
          variant="primary"
          destructive={shown === 'close'}
          isPending={deciding}
          onPress={decide}
        >
          {shown === 'merge'
            ? t('decide.mergeConfirm')
            : t('decide.closeConfirm')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
};
