import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { ConfirmDialog, useAsk } from '@idp/parts-react';
import type {
  EntityApplication,
  EntityApplicationRef,
} from '@idp/plugin-argocd-common';
import { argocdApiRef } from '../api';
import { FailureNotice } from '../parts';
import { argocdTranslationRef } from '../translation';

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
    <ConfirmDialog
      isOpen={isOpen}
      title={t('terminateDialog.title', { name: application.ref.name })}
      text={t('terminateDialog.text')}
      confirm={t('terminateDialog.confirm')}
      destructive
      asking={asking}
      onClose={onClose}
      onConfirm={() =>
        ask(
          () => api.terminate(target),
          () => {
            onAsked();
            onClose();
          },
        )
      }
    >
      {refusal !== undefined && (
        <FailureNotice title={t('failure.terminate')} error={refusal} />
      )}
    </ConfirmDialog>
  );
};

export default TerminateDialog;
