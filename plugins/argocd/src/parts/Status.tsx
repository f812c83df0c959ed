import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  HealthStatus,
  OperationPhase,
  SyncStatus,
} from '@idp/plugin-argocd-common';
import {
  RiArrowLeftRightLine,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiErrorWarningFill,
  RiGhostLine,
  RiHeartPulseFill,
  RiLoader4Line,
  RiPauseCircleFill,
  RiQuestionFill,
  RiStopCircleLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import { argocdTranslationRef } from '../translation';
import styles from './Status.module.css';

type Tone = 'good' | 'busy' | 'warning' | 'bad' | 'neutral';
type Look = [RemixiconComponentType, Tone, turning?: boolean];

const HEALTH: Record<HealthStatus, Look> = {
  Healthy: [RiHeartPulseFill, 'good'],
  Progressing: [RiLoader4Line, 'busy', true],
  Degraded: [RiErrorWarningFill, 'bad'],
  Suspended: [RiPauseCircleFill, 'neutral'],
  Missing: [RiGhostLine, 'bad'],
  Unknown: [RiQuestionFill, 'neutral'],
};

const SYNC: Record<SyncStatus, Look> = {
  Synced: [RiCheckboxCircleFill, 'good'],
  OutOfSync: [RiArrowLeftRightLine, 'warning'],
  Unknown: [RiQuestionFill, 'neutral'],
};

const OPERATION: Record<OperationPhase, Look> = {
  Running: [RiLoader4Line, 'busy', true],
  Terminating: [RiStopCircleLine, 'warning'],
  Succeeded: [RiCheckboxCircleFill, 'good'],
  Failed: [RiCloseCircleFill, 'bad'],
  Error: [RiCloseCircleFill, 'bad'],
};

/** A state by word and icon; the colour only repeats it. */
const Status = ({ look, word }: { look: Look; word: string }) => {
  const [Icon, tone, turning] = look;
  return (
    <span
      className={`${styles.status} ${styles[tone]} ${
        turning ? styles.turning : ''
      }`}
    >
      <Icon size={16} aria-hidden="true" />
      {word}
    </span>
  );
};

/** Whether it works. What Argo CD may say one day is unknown today. */
export const Health = ({ status }: { status: HealthStatus }) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const known = Object.hasOwn(HEALTH, status) ? status : 'Unknown';
  return <Status look={HEALTH[known]} word={t(`health.${known}`)} />;
};

/** Whether the cluster is as Git says. */
export const Sync = ({ status }: { status: SyncStatus }) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const known = Object.hasOwn(SYNC, status) ? status : 'Unknown';
  return <Status look={SYNC[known]} word={t(`sync.${known}`)} />;
};

/** What Argo CD does, or did last. */
export const Operation = ({ phase }: { phase: OperationPhase }) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  if (!Object.hasOwn(OPERATION, phase)) return <>{phase}</>;
  return <Status look={OPERATION[phase]} word={t(`operation.${phase}`)} />;
};

/** {@link Health} where the words stand elsewhere. */
export const HealthIcon = ({ status }: { status: HealthStatus }) => (
  <Status
    look={HEALTH[Object.hasOwn(HEALTH, status) ? status : 'Unknown']}
    word=""
  />
);

/** {@link Sync} where the words stand elsewhere. */
export const SyncIcon = ({ status }: { status: SyncStatus }) => (
  <Status
    look={SYNC[Object.hasOwn(SYNC, status) ? status : 'Unknown']}
    word=""
  />
);
