import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useLanguage } from '@idp/live-react';
import { Status, type StatusLook } from '@idp/parts-react';
import type { AlertState } from '@idp/plugin-grafana-common';
import {
  RiAlarmWarningFill,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiNotificationOffFill,
  RiQuestionFill,
  RiTimeFill,
} from '@remixicon/react';
import { grafanaTranslationRef } from '../translation';

const LOOKS: Record<AlertState, StatusLook> = {
  firing: [RiAlarmWarningFill, 'bad'],
  error: [RiCloseCircleFill, 'bad'],
  pending: [RiTimeFill, 'warning'],
  'no-data': [RiQuestionFill, 'neutral'],
  silenced: [RiNotificationOffFill, 'neutral'],
  normal: [RiCheckboxCircleFill, 'good'],
};

/** What is not known yet counts as nothing known. */
const known = (state: AlertState): AlertState =>
  Object.hasOwn(LOOKS, state) ? state : 'no-data';

/** The state of a rule or an alert, with how many are so where that is given. */
export const AlertStateText = ({
  state,
  count,
}: {
  state: AlertState;
  count?: number;
}) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const number = new Intl.NumberFormat(useLanguage());
  const word = t(`state.${known(state)}`);
  return (
    <Status
      look={LOOKS[known(state)]}
      word={
        count === undefined
          ? word
          : t('state.count', {
              total: number.format(count),
              state: word.toLocaleLowerCase(),
            })
      }
    />
  );
};
