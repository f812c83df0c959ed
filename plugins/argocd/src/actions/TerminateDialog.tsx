import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Text,
} from '@backstage/ui';
import type {
  EntityApplication,
  EntityApplicationRef,
} from '@idp/plugin-argocd-common';
import { argocdApiRef } from '../api';
import { FailureNotice } from '../parts';
import { argocdTranslationRef } from '../translation';
import { useAsk } from './useAsk';

/** Asks once more before a running sync is ended. */
export const TerminateDialog = ({
  isOpen,
  application,
  target,
  onClose,
  onAsked,
}: {
  isOpen: boolean;
  application: EntityApplication;
  target: EntityApplicationRef;
  onClose: () => void;
  onAsked: () => void;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const api = useApi(argocdApiRef);
  const { asking, refusal, ask } = useAsk();
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={open => !open && !asking && onClose()}
      width={520}
    >
      <DialogHeader>
        {t('terminateDialog.title', { name: application.ref.name })}
      </DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="3">
          <Text as="p">{t('terminateDialog.text')}</Text>
          {refusal !== undefined && (
            <FailureNotice title={t('failure.terminate')} error={refusal} />
          )}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" isDisabled={asking} onPress={onClose}>
          {t('actions.cancel')}
        </Button>
        <Button
          variant="primary"
          destructive
          isPending={asking}
          onPress={() =>
            ask(
              () => api.terminate(target),
              () => {
                onAsked();
                onClose();
              },
            )
          }
        >
          {t('terminateDialog.confirm')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
};

export default TerminateDialog;
