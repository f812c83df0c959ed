import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { ConfirmDialog, useAsk } from '@idp/parts-react';
import type { Delivery } from '@idp/plugin-vault-common';
import { RiRefreshLine } from '@remixicon/react';
import { useState } from 'react';
import { vaultApiRef } from '../api';
import { FailureNotice } from '../parts';
import { vaultTranslationRef } from '../translation';

/** Has External Secrets read a secret again at once; asks before, as pods may take the new value. */
export const RefreshButton = ({
  delivery,
  path,
  entityRef,
  onDone,
}: {
  delivery: Delivery;
  path: string;
  entityRef: string;
  onDone: () => void;
}) => {
  const { t } = useTranslationRef(vaultTranslationRef);
  const api = useApi(vaultApiRef);
  const { asking, refusal, ask, forget } = useAsk();
  const [isOpen, setOpen] = useState(false);
  const [asked, setAsked] = useState(false);
  const { cluster, namespace, name, target } = delivery;
  return (
    <>
      <Button
        size="small"
        variant="secondary"
        iconStart={<RiRefreshLine aria-hidden="true" />}
        aria-label={t('refresh.buttonOf', { name, cluster })}
        onPress={() => {
          forget();
          setAsked(false);
          setOpen(true);
        }}
      >
        {t('refresh.button')}
      </Button>
      <span role="status">
        {asked && (
          <Text variant="body-small" color="secondary">
            {t('refresh.asked')}
          </Text>
        )}
      </span>
      <ConfirmDialog
        isOpen={isOpen}
        title={t('refresh.title', { name })}
        text={t('refresh.text', { cluster, path, target: target.name })}
        confirm={t('refresh.confirm')}
        asking={asking}
        onClose={() => setOpen(false)}
        onConfirm={() =>
          ask(
            () => api.refreshDelivery(entityRef, { cluster, namespace, name }),
            () => {
              setOpen(false);
              setAsked(true);
              onDone();
            },
          )
        }
      >
        {refusal !== undefined && (
          <FailureNotice title={t('failure.refresh')} error={refusal} />
        )}
      </ConfirmDialog>
    </>
  );
};
