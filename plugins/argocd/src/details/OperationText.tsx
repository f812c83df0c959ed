import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Time } from '@idp/live-react';
import type { ApplicationOperation } from '@idp/plugin-argocd-common';
import { argocdTranslationRef } from '../translation';

/** What Argo CD does, or did last, when, and who asked for it. */
export const OperationText = ({
  operation,
}: {
  operation: ApplicationOperation;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const { phase, startedAt, finishedAt, retries, by } = operation;
  const word = t(`operation.${phase}`);
  const runs = phase === 'Running' || phase === 'Terminating';
  const when = () => {
    if (runs && startedAt) {
      return t('operation.since', {
        phase: word,
        time: <Time iso={startedAt} />,
      });
    }
    return finishedAt
      ? t('operation.at', { phase: word, time: <Time iso={finishedAt} /> })
      : word;
  };
  return (
    <>
      {when()}
      {', '}
      {by ? t('operation.by', { who: by }) : t('operation.byItself')}
      {retries ? `, ${t('operation.retries', { count: retries })}` : ''}
    </>
  );
};
