import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Status, type StatusLook } from '@idp/parts-react';
import type { DeliveryState, Rotation } from '@idp/plugin-vault-common';
import {
  RiAlarmWarningFill,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiErrorWarningFill,
  RiForbidLine,
  RiHistoryLine,
  RiHourglassLine,
  RiQuestionFill,
  RiTimeLine,
} from '@remixicon/react';
import type { Finding } from '../model/order';
import { vaultTranslationRef } from '../translation';

const FINDING: Record<Finding, StatusLook> = {
  ok: [RiCheckboxCircleFill, 'good'],
  missing: [RiErrorWarningFill, 'bad'],
  'not-delivered': [RiCloseCircleFill, 'bad'],
  foreign: [RiForbidLine, 'warning'],
  unowned: [RiQuestionFill, 'warning'],
  unknown: [RiQuestionFill, 'neutral'],
};

const DELIVERY: Record<DeliveryState, StatusLook> = {
  delivered: [RiCheckboxCircleFill, 'good'],
  waiting: [RiHourglassLine, 'bad'],
  stale: [RiHistoryLine, 'warning'],
  unknown: [RiQuestionFill, 'neutral'],
};

const ROTATION: Record<Rotation['state'], StatusLook> = {
  fresh: [RiTimeLine, 'good'],
  'due-soon': [RiTimeLine, 'warning'],
  overdue: [RiAlarmWarningFill, 'bad'],
};

/** What is found of a secret, or of all copies of one. */
export const FindingStatus = ({ finding }: { finding: Finding }) => {
  const { t } = useTranslationRef(vaultTranslationRef);
  const known = Object.hasOwn(FINDING, finding) ? finding : 'unknown';
  return <Status look={FINDING[known]} word={t(`finding.${known}`)} />;
};

/** Where a delivery stands. */
export const DeliveryStatus = ({ state }: { state: DeliveryState }) => {
  const { t } = useTranslationRef(vaultTranslationRef);
  const known = Object.hasOwn(DELIVERY, state) ? state : 'unknown';
  return <Status look={DELIVERY[known]} word={t(`delivery.${known}`)} />;
};

/** How urgent a rotation is; nothing while it is not, or there is no limit. */
export const RotationStatus = ({
  rotation,
}: {
  rotation: Pick<Rotation, 'state'> | undefined;
}) => {
  const { t } = useTranslationRef(vaultTranslationRef);
  if (!rotation || rotation.state === 'fresh') return null;
  if (!Object.hasOwn(ROTATION, rotation.state)) return null;
  return (
    <Status
      look={ROTATION[rotation.state]}
      word={t(`rotation.${rotation.state}`)}
    />
  );
};
