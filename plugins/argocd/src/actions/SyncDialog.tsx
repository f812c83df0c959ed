import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Checkbox,
  CheckboxGroup,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Text,
} from '@backstage/ui';
import { useRead } from '@idp/live-react';
import { Loading, useAsk } from '@idp/parts-react';
import type {
  EntityApplication,
  EntityApplicationRef,
} from '@idp/plugin-argocd-common';
import { useEffect, useState } from 'react';
import { argocdApiRef } from '../api';
import { applicationId, resourceKey, resourceTitle } from '../model/refs';
import { shortRevision } from '../model/revision';
import {
  PLAIN_SYNC,
  syncRequest,
  windowsForbid,
  type SyncChoice,
} from '../model/syncPlan';
import { FailureNotice } from '../parts';
import { argocdTranslationRef } from '../translation';
import styles from './SyncDialog.module.css';
import { SyncPlanText } from './SyncPlanText';

/** Says what a sync will do, takes the choices, and asks for it. */
export const SyncDialog = ({
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
  onAsked: (dryRun: boolean) => void;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const api = useApi(argocdApiRef);
  const { asking, refusal, ask, forget } = useAsk();
  const [choice, setChoice] = useState<SyncChoice>(PLAIN_SYNC);
  // Each opening looks anew at what differs.
  const [opening, setOpening] = useState(0);
  const key = `${applicationId(target.application)}#${opening}`;
  const diff = useRead(key, () => api.getDiff(target));
  const windows = useRead(key, () => api.getSyncWindows(target));
  useEffect(() => {
    if (!isOpen) return;
    setOpening(before => before + 1);
    setChoice(PLAIN_SYNC);
    forget();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- at each opening only
  }, [isOpen]);

  const items = (!diff.pending && diff.value?.items) || [];
  const { prune, dryRun, only } = choice;
  const choose = (part: Partial<SyncChoice>) =>
    setChoice(before => ({ ...before, ...part }));
  const { destination } = application;
  const confirm = () => {
    if (dryRun) return t('syncDialog.confirmDry');
    return prune ? t('syncDialog.confirmPrune') : t('syncDialog.confirm');
  };

  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={open => !open && !asking && onClose()}
      width={600}
    >
      <DialogHeader>
        {t('syncDialog.title', { name: application.ref.name })}
      </DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="4">
          <Text as="p">
            {dryRun
              ? t('syncDialog.dryText')
              : t('syncDialog.text', {
                  revision: shortRevision(
                    application.sources[0]?.targetRevision ?? 'HEAD',
                  ),
                  destination: [destination.cluster, destination.namespace]
                    .filter(Boolean)
                    .join(' / '),
                })}
          </Text>
          {windows.value && windowsForbid(windows.value.items) && (
            <Text as="p" weight="bold">
              {t('syncDialog.windowDenies')}
            </Text>
          )}
          {diff.pending && (
            <Loading label={t('syncDialog.reading')} height={48} />
          )}
          {!diff.pending && diff.error !== undefined && (
            <Text as="p" color="secondary">
              {t('syncDialog.unknown')}
            </Text>
          )}
          {!diff.pending && diff.error === undefined && (
            <SyncPlanText items={items} choice={choice} />
          )}
          <Flex direction="column" gap="2">
            <Checkbox
              isSelected={prune}
              onChange={value => choose({ prune: value })}
            >
              {t('syncDialog.prune')}
            </Checkbox>
            <Checkbox
              isSelected={dryRun}
              onChange={value => choose({ dryRun: value })}
            >
              {t('syncDialog.dryRun')}
            </Checkbox>
            {items.length > 0 && (
              <Checkbox
                isSelected={only !== undefined}
                onChange={value =>
                  choose({ only: value ? items.map(resourceKey) : undefined })
                }
              >
                {t('syncDialog.only')}
              </Checkbox>
            )}
          </Flex>
          {only && (
            <div className={styles.objects}>
              <CheckboxGroup
                label={t('syncDialog.objects')}
                value={only}
                onChange={value => choose({ only: value })}
              >
                {items.map(item => (
                  <Checkbox key={resourceKey(item)} value={resourceKey(item)}>
                    {resourceTitle(item)}
                  </Checkbox>
                ))}
              </CheckboxGroup>
            </div>
          )}
          {refusal !== undefined && (
            <FailureNotice title={t('failure.sync')} error={refusal} />
          )}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" isDisabled={asking} onPress={onClose}>
          {t('actions.cancel')}
        </Button>
        <Button
          variant="primary"
          destructive={prune && !dryRun}
          isPending={asking}
          isDisabled={only?.length === 0}
          onPress={() =>
            ask(
              () => api.sync(target, syncRequest(items, choice)),
              () => {
                onAsked(dryRun);
                onClose();
              },
            )
          }
        >
          {confirm()}
        </Button>
      </DialogFooter>
    </Dialog>
  );
};

export default SyncDialog;
