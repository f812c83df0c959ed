import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, Text } from '@backstage/ui';
import { EmptyMessage } from '@idp/parts-react';
import type {
  EntityApplication,
  EntityApplicationRef,
  Revision,
} from '@idp/plugin-argocd-common';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { choose, pairOf } from '../model/comparison';
import { argocdTranslationRef } from '../translation';
import { Comparison } from './Comparison';
import { DeploymentTable } from './DeploymentTable';
import styles from './History.module.css';

/** Every deployment that Argo CD remembers; two of them compared, and the way back to the older. */
export const History = ({
  application,
  target,
  revisions,
}: {
  application: EntityApplication;
  target: EntityApplicationRef;
  revisions: Record<string, Revision>;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const [params, setParams] = useSearchParams();
  const { deployments } = application;
  const pair = pairOf(params, deployments);
  const [chosen, setChosen] = useState<number[]>(
    pair ? [pair.from, pair.to] : [],
  );
  if (deployments.length === 0) {
    return <EmptyMessage title={t('history.none')} text={t('row.never')} />;
  }
  const pick = (next: number[]) => {
    setChosen(next);
    setParams(
      before => {
        const after = new URLSearchParams(before);
        after.delete('from');
        after.delete('to');
        if (next.length === 2) {
          after.set('from', String(Math.min(...next)));
          after.set('to', String(Math.max(...next)));
        }
        return after;
      },
      { replace: true },
    );
  };
  return (
    <Flex direction="column" gap="4">
      <div className={styles.hint}>
        <Text as="p" color="secondary">
          {t('history.pick')}
        </Text>
        {chosen.length > 0 && (
          <Button size="small" variant="tertiary" onPress={() => pick([])}>
            {t('history.clear')}
          </Button>
        )}
      </div>
      <DeploymentTable
        deployments={deployments}
        revisions={revisions}
        chosen={chosen}
        onChoose={id => pick(choose(chosen, id))}
      />
      {pair && (
        <Comparison pair={pair} application={application} target={target} />
      )}
    </Flex>
  );
};
