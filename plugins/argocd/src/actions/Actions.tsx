import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, Text } from '@backstage/ui';
import type {
  EntityApplication,
  EntityApplicationRef,
  EntityApplications,
} from '@idp/plugin-argocd-common';
import { lazy, Suspense, useState } from 'react';
import { argocdApiRef } from '../api';
import { progressOf, type AskedSync } from '../model/progress';
import { FailureNotice } from '../parts';
import { argocdTranslationRef } from '../translation';
import styles from './Actions.module.css';
import { ProgressNotice } from './ProgressNotice';
import { RefreshButton } from './RefreshButton';

const SyncDialog = lazy(() => import('./SyncDialog'));
const TerminateDialog = lazy(() => import('./TerminateDialog'));

/** What may be done with an Application, and how it goes. The backend decides; buttons are for those who may. */
export const Actions = ({
  application,
  target,
  permissions,
  onDone,
}: {
  application: EntityApplication;
  target: EntityApplicationRef;
  permissions: EntityApplications['permissions'];
  /** Something was asked of Argo CD. */
  onDone: () => void;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const api = useApi(argocdApiRef);
  const [dialog, setDialog] = useState<'sync' | 'terminate'>();
  const [loaded, setLoaded] = useState({ sync: false, terminate: false });
  const [asked, setAsked] = useState<AskedSync>();
  const [said, setSaid] = useState<string>();
  const [refreshing, setRefreshing] = useState(false);
  const [refusal, setRefusal] = useState<unknown>();
  const progress = progressOf(application, asked);
  const runs = progress?.what === 'running' || progress?.what === 'terminating';
  const { refresh, sync } = permissions;

  const open = (which: 'sync' | 'terminate') => {
    setLoaded(before => ({ ...before, [which]: true }));
    setDialog(which);
  };
  const askRefresh = async (hard: boolean) => {
    setRefusal(undefined);
    setRefreshing(true);
    try {
      await api.refresh(target, { hard });
      setSaid(hard ? t('actions.refreshedHard') : t('actions.refreshed'));
      onDone();
    } catch (error) {
      setSaid(undefined);
      setRefusal(error);
    } finally {
      setRefreshing(false);
    }
  };

  return (
    <Flex direction="column" gap="3">
      <div role="group" aria-label={t('actions.label')} className={styles.bar}>
        {refresh && (
          <RefreshButton isPending={refreshing} onRefresh={askRefresh} />
        )}
        {sync && (
          <Button
            size="small"
            variant="primary"
            isDisabled={runs}
            onPress={() => open('sync')}
          >
            {t('actions.sync')}
          </Button>
        )}
        {sync && progress?.what === 'running' && (
          <Button
            size="small"
            variant="secondary"
            destructive
            onPress={() => open('terminate')}
          >
            {t('actions.terminate')}
          </Button>
        )}
        {!refresh && !sync && (
          <Text variant="body-small" color="secondary">
            {t('actions.notAllowed')}
          </Text>
        )}
      </div>
      <ProgressNotice
        progress={progress}
        said={said}
        onDismiss={() => {
          setAsked(undefined);
          setSaid(undefined);
        }}
      />
      {refusal !== undefined && (
        <FailureNotice title={t('failure.refresh')} error={refusal} />
      )}
      <Suspense fallback={null}>
        {loaded.sync && (
          <SyncDialog
            isOpen={dialog === 'sync'}
            application={application}
            target={target}
            onClose={() => setDialog(undefined)}
            onAsked={dryRun => {
              setSaid(undefined);
              setRefusal(undefined);
              setAsked({ before: application.operation?.startedAt, dryRun });
              onDone();
            }}
          />
        )}
        {loaded.terminate && (
          <TerminateDialog
            isOpen={dialog === 'terminate'}
            application={application}
            target={target}
            onClose={() => setDialog(undefined)}
            onAsked={() => {
              setSaid(t('actions.terminated'));
              onDone();
            }}
          />
        )}
      </Suspense>
    </Flex>
  );
};
