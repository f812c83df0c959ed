import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import { useLanguage } from '@idp/live-react';
import type { AlertState } from '@idp/plugin-grafana-common';
import { STATE_ORDER, type Counts } from '../model/states';
import { grafanaTranslationRef } from '../translation';
import styles from './Alerts.module.css';

/** Chooses states, each with how many rules are in it. */
export const StateFilter = ({
  chosen,
  counts,
  onChange,
}: {
  chosen: AlertState[];
  counts: Counts;
  onChange: (chosen: AlertState[]) => void;
}) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const number = new Intl.NumberFormat(useLanguage());
  return (
    <div className={styles.filter}>
      <Select
        label={t('alerts.filter')}
        placeholder={t('environment.all')}
        selectionMode="multiple"
        options={STATE_ORDER.map(state => ({
          id: state,
          label: `${t(`state.${state}`)} (${number.format(
            counts[state] ?? 0,
          )})`,
        }))}
        value={chosen}
        onChange={keys =>
          onChange(STATE_ORDER.filter(one => keys.map(String).includes(one)))
        }
      />
    </div>
  );
};
