import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Status, type StatusLook } from '@idp/parts-react';
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
} from '@remixicon/react';
import { argocdTranslationRef } from '../translation';

const HEALTH: Record<HealthStatus, StatusLook> = {
  Healthy: [RiHeartPulseFill, 'good'],
  Progressing: [RiLoader4Line, 'busy', true],
  Degraded: [RiErrorWarningFill, 'bad'],
  Suspended: [RiPauseCircleFill, 'neutral'],
  Missing: [RiGhostLine, 'bad'],
  Unknown: [RiQuestionFill, 'neutral'],
};

const SYNC: Record<SyncStatus, StatusLook> = {
  Synced: [RiCheckboxCircleFill, 'good'],
  OutOfSync: [RiArrowLeftRightLine, 'warning'],
  Unknown: [RiQuestionFill, 'neutral'],
};

const OPERATION: Record<OperationPhase, StatusLook> = {
  Running: [RiLoader4Line, 'busy', true],
  Terminating: [RiStopCircleLine, 'warning'],
  Succeeded: [RiCheckboxCircleFill, 'good'],
  Failed: [RiCloseCircleFill, 'bad'],
  Error: [RiCloseCircleFill, 'bad'],
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
